"""The text of a routine in the form that the PL/pgSQL parser can judge alone.

Without a catalog, libpg_query knows no schema but `pg_catalog` and `public`, and takes
a variable of `table%ROWTYPE` for one without fields. So types are moved to `public`,
and `%ROWTYPE` is left out, in a copy that is parsed and thrown away.
"""

import re
from collections.abc import Iterable
from typing import Final

from compiler.syntax.lexer import Region, split_stretches

_DECLARATIONS: Final = re.compile(
    r"\bdeclare\b(.*?)\bbegin\b", re.IGNORECASE | re.DOTALL
)
_ROW_TYPE: Final = re.compile(r"%\s*rowtype\b", re.IGNORECASE)
_NAME: Final = r'(?:"(?:[^"]|"")+"|[^\W\d][\w$]*)'
# A type follows the name of what has it, or stands alone in a list of parameters. Some
# of what matches is no type, but only types are looked up in their schema. An array of
# a type that nobody knows would count as one of rows, which parameters cannot be.
_QUALIFIED_TYPE: Final = re.compile(
    rf"""(?:(?<=[\w"])\s|(?<=[(,]))\s*
    (?!(?:pg_catalog|public)\s*\.)
    (?: (?P<array>{_NAME}\s*\.\s*{_NAME} (?:\s*\([^()]*\))?) (?=\s*\[)
      | (?P<schema>{_NAME}) (?=\s*\.) )""",
    re.IGNORECASE | re.VERBOSE,
)
_TRANSACTION_END: Final = re.compile(
    r"""(?:\A|;|>>|\b(?:begin|then|else|loop)\b)\s*
    (?P<word>commit|rollback)\b (?:\s+and\s+(?:no\s+)?chain)? \s*(?:;|\Z)""",
    re.IGNORECASE | re.VERBOSE,
)


def with_neutral_head(head: str) -> str:
    """Return the head of a `CREATE FUNCTION` with types that need no catalog.

    Args:
        head: the statement up to its body.
    """
    mask = without_text(head)
    return _replace(head, _moves(mask, 0, len(mask)))


def with_neutral_declarations(body: str) -> str:
    """Return a body with declared types that need no catalog, line by line alike."""
    mask = without_text(body)
    edits: list[tuple[int, int, str]] = []
    for section in _DECLARATIONS.finditer(mask):
        edits += _moves(mask, *section.span(1))
        edits += (
            (*row_type.span(), "")
            for row_type in _ROW_TYPE.finditer(mask, *section.span(1))
        )
    return _replace(body, sorted(edits))


def find_transaction_end(body: str) -> int:
    """Return where a body commits or rolls back; -1 where it does not, as one can see.

    Args:
        body: in SQL or PL/pgSQL.
    """
    found = _TRANSACTION_END.search(without_text(body))
    return found.start("word") if found else -1


def _moves(mask: str, start: int, end: int) -> list[tuple[int, int, str]]:
    return [
        (*match.span("array"), "text")
        if match["array"]
        else (*match.span("schema"), "public")
        for match in _QUALIFIED_TYPE.finditer(mask, start, end)
    ]


def _replace(text: str, edits: Iterable[tuple[int, int, str]]) -> str:
    parts: list[str] = []
    position = 0
    for start, end, replacement in edits:
        parts += (text[position:start], replacement)
        position = end
    return "".join((*parts, text[position:]))


def without_text(sql: str) -> str:
    """Return the SQL with blanks for strings and comments, of the same length."""
    return _replace(
        sql,
        (
            (stretch.start, stretch.end, " " * (stretch.end - stretch.start))
            for stretch in split_stretches(sql, 0, len(sql))
            if stretch.region is not Region.QUOTED_NAME
        ),
    )
