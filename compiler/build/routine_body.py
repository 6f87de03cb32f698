"""Bodies of routines: a text that is read when it runs, or SQL that is read at once."""

import dataclasses
from collections.abc import Sequence

from compiler.build import expression_place
from compiler.build.expression import build_expression
from compiler.build.known_columns import Columns
from compiler.build.scope import Scope, fill_template, parse_source
from compiler.build.sql_source import SqlSource
from compiler.build.statements import build_statements
from compiler.build.unfit_types import check_stored
from compiler.build.version_check import check_body_version
from compiler.document import (
    Document,
    MappingNode,
    Node,
    ScalarNode,
    as_mapping,
)
from compiler.model.routine import Argument
from compiler.syntax.plpgsql import find_transaction_end
from compiler.syntax.template import Template, Text


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """The body of a routine.

    Args:
        sql: as it stands in the statement.
        is_atomic: whether PostgreSQL reads it when the routine is created.
        node: where it is written.
    """

    sql: str
    is_atomic: bool
    node: Node


def build_body(scope: Scope, document: Document, arguments: Sequence[Argument]) -> Body:
    """Return the body of a routine; what cannot run there is noted."""
    root = document.root
    result, statements = root.scalar("return"), root.scalar("begin_atomic")
    atomic = result or statements
    if atomic is not None and root.text("language") != "sql":
        scope.findings.error(
            "unfit-body",
            atomic.position,
            "a body that is read at once has to be written in sql",
            "Write `language: sql`, or the text as `body:`.",
        )
    if result is not None:
        sql = _result(scope, document, result, arguments)
        return Body(sql=f"RETURN {sql}", is_atomic=True, node=result)
    if statements is not None:
        _check_commit(scope, statements, "the body is read as a whole")
        sql = f"BEGIN ATOMIC\n{build_statements(scope, statements)}\nEND"
        return Body(sql=sql, is_atomic=True, node=statements)
    return _text_body(scope, document, arguments)


def _result(
    scope: Scope, document: Document, node: ScalarNode, arguments: Sequence[Argument]
) -> str:
    """Return what a function computes, or an empty text after a finding."""
    root = document.root
    known = Columns(
        table=root.text(document.kind),
        names=frozenset(argument.name for argument in arguments),
        word="argument",
        composite=True,
        types={
            argument.name: as_mapping(item).text("type")
            for argument, item in zip(arguments, root.items("arguments"), strict=True)
        },
    )
    sql = build_expression(scope, node, known, expression_place.RESULT)
    returns = root.get("returns")
    if sql and isinstance(returns, ScalarNode) and isinstance(node.value, str):
        check_stored(scope, node, known, returns.text, "result")
    return sql


def _text_body(scope: Scope, document: Document, arguments: Sequence[Argument]) -> Body:
    """Return the body between line breaks, its template filled in where it is one."""
    root = document.root
    node = root.scalars("body")[0]
    text = node.text
    template: Template | None = Template((Text(text),))
    if root.flag("template", default=False):
        template = parse_source(scope, node, form="expression")
        filled = fill_template(scope, node, template) if template else None
        text = filled or ""
    if template is not None:
        source = SqlSource(scope=scope, node=node, template=template, filled=text)
        names = (argument.name for argument in arguments)
        check_body_version(source, root, names)
    _check_commit(scope, node, _why_no_commit(document.kind, root))
    return Body(sql="\n" + text.strip("\n") + "\n", is_atomic=False, node=node)


def _check_commit(scope: Scope, node: ScalarNode, reason: str) -> None:
    """Note where a body ends a transaction, if there is a reason why it cannot."""
    offset = find_transaction_end(node.text) if reason else -1
    if offset >= 0:
        scope.findings.error(
            "forbidden-commit",
            scope.position_in(node, offset),
            f"PostgreSQL refuses to end a transaction here: {reason}",
            "Remove it, or do it in a procedure in plpgsql without settings, "
            "with the rights of its caller.",
        )


def _why_no_commit(kind: str, root: MappingNode) -> str:
    """Return why the body cannot end a transaction; empty where it can."""
    if kind == "function":
        return "a function runs within a statement"
    if root.text("language") == "sql":
        return "a procedure in sql runs as a whole"
    if root.text("security") == "definer":
        return "the procedure runs with the rights of its owner"
    if "settings" in root:
        return "the procedure has settings"
    return ""
