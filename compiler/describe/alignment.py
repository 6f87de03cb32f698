"""Values that stand in one column below one another, as in a table, go on doing so.

Whoever lines values up wants to see them so; a new key that is longer than the others
then moves them all.
"""

from collections.abc import Iterator, Sequence
from typing import Final, TypeAlias

import yaml

from compiler.describe.written import Place, Written, end_of, is_block, place_of

_Pair: TypeAlias = tuple[yaml.Node, yaml.Node]

_FAR: Final = 8
"""By so many characters a key may be longer than the others and still move them."""


def gaps_behind_keys(written: Written) -> dict[Place, int]:
    """Return how many blanks stand behind the colon of each key that is lined up.

    Args:
        written: the spec.

    Returns:
        By where the key begins; every other key has one blank.
    """
    gaps: dict[Place, int] = {}
    for node in _mappings(written.root):
        for run in _runs(written, node):
            joined = _join(run, _lined_up(run))
            width = max(map(_width, joined), default=0)
            gaps |= {place_of(pair[0]): width - _width(pair) + 1 for pair in joined}
    return gaps


def _mappings(node: yaml.Node) -> Iterator[yaml.MappingNode]:
    if not is_block(node):
        return
    if isinstance(node, yaml.MappingNode):
        yield node
        children = [value for _, value in node.value]
    else:
        children = node.value
    for child in children:
        yield from _mappings(child)


def _runs(written: Written, node: yaml.MappingNode) -> Iterator[list[_Pair]]:
    """Yield the keys with values beside them, up to a blank line each time."""
    run: list[_Pair] = []
    line = node.start_mark.line
    for pair in node.value:
        key_line = place_of(pair[0])[0]
        if any(written.is_blank(number) for number in range(line, key_line)):
            yield run
            run = []
        if _is_beside(pair):
            run.append(pair)
        line = written.last_line(pair[1], node.start_mark.column) + 1
    yield run


def _is_beside(pair: _Pair) -> bool:
    """Return whether a value is a single line, behind its key."""
    key, value = pair
    start, end = place_of(value), end_of(value)
    return start != end and start[0] == end[0] == key.start_mark.line


def _lined_up(run: Sequence[_Pair]) -> list[_Pair]:
    """Return those whose values stand below one another though their keys differ."""
    widths: dict[int, set[int]] = {}
    for pair in run:
        widths.setdefault(place_of(pair[1])[1], set()).add(_width(pair))
    return [pair for pair in run if len(widths[place_of(pair[1])[1]]) > 1]


def _join(run: Sequence[_Pair], joined: list[_Pair]) -> list[_Pair]:
    """Return those that are lined up, and those whose keys are not far longer."""
    while joined:
        reach = max(map(_width, joined)) + _FAR
        near = [pair for pair in run if _width(pair) <= reach]
        if len(near) == len(joined):
            break
        joined = near
    return joined


def _width(pair: _Pair) -> int:
    key = pair[0]
    return end_of(key)[1] - place_of(key)[1]
