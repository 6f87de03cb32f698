"""Triggers of tables."""

import dataclasses
from collections.abc import Iterator
from typing import Literal, cast

from compiler.build.expression import build_expression
from compiler.build.keys import named_columns
from compiler.build.reference import find_qualified
from compiler.build.table_source import Named, TableSource
from compiler.document import MappingNode, as_mapping
from compiler.model.name import QualifiedName
from compiler.model.trigger import Trigger

_EVENTS = ("insert", "update", "delete", "truncate")


def build_triggers(table: TableSource) -> Iterator[tuple[Named, Trigger]]:
    """Yield the triggers with the parts of the spec that say them."""
    for named in table.parts["triggers"].values():
        node = as_mapping(named.node)
        function = _function(table, node)
        if function is not None:
            yield named, _trigger(table, named.name, node, function)


def _trigger(
    table: TableSource, name: str, node: MappingNode, function: QualifiedName
) -> Trigger:
    events = {event.text for event in node.scalars("events")}
    condition = node.scalar("when")
    rows = dataclasses.replace(table.columns, row_names=frozenset({"new", "old"}))
    return Trigger(
        table=table.name,
        name=name,
        timing=cast("Literal['before', 'after']", node.text("timing")),
        events=tuple(event for event in _EVENTS if event in events),
        columns=named_columns(table, node.scalars("of")),
        level=cast("Literal['row', 'statement']", node.text("level", "row")),
        condition=build_expression(table.scope, condition, rows) if condition else "",
        function=function,
        description=node.text("description"),
    )


def _function(table: TableSource, node: MappingNode) -> QualifiedName | None:
    where = node.scalars("function")[0]
    found = find_qualified(table.scope, "function", where)
    if found is None:
        return None
    document = table.scope.find("function", found)
    if document is not None and document.root.text("returns") != "trigger":
        table.scope.findings.error(
            "not-a-trigger-function",
            where.position,
            f'the function "{where.text}" does not return trigger',
            f"Name one that does, or write `returns: trigger` in {document.file}.",
        )
    return found
