"""Things of one tenant as the sentinel tenant's, so that one plan serves many tenants.

Names are replaced as a whole; in SQL they become quoted names, from which each tenant's
own SQL is made again (`syntax.quote.SentinelText`).
"""

import dataclasses
import functools
import operator
import re
from collections.abc import Iterable, Mapping
from typing import Any, Final, TypeAlias, TypeVar, cast

from compiler.names import SENTINEL_TENANT
from compiler.syntax.lexer import Region, split_stretches
from compiler.syntax.quote import quote_identifier

SQL_FIELDS: Final = frozenset(
    {"actions", "base", "body", "collation", "combine_function", "condition"}
    | {"default", "expression", "final_function", "function", "generated"}
    | {"inverse_function", "operator", "operator_class", "predicate", "query"}
    | {"returns", "sort_operator", "sql", "subtype", "subtype_diff", "type_sql"}
    | {"using", "with_check", "lower", "upper", "values"}
)
"""Fields that hold SQL; all others hold names, words or plain text."""

_WORD: Final = re.compile(r"[^\W\d][\w$]*")

Names: TypeAlias = Mapping[str, str]
"""What something is called, to what it is called otherwise; longer names first."""

Value = TypeVar("Value")


def list_names(forms: Iterable[str], before: str, after: str) -> Names:
    """Return what one tenant's things are called, to what another's are.

    Args:
        forms: names that hold the sentinel tenant's id.
        before: the id of the one.
        after: the id of the other.
    """
    pairs = {
        form.replace(SENTINEL_TENANT, before): form.replace(SENTINEL_TENANT, after)
        for form in forms
        if form != SENTINEL_TENANT
    }
    # Alone, an id is taken for one only as a whole text: it may be a word as well.
    pairs[f"'{before}'"] = f"'{after}'"
    return dict(sorted(pairs.items(), key=lambda pair: (-len(pair[0]), pair[0])))


def map_names(value: Value, names: Names) -> Value:
    """Return a thing, or a part of one, with other names in it.

    What holds none of the names is returned as it is.

    Args:
        value: of the model: a dataclass, a tuple of them, or a plain value.
        names: what is called so, to what it is called then.
    """
    if not names:
        return value
    return cast("Value", _mapper_of(tuple(names.items())).map(value, is_sql=False))


@functools.lru_cache(maxsize=4)
def _mapper_of(pairs: tuple[tuple[str, str], ...]) -> "_Mapper":
    return _Mapper(dict(pairs))


class _Mapper:
    """Puts other names into things; what it did to SQL, it remembers.

    Most SQL comes again: what is there is read before a change and after it.
    """

    def __init__(self, names: Names) -> None:
        self._names = names
        self._found = re.compile("|".join(map(re.escape, names))).search
        self._known: dict[str, str] = {}

    def map(self, value: Any, *, is_sql: bool) -> Any:  # noqa: ANN401 - of the model
        """Return a value with other names in it, or itself where none is found."""
        if isinstance(value, str):
            if self._found(value) is None:
                return value
            return self._sql(value) if is_sql else _map_text(value, self._names)
        if isinstance(value, tuple):
            mapped = tuple(self.map(each, is_sql=is_sql) for each in value)
            return value if all(map(operator.is_, mapped, value)) else mapped
        changed: dict[str, Any] = {}
        for name, holds_sql in _fields_of(type(value)):  # type: ignore[arg-type]  # a class is hashable
            content = getattr(value, name)
            other = self.map(content, is_sql=holds_sql)
            if other is not content:
                changed[name] = other
        return dataclasses.replace(value, **changed) if changed else value

    def _sql(self, sql: str) -> str:
        known = self._known.get(sql)
        if known is None:
            known = self._known[sql] = _map_sql(sql, self._names)
        return known


def _map_sql(sql: str, names: Names) -> str:
    """Return SQL with other names in it, each quoted where it has to be."""
    pieces: list[str] = []
    position = 0
    for stretch in split_stretches(sql, 0, len(sql)):
        pieces.append(_map_code(sql[position : stretch.start], names))
        text = sql[stretch.start : stretch.end]
        if stretch.region is Region.QUOTED_NAME:
            name = text[1:-1].replace('""', '"')
            pieces.append(quote_identifier(names[name]) if name in names else text)
        else:
            pieces.append(_map_text(text, names))
        position = stretch.end
    pieces.append(_map_code(sql[position:], names))
    return "".join(pieces)


@functools.cache
def _fields_of(kind: type) -> tuple[tuple[str, bool], ...]:
    """Return the fields of a dataclass, and which of them hold SQL; none of others."""
    if not dataclasses.is_dataclass(kind):
        return ()
    return tuple(
        (each.name, each.name in SQL_FIELDS) for each in dataclasses.fields(kind)
    )


def _map_code(code: str, names: Names) -> str:
    def replace(match: re.Match[str]) -> str:
        """Return a word, or what it is called otherwise."""
        name = names.get(match[0])
        return match[0] if name is None else quote_identifier(name)

    return _WORD.sub(replace, code)


def _map_text(text: str, names: Names) -> str:
    for name, other in names.items():
        text = text.replace(name, other)
    return text
