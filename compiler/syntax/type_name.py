"""The name of a type, taken apart.

Source: PostgreSQL documentation, chapter "Data Types".
"""

import dataclasses
import functools
import re
from collections.abc import Sequence
from typing import Final

from compiler.syntax.builtin_types import BUILTIN_TYPES
from compiler.syntax.expression import check_enclosed, moved
from compiler.syntax.libpg_query import (
    SqlError,
    Token,
    count_statements,
    parse_tree,
    scan_tokens,
)
from compiler.syntax.quote import quote_identifier
from compiler.syntax.tree import name_parts

_PREFIX: Final = "SELECT CAST(NULL AS "
_MAX_WORDS: Final = 50
_WORD_START: Final = re.compile(r"[\w\"']")
_WORD_END: Final = re.compile(r"[\w\"')]")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ParsedType:
    """A type as somebody wrote it.

    Args:
        schema: empty where none was written.
        name: as the catalog has it: `int4` for `integer`.
        modifiers: what stands between the brackets, such as `10,2`; empty if nothing.
        array_dims: how many dimensions the array has; 0 where it is none.
        sql: the spelling to emit; with the schema that was written, if any. A type
            whose spelling is part of PostgreSQL's grammar needs none: the grammar finds
            it in `pg_catalog` whatever the search path says.
    """

    schema: str
    name: str
    modifiers: str
    array_dims: int
    sql: str

    @property
    def is_builtin(self) -> bool:
        """Whether the type is one of PostgreSQL's own, or an array of one."""
        return self.schema in {"", "pg_catalog"} and self.name in BUILTIN_TYPES


@functools.lru_cache(maxsize=1024)
def parse_type(text: str) -> ParsedType:
    """Return the parts of the name of a type.

    Raises:
        SqlError: it is no type's name; the offset is one in the text.
    """
    tokens = _tokens(text)
    try:
        count_statements(f"{_PREFIX}{text})")
        select = parse_tree(f"{_PREFIX}{text})").stmts[0].stmt.select_stmt
    except SqlError as error:
        raise moved(error, len(_PREFIX), text) from error
    type_name = select.target_list[0].res_target.val.type_cast.type_name
    parts = name_parts(type_name.names)
    if type_name.setof or type_name.pct_type or len(parts) > 2:  # noqa: PLR2004 - schema and name
        raise SqlError("this is no type that a value can have", 0)
    dimensions = len(type_name.array_bounds)
    modifiers = _modifiers(tokens)
    is_syntax = parts[0] == "pg_catalog" and not _says_pg_catalog(tokens)
    if is_syntax:
        sql = _join(_without_array(tokens)).lower()
    else:
        sql = ".".join(quote_identifier(part) for part in parts)
        sql += f"({modifiers})" if modifiers else ""
    return ParsedType(
        schema="" if is_syntax or len(parts) == 1 else parts[0],
        name=parts[-1],
        modifiers=modifiers,
        array_dims=dimensions,
        sql=sql + "[]" * dimensions,
    )


def _tokens(text: str) -> tuple[Token, ...]:
    check_enclosed(text, _MAX_WORDS)
    tokens = scan_tokens(text)
    for token in tokens:
        if token.is_comment:
            raise SqlError("the name of a type has no comment", token.start)
    return tokens


def _says_pg_catalog(tokens: Sequence[Token]) -> bool:
    return tokens[0].text.strip('"').lower() == "pg_catalog"


def _modifiers(tokens: Sequence[Token]) -> str:
    texts = [token.text for token in tokens]
    if "(" not in texts:
        return ""
    end = len(texts) - 1 - texts[::-1].index(")")
    return _join(tokens[texts.index("(") + 1 : end])


def _without_array(tokens: Sequence[Token]) -> Sequence[Token]:
    for index, token in enumerate(tokens):
        if token.text == "[" or token.text.lower() == "array":
            return tokens[:index]
    return tokens


def _join(tokens: Sequence[Token]) -> str:
    """Return the tokens with blanks between words and nowhere else."""
    sql = ""
    for token in tokens:
        if sql and _WORD_END.match(sql[-1]) and _WORD_START.match(token.text):
            sql += " "
        sql += token.text
    return sql
