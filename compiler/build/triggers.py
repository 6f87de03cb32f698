"""Triggers of tables."""

from collections.abc import Iterator
from typing import Literal, cast

from compiler.build import expression_place
from compiler.build.expression import build_expression
from compiler.build.keys import named_columns
from compiler.build.known_columns import Columns
from compiler.build.reference import find_qualified
from compiler.build.scope import Scope, fill_name, parse_name
from compiler.build.table_source import Named, TableSource
from compiler.build.trigger_shape import check_trigger
from compiler.document import Document, MappingNode, ScalarNode, as_mapping
from compiler.model.name import QualifiedName
from compiler.model.trigger import Enabled, Trigger

_EVENTS = ("insert", "update", "delete", "truncate")


def build_triggers(table: TableSource) -> Iterator[tuple[Named, Trigger]]:
    """Yield the triggers with the parts of the spec that say them."""
    for named in table.parts["triggers"].values():
        node = as_mapping(named.node)
        check_trigger(table, node)
        function = find_fired(
            table.scope, node.scalars("function")[0], returns="trigger"
        )
        if function is not None:
            yield named, _trigger(table, named.name, node, function)


def find_fired(scope: Scope, where: ScalarNode, returns: str) -> QualifiedName | None:
    """Return the function that a trigger runs, or nothing after a finding.

    Args:
        scope: where the trigger stands.
        where: names the function.
        returns: `trigger` or `event_trigger`.
    """
    found = find_qualified(scope, "function", where)
    if found is None:
        return None
    documents = tuple(scope.find_all("function", found))
    if documents and not any(_returns(each) == returns for each in documents):
        scope.findings.error(
            "not-a-trigger-function",
            where.position,
            f'the function "{where.text}" does not return {returns}',
            f"Name one that does, or write `returns: {returns}` in "
            f"{documents[0].file}.",
        )
    return found


def _returns(document: Document) -> str:
    node = document.root.get("returns")
    return node.text if isinstance(node, ScalarNode) else ""


def _trigger(
    table: TableSource, name: str, node: MappingNode, function: QualifiedName
) -> Trigger:
    events = {event.text for event in node.scalars("events")}
    condition = node.scalar("when")
    rows = _rows(table, node, events)
    transition = node.mapping("referencing")
    initially_deferred = node.flag("initially_deferred", default=False)
    return Trigger(
        table=table.name,
        name=name,
        timing=cast("Literal['before', 'after', 'instead of']", node.text("timing")),
        events=tuple(event for event in _EVENTS if event in events),
        columns=named_columns(table, node.scalars("of")),
        constraint=node.flag("constraint", default=False),
        deferrable=initially_deferred or node.flag("deferrable", default=False),
        initially_deferred=initially_deferred,
        old_table=_transition_table(table, transition, "old_table"),
        new_table=_transition_table(table, transition, "new_table"),
        level=cast("Literal['row', 'statement']", _level(table, node)),
        condition=build_expression(
            table.scope, condition, rows, expression_place.TRIGGER
        )
        if condition
        else "",
        function=function,
        arguments=tuple(
            fill_name(table.scope, argument) for argument in node.scalars("arguments")
        ),
        enabled=cast("Enabled", node.text("enabled", "origin")),
        description=node.text("description"),
    )


def _level(table: TableSource, node: MappingNode) -> str:
    """Return how often a trigger runs; for a view the timing says it."""
    of_view = table.document.kind == "view" and node.text("timing") != "instead of"
    return node.text("level", "statement" if of_view else "row")


def _rows(table: TableSource, node: MappingNode, events: set[str]) -> Columns:
    """Return what the condition of a trigger may name: rows that every event has."""
    rows = {"new", "old"}
    if _level(table, node) == "statement":
        rows.clear()
    rows -= {"old"} if "insert" in events else set()
    rows -= {"new"} if "delete" in events else set()
    return Columns(
        table="",
        names=table.columns.names,
        complete=table.columns.complete,
        row_names=frozenset(rows),
        bare=False,
        types=table.columns.types,
    )


def _transition_table(table: TableSource, node: MappingNode, key: str) -> str:
    name = node.scalar(key)
    return parse_name(table.scope, name) if name else ""
