"""SQL that stands in a spec: template filled in, references found and qualified.

An expression keeps the text the user gave it. What changes is only this: functions,
types and tables of the project and of known extensions get their schema in front,
because the script runs with nothing but `pg_catalog` in its search path.
"""

import dataclasses
from collections.abc import Iterable

from compiler.build.extensions import extension_schema
from compiler.build.place import source_offset
from compiler.build.reference import report_unknown
from compiler.build.scope import Scope, fill_template, parse_source, shown
from compiler.diagnostics import Position
from compiler.document import ScalarNode
from compiler.spelling import find_nearest
from compiler.syntax.expression import NameUse, ParsedExpression, parse_expression
from compiler.syntax.libpg_query import SqlError
from compiler.syntax.quote import quote_identifier
from compiler.syntax.template import Template


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """The columns that an expression may name.

    Args:
        table: the table's own name, with which a column may be qualified.
        names: its columns.
        complete: false where a mixin could not be read; then any column may be there.
        row_names: other words for a row, such as `new` and `old` in a trigger.
    """

    table: str
    names: frozenset[str]
    complete: bool = True
    row_names: frozenset[str] = frozenset()

    def lacks(self, name: str) -> bool:
        """Return whether there is no column of that name, as far as is known."""
        return self.complete and name not in self.names


NO_COLUMNS = Columns(table="", names=frozenset())
"""For an expression that stands outside of any table."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _Source:
    """An expression as it is written, and what it means where it stands.

    Args:
        filled: its text with the template filled in.
    """

    scope: Scope
    node: ScalarNode
    template: Template
    filled: str

    @property
    def text(self) -> str:
        """The SQL."""
        return self.filled.strip()

    def position_of(self, offset: int) -> Position:
        """Return the position of a character of the SQL."""
        offset += len(self.filled) - len(self.filled.lstrip())
        values = self.scope.values
        place = source_offset(self.node.text, self.template, values, offset)
        return self.scope.position_in(self.node, place)

    def error(self, rule: str, offset: int, message: str, remedy: str) -> None:
        """Note an error at a character of the SQL."""
        self.scope.findings.error(rule, self.position_of(offset), message, remedy)


def build_expression(scope: Scope, node: ScalarNode, columns: Columns) -> str:
    """Return the SQL of an expression, or an empty text after a finding.

    Numbers and booleans are SQL literals as they were spelled.
    """
    if not isinstance(node.value, str):
        return "NULL" if node.value is None else node.text
    source = _parse(scope, node)
    if source is None:
        return ""
    try:
        parsed = parse_expression(source.text)
    except SqlError as problem:
        source.error(
            "invalid-expression",
            problem.offset,
            shown(problem.message),
            "Write one SQL expression, as it would stand in parentheses.",
        )
        return ""
    _check_columns(source, columns, parsed)
    return _splice(source.text, _prefixes(source, parsed))


def _parse(scope: Scope, node: ScalarNode) -> _Source | None:
    template = parse_source(scope, node, form="expression")
    filled = fill_template(scope, node, template) if template else None
    if template is None or filled is None:
        return None
    return _Source(scope=scope, node=node, template=template, filled=filled)


def _check_columns(source: _Source, columns: Columns, parsed: ParsedExpression) -> None:
    rows = columns.row_names | {columns.table}
    for use in parsed.columns:
        if use.in_subquery:
            continue
        first, *rest = use.parts
        known = (
            not columns.lacks(first) or first == columns.table
            if not rest
            else first in rows and not columns.lacks(rest[0])
        )
        if known or (not rest and first in columns.row_names):
            continue
        name = rest[0] if rest and first in rows else ".".join(use.parts)
        source.error(
            "unknown-column",
            use.offset,
            f'"{shown(name)}" is no column'
            + (f" of {columns.table}" if columns.table else " here"),
            column_help(name, columns),
        )


def column_help(name: str, columns: Columns) -> str:
    """Return the help for a column that an expression names and that is not there."""
    if not columns.names:
        return "Write a constant or a function call; text stands in single quotes."
    near = find_nearest(name, columns.names)
    if near:
        return f"Write {near}, or quote it as text: '{name}'."
    return f"Add the column, or quote it as text: '{shown(name)}'."


def _prefixes(source: _Source, parsed: ParsedExpression) -> Iterable[tuple[int, str]]:
    uses = (
        ("function", parsed.functions),
        ("type", parsed.types),
        ("table", parsed.relations),
    )
    for kind, of_kind in uses:
        for use in of_kind:
            schema = _schema_of(source, kind, use)
            if schema:
                yield use.offset, f"{quote_identifier(schema)}."


def _schema_of(source: _Source, kind: str, use: NameUse) -> str:
    """Return the schema that the use lacks; empty where it needs none."""
    scope = source.scope
    name = ".".join(use.parts)
    found = scope.qualify(kind, name)
    if found is None and _has_to_be_ours(scope, kind, use):
        report_unknown(scope, source.position_of(use.offset), kind, name)
    if len(use.parts) > 1:
        return ""
    if found is not None:
        return found.schema
    return extension_schema(scope.project.extensions, kind, name)


def _has_to_be_ours(scope: Scope, kind: str, use: NameUse) -> bool:
    """Return whether a name can be none of PostgreSQL's or of an extension's."""
    if len(use.parts) > 1:
        return use.parts[0] == scope.project.schema
    return kind == "table" and not use.parts[0].startswith("pg_")


def _splice(text: str, prefixes: Iterable[tuple[int, str]]) -> str:
    for offset, prefix in sorted(prefixes, reverse=True):
        text = text[:offset] + prefix + text[offset:]
    return text
