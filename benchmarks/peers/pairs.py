"""Runs commands of ours and a peer in turn, so that both meet the same machine."""

import statistics
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from report import ChildStopped, Cost, Row, milliseconds, run_child, spread

from peers import Peer

LIMIT_S = 120
"""How long a peer may take."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What is compared.

    Args:
        what: for the table.
        commands: ours, by the name that the table gives them.
        desired: the database that a peer is asked to compare with.
        changed: whether there is a difference to be found.
    """

    what: str
    commands: Mapping[str, tuple[str | Path, ...]]
    desired: str
    changed: bool


@dataclass(slots=True, kw_only=True)
class _Pair:
    """What ours took next to a peer, and what that took, or why it did not end."""

    peer: Peer | None
    ours: dict[str, list[Cost]] = field(default_factory=dict)
    theirs: list[Cost] = field(default_factory=list)
    stopped: str = ""


def measure_pairs(
    case: Case,
    peers: Sequence[Peer],
    folder: Path,
    runs: int,
    after_stop: Callable[[], object],
) -> Iterator[Row]:
    """Yield what ours took, and next to it what each peer took.

    Args:
        case: what is compared.
        peers: may be none.
        folder: where the commands run.
        runs: how often.
        after_stop: is called after a peer failed or was cut off.
    """
    pairs = [_Pair(peer=peer) for peer in peers or (None,)]
    # Once for the caches, which are what a second plan finds.
    for command in case.commands.values():
        _run_ours(command, case, folder)
    for _ in range(runs):
        for pair in pairs:
            if not pair.stopped and not _run_pair(pair, case, folder):
                after_stop()
    for name in case.commands:
        yield from _rows_of_ours(name, case, pairs)
    for pair in pairs:
        yield from _rows_of_peer(case, pair)


def _run_pair(pair: _Pair, case: Case, folder: Path) -> bool:
    """Run ours and then the peer, and return whether that went well."""
    for name, command in case.commands.items():
        pair.ours.setdefault(name, []).append(_run_ours(command, case, folder))
    if pair.peer is None:
        return True
    try:
        pair.theirs.append(_run_peer(pair.peer, case, folder))
    except ChildStopped as stopped:
        pair.stopped = stopped.reason
    return not pair.stopped


def _run_ours(command: tuple[str | Path, ...], case: Case, folder: Path) -> Cost:
    return run_child(command, folder=folder, exits=(2,) if case.changed else (0,))


def _run_peer(peer: Peer, case: Case, folder: Path) -> Cost:
    command = peer.command(case.desired)
    cost = run_child(command, folder=folder, exits=peer.exits, limit=LIMIT_S)
    if peer.found(cost.printed) != case.changed:
        reason = "misses the change" if case.changed else "finds what is not there"
        raise ChildStopped(f"{peer.name} {reason}", reason)
    return cost


def _rows_of_ours(name: str, case: Case, pairs: Sequence[_Pair]) -> Iterator[Row]:
    costs = [cost for pair in pairs for cost in pair.ours[name]]
    what = f"`{name}`, {case.what}"
    cpu = spread([cost.cpu for cost in costs], milliseconds)
    yield Row(what=f"{what}, CPU of our process", measured=cpu)
    wall = spread([cost.wall for cost in costs], milliseconds)
    yield Row(what=f"{what}, wall", measured=wall)


def _rows_of_peer(case: Case, pair: _Pair) -> Iterator[Row]:
    if pair.peer is None:
        return
    wall = [cost.wall for cost in pair.theirs]
    yield Row(
        what=f"{pair.peer.name}, {case.what}, wall",
        measured=pair.stopped or spread(wall, milliseconds),
    )
    for name, costs in pair.ours.items():
        if pair.stopped:
            break
        ratios = [ours.wall / theirs for ours, theirs in zip(costs, wall, strict=True)]
        yield Row(
            what=f"`{name}` over {pair.peer.name}, {case.what}, wall, pairs",
            measured=f"{statistics.median(ratios):.2f}, least {min(ratios):.2f}",
        )
