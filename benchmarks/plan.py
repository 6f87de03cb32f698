"""What `tenantry plan` and `diff` cost on the shipped specs, with few tenants and many.

With `--peers`, other programs that compare two databases run in turn with it: migra,
alembic and pg-delta, which pip and npm put into `.tools/peers`. They get what a plan
works out for itself, a second database that is as the specs say, and compare the
schema of one tenant.
"""

import argparse
import shutil
import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path

from peers import LIVE, Peer, make_peers
from peers.pairs import Case, measure_pairs
from report import (
    Row,
    mebibytes,
    milliseconds,
    read_arguments,
    run_child,
    spread,
    tenantry,
    write_section,
)
from tenants import add_tenants, run_sql

SPECS = Path(__file__).resolve().parents[1] / "specs"
TENANTS = 5
PLAN = (tenantry(), "plan", "--all", "--local")
DIFF = (tenantry(), "diff", "before", "specs")
TENANT, SCHEMA = "hr", "hr_tenant"
PLAN_ONE = (tenantry(), "plan", TENANT, "--local", "--exit-code")
SAME, CHANGED = "same", "changed"
"""Databases that peers compare with."""

_TERMINATE = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE backend_type = 'client backend' AND pid <> pg_backend_pid();
"""
_DESIRED = f"""
CREATE DATABASE {SAME} TEMPLATE {LIVE};
CREATE DATABASE {CHANGED} TEMPLATE {LIVE};
\\connect {CHANGED}
ALTER TABLE {SCHEMA}.contacts ADD COLUMN nickname text;
COMMENT ON COLUMN {SCHEMA}.contacts.nickname IS 'What friends say.';
"""


def main() -> None:
    """Measure, and write the section."""
    arguments = read_arguments(__doc__ or "", runs=5, more=_add_options)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        shutil.copytree(SPECS, folder / "specs")
        shutil.copytree(SPECS, folder / "before")
        run_child((tenantry(), "up"), folder=folder)
        try:
            rows = tuple(_measure(folder, arguments))
        finally:
            run_child((tenantry(), "down", "--delete-data"), folder=folder)
    options = f"--tenants {arguments.tenants}" + " --peers" * arguments.peers
    write_section("plan.py", arguments, rows, options)


def _add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--tenants",
        type=int,
        default=1_000,
        help="how many the many are; 0 leaves them out (%(default)s)",
    )
    parser.add_argument(
        "--peers",
        action="store_true",
        help="install migra, alembic and pg-delta, and measure them too",
    )


def _measure(folder: Path, arguments: argparse.Namespace) -> Iterator[Row]:
    """Yield what was measured, with few tenants and then with many."""
    peers: tuple[Peer, ...] = ()
    if arguments.peers:
        run_sql(folder, _DESIRED)
        peers = make_peers(folder, SCHEMA, (SAME, CHANGED))
    yield from _few(folder, arguments.runs)
    yield from _one(folder, peers, TENANTS, arguments.runs)
    if arguments.tenants > TENANTS:
        add_tenants(folder, present=TENANTS, wanted=arguments.tenants)
        # Before the peers: Linux counts the memory of who starts a program as that
        # program's, and what pg-delta prints about many tenants takes much.
        yield from _all(folder, arguments.tenants, arguments.runs)
        yield from _one(folder, peers, arguments.tenants, arguments.runs)


def _few(folder: Path, runs: int) -> Iterator[Row]:
    """Yield what is promised, first without a change and then with a column more."""
    yield _row("plan`, nothing to change", PLAN, folder, runs, "≤ 400 ms")
    _add_column(folder)
    yield _row("plan`, a column to add", PLAN, folder, runs, "≤ 1.2 s")
    yield _row("diff`, a column added", DIFF, folder, runs, "≤ 1.5 s")
    _take_column_back(folder)


def _row(
    what: str, command: tuple[str | Path, ...], folder: Path, runs: int, bound: str
) -> Row:
    seconds = [run_child(command, folder=folder).cpu for _ in range(runs)]
    return Row(
        what=f"`tenantry {what}, {TENANTS} tenants of 24 tables, CPU of our process",
        measured=milliseconds(statistics.median(seconds)),
        bound=bound,
    )


def _one(
    folder: Path, peers: tuple[Peer, ...], tenants: int, runs: int
) -> Iterator[Row]:
    """Yield what planning one tenant costs in a database that has so many."""
    commands = {
        f"plan {TENANT}": PLAN_ONE,
        f"plan {TENANT} --no-cache": (*PLAN_ONE, "--no-cache"),
    }
    same = Case(
        what=f"nothing to change, 1 of {tenants:,} tenants",
        commands=commands,
        desired=SAME,
        changed=False,
    )
    changed = Case(
        what=f"a column to add, 1 of {tenants:,} tenants",
        commands=commands,
        desired=CHANGED,
        changed=True,
    )

    def after_stop() -> None:
        # The server goes on with a query whose client was killed.
        run_sql(folder, _TERMINATE)

    yield from measure_pairs(same, peers, folder, runs, after_stop)
    _add_column(folder)
    yield from measure_pairs(changed, peers, folder, runs, after_stop)
    _take_column_back(folder)


def _all(folder: Path, tenants: int, runs: int) -> Iterator[Row]:
    """Yield what planning all tenants costs, and how much memory it takes."""
    for what, exit_code in (("nothing to change", 0), ("a column to add", 2)):
        if exit_code:
            _add_column(folder)
        for option in ((), ("--no-cache",)):
            command = (*PLAN, "--exit-code", *option)
            # Once for the caches, which are what a second plan finds.
            run_child(command, folder=folder, exits=(exit_code,))
            costs = [
                run_child(command, folder=folder, exits=(exit_code,))
                for _ in range(runs)
            ]
            name = (
                " ".join(("`plan --all", *option)) + f"`, {what}, {tenants:,} tenants"
            )
            for measure, measured in (
                ("CPU of our process", spread([c.cpu for c in costs], milliseconds)),
                ("wall", spread([c.wall for c in costs], milliseconds)),
                ("peak memory", mebibytes(max(c.peak_bytes for c in costs))),
            ):
                yield Row(what=f"{name}, {measure}", measured=measured)
    _take_column_back(folder)


def _add_column(folder: Path) -> None:
    table = folder / "specs" / "tables" / "contacts.yaml"
    column = "columns:\n  nickname: {type: text, description: What friends say.}\n"
    table.write_text(table.read_text().replace("columns:\n", column, 1))


def _take_column_back(folder: Path) -> None:
    name = Path("tables") / "contacts.yaml"
    shutil.copy(folder / "before" / name, folder / "specs" / name)


if __name__ == "__main__":
    main()
