"""One SQL expression: that it is one, and the names that stand in it."""

import dataclasses
import re
from collections.abc import Iterator
from typing import Final, Literal, TypeAlias

from compiler.syntax.libpg_query import (
    SqlError,
    Token,
    TreeNode,
    count_statements,
    parse_tree,
    scan_tokens,
)

MAX_EXPRESSION_LENGTH: Final = 100_000
"""Characters; what is longer is refused before it reaches a parser."""

_MAX_NESTING: Final = 200
_MAX_WORDS: Final = 4_000
_PREFIX: Final = "SELECT ("
_AS_CHECK: Final = "ALTER TABLE t ADD CHECK ("
_VALUE: Final = re.compile(r"[\d'$,]")
_WORD: Final = re.compile(r'[uU]&"|"(?:[^"]|"")*"|[^\W\d][\w$]*')
_REFUSED: Final = {
    "SetToDefault": "DEFAULT is no expression",
    "ParamRef": "an expression has no parameters such as $1",
    "CurrentOfExpr": "CURRENT OF is no expression",
    "LockingClause": "an expression cannot lock rows",
    "IntoClause": "an expression cannot write INTO anything",
    "InsertStmt": "an expression cannot insert rows",
    "UpdateStmt": "an expression cannot update rows",
    "DeleteStmt": "an expression cannot delete rows",
    "MergeStmt": "an expression cannot merge rows",
}

_Kind: TypeAlias = Literal["column", "function", "type", "relation"]


@dataclasses.dataclass(frozen=True, slots=True)
class NameUse:
    """A name that stands in an expression.

    Args:
        parts: of the qualified name, without quotes, in lower case where they were
            not quoted; the last may be `*` in a column. Types whose spelling is
            PostgreSQL's own syntax are in `pg_catalog`.
        offset: in the expression, in characters from 0.
        in_subquery: it stands in a sub-select, whose tables may be meant.
    """

    parts: tuple[str, ...]
    offset: int
    in_subquery: bool


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ParsedExpression:
    """The names in an expression, each use of them, in the order of the tree.

    Args:
        columns: whatever may be a column: in a sub-select, aliases too.
        functions: those that are called by name; not `coalesce`, `extract` and others
            that are syntax.
        types: those of casts.
        relations: tables and views of sub-selects, common table expressions left out.
    """

    columns: tuple[NameUse, ...]
    functions: tuple[NameUse, ...]
    types: tuple[NameUse, ...]
    relations: tuple[NameUse, ...]


def parse_expression(text: str) -> ParsedExpression:
    """Return the names in a text that has to be exactly one expression.

    Raises:
        SqlError: it is anything else; the offset is one in the text.
    """
    check_enclosed(text, _MAX_WORDS)
    try:
        # Between these brackets the grammar has one expression and nothing else: no
        # list, no alias, no bare SELECT.
        count_statements(f"{_AS_CHECK}{text})")
    except SqlError as error:
        raise moved(error, len(_AS_CHECK), text) from error
    try:
        statement = parse_tree(f"{_PREFIX}{text})").stmts[0].stmt.select_stmt
    except SqlError as error:
        raise moved(error, len(_PREFIX), text) from error
    walk = _Walk(text)
    uses = tuple(walk.names(statement.target_list[0].res_target.val, (), inside=False))
    return ParsedExpression(
        columns=tuple(use for kind, use in uses if kind == "column"),
        functions=tuple(use for kind, use in uses if kind == "function"),
        types=tuple(use for kind, use in uses if kind == "type"),
        relations=tuple(use for kind, use in uses if kind == "relation"),
    )


def check_enclosed(text: str, max_words: int) -> None:
    """Judge whether brackets around the text would hold it, and a parser survive it.

    Raises:
        SqlError: they would not: it closes a bracket that it did not open, ends in a
            comment, or holds a semicolon; or it is too long or too deep.
    """
    if len(text) > MAX_EXPRESSION_LENGTH:
        raise SqlError("this is too long to be checked", MAX_EXPRESSION_LENGTH)
    tokens = scan_tokens(text)
    if all(token.is_comment for token in tokens):
        raise SqlError("there is no SQL here", 0)
    if tokens[-1].text.startswith("--"):
        raise SqlError("a comment at the end hides what follows", tokens[-1].start)
    _check_brackets(tokens, len(text))
    # `a || a || …` is as deep as it is long; a list of values is not.
    words = [token for token in tokens if not _VALUE.match(token.text)]
    if len(words) > max_words:
        raise SqlError("this is too complex to be checked", words[max_words].start)


def _check_brackets(tokens: tuple[Token, ...], end: int) -> None:
    depth = 0
    for token in tokens:
        depth += (token.text == "(") - (token.text == ")")
        if depth < 0:
            raise SqlError("a bracket is closed that was not opened", token.start)
        if depth > _MAX_NESTING:
            raise SqlError("this is nested too deeply to be checked", token.start)
        if token.text == ";":
            raise SqlError("a semicolon does not belong here", token.start)
    if depth:
        raise SqlError("a bracket is not closed", end)


def moved(error: SqlError, by: int, text: str) -> SqlError:
    """Return the error with its offset in the text instead of in what wraps it."""
    return SqlError(error.message, min(max(error.offset - by, 0), len(text)))


class _Walk:
    """Goes through the tree of one expression."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._encoded = text.encode()

    def names(
        self, message: TreeNode, with_names: tuple[str, ...], *, inside: bool
    ) -> Iterator[tuple[_Kind, NameUse]]:
        """Yield the names below a node, with what kind of thing they name.

        Args:
            message: a node.
            with_names: the common table expressions that it can see.
            inside: whether it stands in a sub-select.
        """
        kind = type(message).__name__
        if kind in _REFUSED:
            offset = self._offset(getattr(message, "location", 0))
            raise SqlError(_REFUSED[kind], offset)
        named = self._named(message, with_names)
        if named is not None:
            yield named[0], dataclasses.replace(named[1], in_subquery=inside)
        if kind == "SelectStmt":
            inside = True
            for cte in message.with_clause.ctes:
                name = (cte.common_table_expr.ctename,)
                own = name if message.with_clause.recursive else ()
                yield from self.names(cte, with_names + own, inside=True)
                with_names += name
        for field, value in message.ListFields():
            if field.name == "with_clause":
                continue
            children = [value] if hasattr(value, "ListFields") else value
            for child in children if _is_message(field) else ():
                yield from self.names(child, with_names, inside=inside)

    def _named(
        self, message: TreeNode, with_names: tuple[str, ...]
    ) -> tuple[_Kind, NameUse] | None:
        match type(message).__name__:
            case "ColumnRef":
                kind: _Kind = "column"
                parts = tuple(_part(node) for node in message.fields)
            case "FuncCall":
                kind, parts = "function", tuple(_part(n) for n in message.funcname)
                if not self._is_written(parts[0], message.location):
                    return None
            case "TypeName":
                kind, parts = "type", tuple(_part(node) for node in message.names)
            case "RangeVar":
                names = (message.catalogname, message.schemaname, message.relname)
                kind, parts = "relation", tuple(name for name in names if name)
                if len(parts) == 1 and parts[0] in with_names:
                    return None
            case _:
                return None
        return kind, NameUse(parts, self._offset(message.location), in_subquery=False)

    def _offset(self, location: int) -> int:
        before = self._encoded[: max(location - len(_PREFIX), 0)]
        return len(before.decode(errors="ignore"))

    def _is_written(self, name: str, location: int) -> bool:
        """Return whether the name itself stands there, not syntax that calls it."""
        match = _WORD.match(self._text, self._offset(location))
        if match is None:
            return False
        word = match.group()
        if word.startswith('"'):
            return word[1:-1].replace('""', '"').startswith(name)
        # What is longer than 63 bytes was cut.
        return word[1:3] == '&"' or _fold(word).startswith(name)


def _fold(word: str) -> str:
    """Return the word as PostgreSQL keeps it: only ASCII letters become small."""
    return "".join(c.lower() if c.isascii() else c for c in word)


def _part(node: TreeNode) -> str:
    return "*" if node.HasField("a_star") else str(node.string.sval)


def _is_message(field: TreeNode) -> bool:
    return field.message_type is not None
