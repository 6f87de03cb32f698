"""PostgreSQL's grammar as a library: the only module that imports postgast.

The grammar is that of version 18. Its parser is C code with a stack of its own, so
what might overflow that is refused before it gets there.

Source: PostgreSQL source, `src/backend/parser/gram.y` and `scan.l`.
"""

import dataclasses
import importlib
import json
import re
from types import TracebackType
from typing import Any, Final, NamedTuple, TypeAlias

# Not imported by name, because mypy gives up on a stub file of it ("None: …" as an
# annotation), and one file that it cannot read stops it from checking any.
postgast: Any = importlib.import_module("postgast")

TreeNode: TypeAlias = Any
"""A node of a parse tree: a message of protobuf, which comes without type stubs."""

_TOO_DEEP: Final = "this is nested too deeply to be checked"
_LINE: Final = re.compile(r"near line (\d+)")
_PLPGSQL_TEXT: Final = re.compile(
    r'"query":\s*("(?:[^"\\]|\\.)*"),\s*"parseMode":\s*(\d+)'
)
_STATEMENT: Final = "0"


class SqlError(Exception):
    """SQL text that the grammar refuses.

    Args:
        message: PostgreSQL's own, mostly.
        offset: where it noticed, in characters from 0.
        line: of a PL/pgSQL body where that is all it says, from 1; 0 otherwise.
    """

    def __init__(self, message: str, offset: int, line: int = 0) -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset
        self.line = line


class Token(NamedTuple):
    """A token of SQL text, with offsets in characters from 0."""

    text: str
    start: int
    end: int
    is_comment: bool


@dataclasses.dataclass(frozen=True, slots=True)
class PlpgsqlText:
    """SQL that stands in a PL/pgSQL body: a statement, or else an expression."""

    sql: str
    is_statement: bool


def count_statements(sql: str) -> int:
    """Return how many statements the text holds, all of them grammatical.

    Raises:
        SqlError: one of them is not.
    """
    return len(split_statements(sql))


def split_statements(sql: str) -> list[str]:
    """Return the statements that the text holds, all of them grammatical.

    Each comes without its semicolon, and without what stands in front of it.

    Raises:
        SqlError: one of them is not.
    """
    with _SqlErrors(sql):
        # Of all functions the only one that builds no output from the parse tree, so
        # that no depth is too much for it.
        statements: list[str] = postgast.split(sql, method="parser")
    return statements


def parse_tree(sql: str) -> TreeNode:
    """Return the parse tree of all statements; offsets in it are in bytes.

    Raises:
        SqlError: the text is not grammatical, or its tree too deep to be handed over.
    """
    with _SqlErrors(sql):
        return postgast.parse(sql)


def scan_tokens(sql: str) -> tuple[Token, ...]:
    """Return the tokens of the text, comments among them.

    Raises:
        SqlError: a string, a quoted name or a comment has no end.
    """
    kinds = postgast.pg_query_pb2
    comments = {kinds.SQL_COMMENT, kinds.C_COMMENT}
    with _SqlErrors(sql):
        scanned = postgast.scan(sql).tokens
    if sql.isascii():
        return tuple(
            Token(sql[one.start : one.end], one.start, one.end, one.token in comments)
            for one in scanned
        )
    encoded = sql.encode(errors="replace")
    tokens: list[Token] = []
    byte, character = 0, 0
    for token in scanned:
        character += len(encoded[byte : token.start].decode())
        text = encoded[token.start : token.end].decode()
        byte = token.end
        is_comment = token.token in comments
        tokens.append(Token(text, character, character + len(text), is_comment))
        character += len(text)
    return tuple(tokens)


def check_plpgsql(create_sql: str) -> None:
    """Judge a `CREATE FUNCTION` or `CREATE PROCEDURE` whose body is PL/pgSQL.

    Raises:
        SqlError: the body is not grammatical, or SQL in it is not.
    """
    with _SqlErrors(create_sql):
        try:
            postgast.parse_plpgsql(create_sql)
        except (json.JSONDecodeError, RecursionError):
            # The body was parsed; only what it was parsed into could not be read (the
            # library forgets commas in it, for triggers always).
            return


def find_plpgsql_texts(create_sql: str) -> tuple[PlpgsqlText, ...]:
    """Return the SQL in a routine whose body is PL/pgSQL, in the order of the tree.

    Raises:
        SqlError: the body is not grammatical, or SQL in it is not.
    """
    with _SqlErrors(create_sql):
        try:
            tree = json.dumps(postgast.parse_plpgsql(create_sql))
        except json.JSONDecodeError as error:
            # The library forgets commas in the tree; the texts in it are whole.
            tree = error.doc
    return tuple(
        PlpgsqlText(sql=json.loads(text), is_statement=mode == _STATEMENT)
        for text, mode in _PLPGSQL_TEXT.findall(tree)
    )


class _SqlErrors:
    """Turn all that can go wrong in the library into `SqlError`.

    No generator, because it is entered once for each statement and expression.
    """

    __slots__ = ("_sql",)

    def __init__(self, sql: str) -> None:
        self._sql = sql

    def __enter__(self) -> None:
        if "\0" in self._sql:
            offset = self._sql.index("\0")
            raise SqlError("SQL text cannot hold a NUL character", offset)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if error is not None:
            translated = _translate(error, self._sql)
            if translated is not None:
                raise translated from error


def _translate(error: BaseException, sql: str) -> SqlError | None:
    """Return what an exception of the library means; nothing for one of other kinds."""
    if isinstance(error, UnicodeEncodeError):
        return SqlError("this is no character", error.start)
    if isinstance(error, postgast.PgQueryError):
        message = error.message
        if message.startswith("memory exhausted"):
            message = _TOO_DEEP
        line = _LINE.search(error.context or "")
        # Counted in characters, whatever the library's own documentation says.
        offset = min(max(error.cursorpos - 1, 0), len(sql))
        return SqlError(message, offset, int(line.group(1)) if line else 0)
    # The decoder of the tree has an exception of its own, in a package that is not
    # ours to import.
    is_deep = isinstance(error, RecursionError | MemoryError)
    if is_deep or type(error).__name__ == "DecodeError":
        return SqlError(_TOO_DEEP, 0)
    return None
