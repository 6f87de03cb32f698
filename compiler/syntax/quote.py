"""How names and values are written in SQL, and how one tenant's id replaces another.

Source: PostgreSQL documentation, "Lexical Structure"; `quote_ident()` and
`quote_literal()` among the string functions.
"""

import functools
import re
from collections.abc import Iterator
from typing import Final

from compiler.names import SENTINEL_TENANT, TENANT_ID
from compiler.syntax.keywords import QUOTED_KEYWORDS
from compiler.syntax.lexer import Region, Stretch, split_stretches

_BARE_NAME: Final = re.compile(r"[a-z_][a-z0-9_$]*")
# Comments hold single double quotes too, so pairs of them mean nothing there.
_NAME_IN_COMMENT: Final = re.compile(rf'"[\w$]*{SENTINEL_TENANT}[\w$]*"')


@functools.lru_cache(maxsize=8192)
def quote_identifier(name: str) -> str:
    """Return the name as SQL reads it: bare where it can be, else in double quotes.

    Raises:
        ValueError: the name is empty or holds a NUL, which no identifier can.
    """
    if _BARE_NAME.fullmatch(name) and name not in QUOTED_KEYWORDS:
        return name
    if not name:
        raise ValueError("an identifier cannot be empty")
    return f'"{_without_nul(name).replace(chr(34), chr(34) * 2)}"'


def quote_literal(text: str) -> str:
    r"""Return the text as an SQL string constant.

    It reads the same whatever `standard_conforming_strings` says: a text that holds a
    backslash is written in the `E'…'` form.

    Raises:
        ValueError: the text holds a NUL, which PostgreSQL cannot store.
    """
    doubled = _without_nul(text).replace("'", "''")
    if "\\" in doubled:
        return "E'" + doubled.replace("\\", "\\\\") + "'"
    return f"'{doubled}'"


def quote_dollar(body: str) -> str:
    """Return the text between dollar quotes whose tag does not occur in it.

    Raises:
        ValueError: the text holds a NUL, which PostgreSQL cannot store.
    """
    _without_nul(body)
    tag, number = "$body$", 0
    # A body that ends in `$body` would, with the tag's own dollar, close early.
    while tag in body or body.endswith(tag[:-1]):
        number += 1
        tag = f"$body{number}$"
    return f"{tag}{body}{tag}"


class SentinelText:
    """SQL rendered for the sentinel tenant, taken apart once to be filled in often.

    A name in double quotes that holds the sentinel is quoted anew for each tenant:
    `"Tenantry_sentinel_role"` becomes `hr_role`, as rendering for `hr` would have
    written it. That holds in code, in the bodies of routines and in comments. In a
    string, double quotes are part of the value and stay as they are, so a name that
    was quoted as a name must not be put into a string.
    """

    def __init__(self, sql: str) -> None:
        plain: list[str] = []
        names: list[str] = []
        position = 0
        for start, end in _sentinel_names(sql, 0, len(sql)):
            plain.append(sql[position:start])
            names.append(sql[start + 1 : end - 1])
            position = end
        self._plain = (*plain, sql[position:])
        self._names = (*names, "")
        self._distinct = frozenset(names)
        # Nearly always no name needs quotes once the id is in; then one replacement
        # over the whole text is all there is to do.
        self._bare = _interleave(self._plain, self._names)

    def for_tenant(self, tenant_id: str) -> str:
        """Return the SQL as rendering for this tenant would have given it.

        Raises:
            ValueError: no tenant can have this id.
        """
        if not TENANT_ID.fullmatch(tenant_id):
            raise ValueError(f"{tenant_id!r} is not the id of a tenant")
        quoted = {
            name: quote_identifier(name.replace(SENTINEL_TENANT, tenant_id))
            for name in self._distinct
        }
        if not any(name.startswith('"') for name in quoted.values()):
            return self._bare.replace(SENTINEL_TENANT, tenant_id)
        quoted[""] = ""
        names = tuple(quoted[name] for name in self._names)
        return _interleave(self._plain, names).replace(SENTINEL_TENANT, tenant_id)


def replace_sentinel(sql: str, tenant_id: str) -> str:
    """Return SQL rendered for the sentinel tenant as the SQL of this tenant.

    Where many tenants are to come from one text, keep a `SentinelText`.

    Raises:
        ValueError: no tenant can have this id.
    """
    return SentinelText(sql).for_tenant(tenant_id)


def _interleave(plain: tuple[str, ...], names: tuple[str, ...]) -> str:
    return "".join(part for pair in zip(plain, names, strict=True) for part in pair)


def _sentinel_names(sql: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield start and end of each quoted name that may lose its quotes."""
    for stretch in split_stretches(sql, start, end):
        if stretch.region is Region.DOLLAR_STRING:
            yield from _sentinel_names(sql, stretch.inner_start, stretch.inner_end)
            continue
        for name_start, name_end in _quoted_names(sql, stretch):
            if _may_be_bare(sql[name_start:name_end]):
                yield name_start, name_end


def _quoted_names(sql: str, stretch: Stretch) -> Iterator[tuple[int, int]]:
    if stretch.region is Region.QUOTED_NAME:
        yield stretch.start, stretch.end
    elif stretch.region is Region.COMMENT:
        for match in _NAME_IN_COMMENT.finditer(sql, stretch.start, stretch.end):
            yield match.span()


def _may_be_bare(quoted: str) -> bool:
    """Return whether the quotes may go once an id stands where the sentinel stands."""
    if SENTINEL_TENANT not in quoted or not quoted.endswith('"'):
        return False
    # One id stands for all of them: they differ only in being key words or not.
    filled = quoted[1:-1].replace(SENTINEL_TENANT, "tenant_id")
    return quote_identifier(filled) == filled


def _without_nul(text: str) -> str:
    if "\0" in text:
        raise ValueError("SQL text cannot hold a NUL character")
    return text
