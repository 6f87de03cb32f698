"""Generated columns: their expressions, and what PostgreSQL refuses in them.

Source: PostgreSQL documentation, chapter "Generated Columns".
"""

from collections.abc import Iterable, Iterator

from compiler.build import expression_place
from compiler.build.immutable import build_immutable
from compiler.build.scope import Scope, shown
from compiler.build.table_source import TableSource
from compiler.build.type_facts import is_builtin
from compiler.build.unfit_types import check_stored
from compiler.diagnostics import Position
from compiler.document import MappingNode, as_mapping
from compiler.syntax.expression import parse_expression
from compiler.syntax.libpg_query import SqlError
from compiler.syntax.names_used import ParsedExpression


def build_generated(
    table: TableSource, column: str, node: MappingNode, type_sql: str
) -> str:
    """Return the expression of a generated column.

    Args:
        table: whose column it is.
        column: its name.
        node: what is said of it.
        type_sql: its type, or an empty text after a finding.
    """
    where = node.scalars("generated")[0]
    text = build_immutable(table, where, expression_place.GENERATED)
    if text:
        type_text = node.text("type")
        check_stored(table.scope, where, table.columns, type_text, "column")
    for name in _generated_in(table, text):
        table.scope.findings.error(
            "generated-from-generated",
            where.position,
            f'"{name}" is generated itself'
            if name != column
            else f'"{name}" cannot be computed from itself',
            "Compute it from columns that are not generated.",
        )
    if not node.flag("stored", default=True):
        for problem, remedy in _virtual_problems(node, type_sql, _parsed(text)):
            report_virtual(table.scope, where.position, problem, remedy)
    return text


def columns_in(expression: str) -> Iterator[str]:
    """Yield the columns that an expression names."""
    for use in _parsed(expression).columns:
        yield use.parts[-1]


def check_no_virtual(
    table: TableSource, node: MappingNode, columns: Iterable[str], user: str
) -> None:
    """Note virtual columns where PostgreSQL allows none.

    Args:
        table: whose columns they are.
        node: what uses them.
        columns: those that it names.
        user: what it is, as in `an index`.
    """
    for name in sorted(set(columns)):
        if _is_virtual(table, name):
            report_virtual(
                table.scope,
                node.position,
                f'"{name}" is computed when it is read, so {user} cannot have it',
                "Remove `stored: false` of the column, or leave it out here.",
            )


def report_virtual(scope: Scope, position: Position, problem: str, remedy: str) -> None:
    """Note what a virtual column cannot have or be part of."""
    scope.findings.error("virtual-column", position, problem, remedy)


def is_generated(table: TableSource, name: str) -> bool:
    """Return whether a column is a generated one."""
    named = table.parts["columns"].get(name)
    return named is not None and "generated" in as_mapping(named.node)


def _is_virtual(table: TableSource, name: str) -> bool:
    """Return whether a column is a generated one that is computed when it is read."""
    if not is_generated(table, name):
        return False
    node = as_mapping(table.parts["columns"][name].node)
    return not node.flag("stored", default=True)


def _generated_in(table: TableSource, text: str) -> Iterator[str]:
    for name in sorted(set(columns_in(text))):
        if is_generated(table, name):
            yield name


def _virtual_problems(
    node: MappingNode, type_sql: str, parsed: ParsedExpression
) -> Iterator[tuple[str, str]]:
    """Yield what PostgreSQL refuses in a virtual column, each with its remedy."""
    what, stored = (
        "a column that is computed when it is read",
        "Remove `stored: false`.",
    )
    if type_sql and not is_builtin(type_sql):
        yield (
            f"{what} cannot be of the type {shown(type_sql)}, which is not built in",
            stored,
        )
    for uses, word in ((parsed.functions, "function"), (parsed.types, "type")):
        for use in uses:
            if len(use.parts) > 1 and use.parts[0] != "pg_catalog":
                name = f"the {word} {use.parts[-1]}"
                yield f"{what} cannot use {name}, which is not built in", stored
    for key in ("compression", "statistics"):
        if key in node:
            yield f"{what} cannot have {key}", f"Remove {key} or `stored: false`."


def _parsed(text: str) -> ParsedExpression:
    """Return the names in an expression; none after a finding."""
    try:
        return parse_expression(text)
    except SqlError:
        return parse_expression("NULL")
