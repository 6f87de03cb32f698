"""What is known of a type by its name alone: PostgreSQL's own types, and no others.

Source: the columns `typcollation` and `typstorage` of the catalog `pg_type`, and
`pg_opclass`, of PostgreSQL 15 and 18.
"""

from typing import Final

from compiler.syntax.builtin_types import INTEGER_BITS, TEXT_TYPES
from compiler.syntax.libpg_query import SqlError
from compiler.syntax.type_name import ParsedType, parse_type

_USUAL: Final = ("pg_lsn", "pg_snapshot")

_PLAIN_NAMES: Final = """
aclitem bool box char cid circle date float4 float8 gtsvector int2 int4 int8 interval
line lseg macaddr macaddr8 money name oid pg_lsn point regclass regcollation regconfig
regdictionary regnamespace regoper regoperator regproc regprocedure regrole regtype tid
time timestamp timestamptz timetz tsquery uuid xid xid8
"""
_PLAIN: Final = frozenset(_PLAIN_NAMES.split())

_UNORDERED_NAMES: Final = """
aclitem box cid circle gtsvector json jsonpath line lseg path pg_snapshot point polygon
refcursor txid_snapshot xid xml
"""
_UNORDERED: Final = frozenset(_UNORDERED_NAMES.split())

_INDEXED_NAMES: Final = {
    "gin": "jsonb tsvector",
    "gist": "box circle point polygon tsquery tsvector",
    "spgist": "box cidr inet point polygon text varchar",
}
_INDEXED: Final = {
    method: frozenset(names.split()) for method, names in _INDEXED_NAMES.items()
}
"""Access methods for few types to those of which they have a default operator class;
arrays go with gin, ranges with the others."""

_UNHASHED: Final = (_UNORDERED - {"aclitem", "cid", "xid"}) | frozenset(
    {"bit", "money", "tsquery", "tsvector", "varbit"}
)
_KNOWN_METHODS: Final = frozenset({"btree", "hash", *_INDEXED})


def lacks_collation(type_sql: str) -> bool:
    """Return whether a type surely has no collation; an array has that of its items."""
    found = _builtin(type_sql)
    return found is not None and found.name not in TEXT_TYPES


def is_kept_in_the_row(type_sql: str) -> bool:
    """Return whether a type's values surely can neither be moved out nor compressed."""
    found = _builtin(type_sql)
    return found is not None and not found.array_dims and found.name in _PLAIN


def lacks_order(type_sql: str) -> bool:
    """Return whether a type surely has no order, by which statistics count.

    An array has that of its items.
    """
    found = _builtin(type_sql)
    return found is not None and found.name in _UNORDERED


def lacks_operator_class(type_sql: str, method: str) -> bool:
    """Return whether an access method surely has no default for a type.

    Extensions are left out of account.
    """
    found = _builtin(type_sql)
    if found is None or method not in _KNOWN_METHODS:
        return False
    if found.array_dims:
        # Of an array, gin sorts the items.
        unsorted = method == "gin" and found.name in _UNORDERED
        return unsorted or method in ("gist", "spgist")
    if found.name.endswith("multirange"):
        return method in ("gin", "spgist")
    if found.name.endswith("range"):
        return method == "gin"
    if method in _INDEXED:
        return found.name not in _INDEXED[method]
    return found.name in (_UNORDERED if method == "btree" else _UNHASHED)


def is_no_range(type_sql: str) -> bool:
    """Return whether a type is surely neither a range nor a multirange."""
    found = _builtin(type_sql)
    return found is not None and (
        bool(found.array_dims) or not found.name.endswith("range")
    )


def integer_bits(type_sql: str) -> int:
    """Return the width of an integer type; nought for every other type."""
    found = _builtin(type_sql)
    if found is None or found.array_dims:
        return 0
    return INTEGER_BITS.get(found.name, 0)


def is_builtin(type_sql: str) -> bool:
    """Return whether a type is one of PostgreSQL's own, or an array of one."""
    return _builtin(type_sql) is not None


def _builtin(type_sql: str) -> ParsedType | None:
    try:
        found = parse_type(type_sql)
    except SqlError:
        return None
    # Those of the catalogs' own columns are of no use in a table, and odd.
    is_odd = found.name.startswith("pg_") and found.name not in _USUAL
    return found if found.is_builtin and not is_odd else None
