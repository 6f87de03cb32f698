"""An object as values: its fields under the words that specs have for them.

Every field is shown, so that nothing of an object is kept back: one that a new property
brings is there under its own name until a better word is listed here.
"""

import dataclasses
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from compiler.describe.scalar_text import write_scalar
from compiler.describe.yaml_text import Remarked, Value
from compiler.load.scalars import parse_plain
from compiler.load.sql_traps import SQL_KEYS
from compiler.model.catalog import DatabaseObject
from compiler.model.constraint import Key
from compiler.model.name import QualifiedName
from compiler.model.policy import RowSecurity
from compiler.model.routine import Routine
from compiler.model.setting import Setting

_WORDS: Final = {
    "type_sql": "type",
    "predicate": "where",
    "condition": "when",
    "access_method": "method",
    "storage_parameters": "with",
    "elements": "columns",
    "partitioning": "partition_by",
    "exclusions": "exclude",
    "referenced_table": "references",
    "referenced_columns": "to",
}
"""Fields whose word in specs is another."""

_USUALLY_TRUE: Final = frozenset(
    {
        "enforced",
        "inherit",
        "nulls_distinct",
        "permissive",
        "security_invoker",
        "stored",
        "valid",
        "validated",
        "with_data",
    }
)
"""What is shown where it is false; every other flag where it is true."""

_SECTIONS: Final = {
    "Index": "indexes",
    "ForeignKey": "foreign_keys",
    "Policy": "policies",
    "ReplicaIdentity": "replica_identity",
    "SeedRows": "rows",
    "Statistics": "statistics",
    "TableGrant": "grants",
    "RoutineGrant": "grants",
    "SchemaGrant": "grants",
    "SequenceGrant": "grants",
    "RewriteRule": "rules",
    "Membership": "member_of",
}
"""Where objects that hang on another are shown; others under their kind's plural."""

_OWNERS: Final = ("table", "family", "routine", "member", "sequence")
"""Fields that name the object on which another one hangs."""

_BY_PLACE: Final = frozenset({"arguments", "order_by"})
"""Parts that are told by their place, for their names may be empty."""

RemarkOf = Callable[[DatabaseObject], str]
RemarkOfPart = Callable[[str, str], str]


def belongs_to(item: DatabaseObject, subject: DatabaseObject) -> bool:
    """Return whether an object hangs on another, as a policy does on a table."""
    owner = {getattr(item, field, None) for field in _OWNERS} - {None}
    if isinstance(subject, Routine):
        return subject in owner
    return getattr(subject, "name", None) in owner


def kind_of(item: DatabaseObject) -> str:
    """Return what an object is, in one word."""
    if isinstance(item, Routine):
        return item.kind
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", type(item).__name__).lower()
    return "type" if words.endswith("_type") else words


def describe_object(
    subject: DatabaseObject,
    hanging: Iterable[DatabaseObject],
    remark_of: RemarkOf,
    remark_of_part: RemarkOfPart,
) -> dict[str, Value]:
    """Return an object with all that hangs on it.

    Args:
        subject: the object.
        hanging: what hangs on it.
        remark_of: the remark on an object that hangs on it; empty for none.
        remark_of_part: the same for a part of it, by the part's field and name.
    """
    fields = _fields(subject)
    shown: dict[str, Value] = {}
    name = fields.pop("name", "")
    shown[kind_of(subject)] = (
        name.name if isinstance(name, QualifiedName) else f"{name}"
    )
    if isinstance(name, QualifiedName):
        shown["schema"] = name.schema
    if "description" in fields:
        shown["description"] = f"{fields.pop('description')}"
    for field, value in fields.items():
        shown |= _describe_field(field, value, remark_of_part)
    for item in hanging:
        _add_hanging(shown, item, remark_of(item))
    return shown


def _describe_field(
    field: str, value: object, remark_of_part: RemarkOfPart
) -> dict[str, Value]:
    if field == "keys" and isinstance(value, tuple):
        return _describe_keys(value)
    named = isinstance(value, tuple) and all(map(_has_name, value))
    if not isinstance(value, tuple) or not named or field in _BY_PLACE:
        return _worded({field: value})
    parts: dict[str, Value] = {}
    for part in value:
        content = _fields(part)
        name = f"{content.pop('name')}"
        parts[name] = _remarked(_worded(content), remark_of_part(field, name))
    return {field: parts}


def _has_name(value: object) -> bool:
    """Return whether a value is a thing with a name, as a column is."""
    return dataclasses.is_dataclass(value) and hasattr(value, "name")


def _describe_keys(keys: Iterable[Key]) -> dict[str, Value]:
    described: dict[str, Value] = {}
    unique: list[Value] = []
    for key in keys:
        fields = _worded(_fields(key))
        if fields.pop("primary", False):
            described["primary_key"] = fields
        else:
            unique.append(fields)
    return described | ({"unique": unique} if unique else {})


def _add_hanging(shown: dict[str, Value], item: DatabaseObject, remark: str) -> None:
    if isinstance(item, RowSecurity):
        shown["row_security"] = _remarked("enabled and forced", remark)
        return
    section = _SECTIONS.get(type(item).__name__, f"{kind_of(item)}s")
    fields = _fields(item)
    for owner in _OWNERS:
        fields.pop(owner, None)
    name = fields.pop("name", None)
    body: Value = _worded(fields)
    place = shown.setdefault(section, [] if name is None else {})
    if isinstance(place, list):
        place.append(_remarked(body, remark))
    elif isinstance(place, dict):
        place[f"{name}"] = _remarked(body, remark)


def _fields(item: object) -> dict[str, object]:
    """Return the fields of a value that say something."""
    if not dataclasses.is_dataclass(item) or isinstance(item, type):
        message = f"{item!r} has no fields"
        raise TypeError(message)
    found = {
        field.name: getattr(item, field.name) for field in dataclasses.fields(item)
    }
    return {
        name: value
        for name, value in found.items()
        if value is not None
        and value not in ("", ())
        and (value is not (name in _USUALLY_TRUE) if isinstance(value, bool) else True)
    }


def _worded(fields: Mapping[str, object]) -> dict[str, Value]:
    """Return fields under the words that specs have for them."""
    words = ((_WORDS.get(field, field), value) for field, value in fields.items())
    return {
        word: _literal(value)
        if word in SQL_KEYS and isinstance(value, str)
        else _value(value)
        for word, value in words
    }


def _literal(sql: str) -> Value:
    """Return SQL as a number or a truth value, where YAML spells it so too."""
    value = parse_plain(sql)
    return value if write_scalar(value) == sql else sql


def _value(value: object) -> Value:
    match value:
        case bool() | int() | str():
            return value
        case tuple() | frozenset():
            return _values(tuple(value))
        case QualifiedName():
            return f"{value.schema}.{value.name}"
        case _ if dataclasses.is_dataclass(value):
            return _thing(_fields(value))
    return f"{value}"


def _thing(fields: dict[str, object]) -> Value:
    """Return a value that has fields; one that is all it says, by itself."""
    # How the SQL of a value is to be judged is no part of what it says.
    fields.pop("is_constant", None)
    if fields.pop("is_column", False):
        fields = {"column": fields.pop("expression"), **fields}
    worded = _worded(fields)
    alone = len(worded) == 1 and not worded.keys().isdisjoint({"column", "sql"})
    return next(iter(worded.values())) if alone else worded


def _values(values: tuple[object, ...]) -> Value:
    if all(isinstance(item, Setting) for item in values):
        settings = (item for item in values if isinstance(item, Setting))
        return {item.parameter: ", ".join(item.values) for item in settings}
    if all(map(_is_pair, values)):
        pairs = (item for item in values if isinstance(item, tuple))
        return {f"{name}": _value(value) for name, value in pairs}
    return [_value(item) for item in values]


def _is_pair(value: object) -> bool:
    return isinstance(value, tuple) and len(value) == 2 and isinstance(value[0], str)  # noqa: PLR2004 - a name and its value


def _remarked(value: Value, remark: str) -> Value:
    return Remarked(value, remark) if remark else value
