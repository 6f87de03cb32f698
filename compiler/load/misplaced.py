"""Keys indented too little or too much, which makes them say something else."""

import dataclasses
import itertools
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from compiler.diagnostics import Finding, Position, error
from compiler.document import MappingNode, Node, ScalarNode, SequenceNode
from compiler.load.references import json_schema_of
from compiler.load.wording import enumerate_words, show
from compiler.spelling import find_nearest

_Entry: TypeAlias = tuple[ScalarNode, Node]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Misplaced:
    """Keys that stand at the wrong place.

    Args:
        finding: says so.
        paths: lead to all that need not be judged, for it was meant otherwise.
        positions: of the keys there.
    """

    finding: Finding
    paths: tuple[tuple[str, ...], ...]
    positions: frozenset[Position]


def find_misplaced(root: MappingNode, kind: str) -> Iterator[Misplaced]:
    """Yield what is indented wrongly in a spec that does not have its shape."""
    known: Mapping[str, Any] = json_schema_of(kind)["properties"]
    yield from _below_empty_keys(root, known)
    columns = root.get("columns")
    column = known.get("columns", {}).get("additionalProperties")
    if isinstance(columns, MappingNode) and isinstance(column, dict):
        of_column = column["properties"]
        yield from _below_empty_columns(columns, of_column)
        yield from _among_columns(root, columns, known, of_column)


def _below_empty_keys(
    root: MappingNode, known: Mapping[str, Any]
) -> Iterator[Misplaced]:
    """Yield unknown keys below one that has nothing and takes a mapping."""
    entries = tuple(root)
    for index, (key, value) in enumerate(entries):
        if _is_null(value) and known.get(key.text, {}).get("type") == "object":
            rest = _behind(entries, index)
            below = tuple(itertools.takewhile(lambda it: it[0].text not in known, rest))
            if below:
                yield _unindented((key, value), below, ())


def _below_empty_columns(
    columns: MappingNode, of_column: Mapping[str, Any]
) -> Iterator[Misplaced]:
    """Yield what says something of a column, but stands beside it."""
    entries = tuple(columns)
    for index, (key, value) in enumerate(entries):
        if _is_null(value):
            rest = _behind(entries, index)
            below = tuple(
                itertools.takewhile(
                    lambda it: it[0].text in of_column and _is_value(it[1]), rest
                )
            )
            if below:
                yield _unindented((key, value), below, ("columns",))


def _unindented(
    empty: _Entry, below: tuple[_Entry, ...], path: tuple[str, ...]
) -> Misplaced:
    key, first = empty[0], below[0][0].text
    more = "" if len(below) == 1 else f" and {len(below) - 1} more"
    finding = error(
        "wrong-indent",
        key.position,
        f"{show(key.text)} has nothing below it, and {show(first)} stands beside it",
        f"Indent {first}{more} by two spaces more.",
    )
    return _misplaced(finding, (empty, *below), path)


def _among_columns(
    root: MappingNode,
    columns: MappingNode,
    known: Mapping[str, Any],
    of_column: Mapping[str, Any],
) -> Iterator[Misplaced]:
    """Yield keys of the table that stand among its columns."""
    found = tuple(
        (key, value)
        for key, value in columns
        if key.text in known
        and key.text not in root
        and not _is_column(value, tuple(of_column))
    )
    if found:
        key = found[0][0]
        names = [it[0].text for it in found]
        finding = error(
            "wrong-indent",
            key.position,
            f"{show(key.text)} stands among the columns, and is none",
            f"Indent {enumerate_words(names, 'and')} like columns.",
        )
        yield _misplaced(finding, found, ("columns",))


def _is_column(value: Node, of_column: tuple[str, ...]) -> bool:
    """Return whether a value may be meant as a column."""
    if isinstance(value, SequenceNode):
        return False
    if isinstance(value, ScalarNode):
        return True
    return any(find_nearest(key.text, of_column) for key, _ in value)


def _misplaced(
    finding: Finding, entries: tuple[_Entry, ...], path: tuple[str, ...]
) -> Misplaced:
    return Misplaced(
        finding=finding,
        paths=tuple((*path, key.text) for key, _ in entries),
        positions=frozenset(key.position for key, _ in entries),
    )


def _behind(entries: Sequence[_Entry], index: int) -> Iterator[_Entry]:
    # A slice would copy the rest for each of what may be very many.
    return (entries[place] for place in range(index + 1, len(entries)))


def _is_null(node: Node) -> bool:
    return isinstance(node, ScalarNode) and node.value is None


def _is_value(node: Node) -> bool:
    return isinstance(node, ScalarNode) and node.value is not None
