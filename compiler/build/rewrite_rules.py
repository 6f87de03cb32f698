"""Rewrite rules of tables and views."""

from collections.abc import Iterator
from typing import cast

from compiler.build import expression_place
from compiler.build.expression import build_expression
from compiler.build.known_columns import Columns
from compiler.build.named_column import check_column
from compiler.build.scope import Scope, parse_name, shown
from compiler.build.sides import Side, Sides
from compiler.build.sql_names import qualify_names
from compiler.build.sql_source import SqlSource, parse_sql_source
from compiler.document import MappingNode, Node, ScalarNode, as_mapping
from compiler.model.name import QualifiedName
from compiler.model.rewrite_rule import RewriteRule, RuleEvent
from compiler.syntax.libpg_query import SqlError
from compiler.syntax.rewrite_rule import ParsedActions, parse_actions

_NOTHING = "nothing"
_ROWS = {
    "insert": frozenset({"new"}),
    "update": frozenset({"new", "old"}),
    "delete": frozenset({"old"}),
}
"""The rows that there are, by what happens."""


def assemble_rewrite_rules(sides: Sides) -> None:
    """Add the rewrite rules of tables and views."""
    for document in sides.specs("table", "view"):
        side, schema = sides.of(document)
        for key, node in document.root.mapping("rules"):
            own = document.root.scalars(document.kind)[0]
            table = QualifiedName(schema, parse_name(side.scope, own))
            columns = side.scope.relations.get(table)
            if columns is not None:
                rule = _build_rule(side, table, columns, key, as_mapping(node))
                side.assembly.add(rule, key)


def _build_rule(
    side: Side,
    table: QualifiedName,
    columns: Columns,
    key: ScalarNode,
    node: MappingNode,
) -> RewriteRule:
    scope, event = side.scope, node.text("event")
    name = parse_name(scope, key)
    if name.startswith("_RETURN"):
        scope.findings.error(
            "unfit-rule",
            key.position,
            "the rule _RETURN is what makes a view a view",
            "Write another name.",
        )
    rows = Columns(
        table="",
        names=columns.names,
        complete=columns.complete,
        row_names=_ROWS[event],
        bare=False,
        types=columns.types,
    )
    where = node.scalar("where")
    return RewriteRule(
        table=table,
        name=name,
        event=cast("RuleEvent", event),
        instead=node.flag("instead", default=False),
        condition=build_expression(scope, where, rows, expression_place.RULE)
        if where
        else "",
        actions=_build_actions(scope, node, rows, columns),
        description=node.text("description"),
    )


def _build_actions(
    scope: Scope, node: MappingNode, rows: Columns, columns: Columns
) -> str:
    """Return the statements of a rule; nothing where there are none to be."""
    where = node.scalars("do")[0]
    if where.text == _NOTHING:
        return ""
    source = parse_sql_source(scope, where)
    if source is None:
        return ""
    try:
        parsed = parse_actions(source.text)
    except SqlError as problem:
        source.error(
            "invalid-sql",
            problem.offset,
            shown(problem.message),
            "Write SELECT, INSERT, UPDATE, DELETE or NOTIFY, with semicolons between.",
        )
        return ""
    for at, message, remedy in _contradictions(node, parsed):
        scope.findings.error("unfit-rule", at.position, message, remedy)
    _check_rows(source, parsed, rows, columns)
    return qualify_names(source, parsed.names)


def _contradictions(
    node: MappingNode, parsed: ParsedActions
) -> Iterator[tuple[Node, str, str]]:
    where = node.scalars("do")[0]
    if parsed.notifies and "where" in node:
        message = "a rule with a condition cannot notify"
        yield where, message, "Remove NOTIFY or where; a trigger can have both."
    if not parsed.returning:
        return
    if parsed.returning > 1:
        message = "only one statement of a rule returns rows"
        yield where, message, "Remove RETURNING from the others."
    if "where" in node:
        message = "a rule with a condition returns no rows"
        yield where, message, "Remove RETURNING, or where."
    if not node.flag("instead", default=False):
        message = "only a rule that stands in place of the change returns rows"
        yield where, message, "Remove RETURNING, or write `instead: true`."


def _check_rows(
    source: SqlSource, parsed: ParsedActions, rows: Columns, columns: Columns
) -> None:
    """Note what a statement reads of a row that is not there, or lacks the column."""
    for use in parsed.names.columns:
        first, *rest = use.parts
        if first not in _ROWS["update"]:
            continue
        if first not in rows.row_names:
            (other,) = rows.row_names
            source.error(
                "unknown-column",
                use.offset,
                f"there is no row {first} here",
                f"Write {other}, or another event.",
            )
        elif rest and rest[0] != "*" and columns.lacks(rest[0]):
            position = source.position_of(use.offset)
            check_column(source.scope, position, rest[0], columns)
