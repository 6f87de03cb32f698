"""The types that every server has.

Source: PostgreSQL documentation, chapter "Data Types"; the catalog `pg_type`.
"""

import re
from collections.abc import Mapping
from typing import Final

_WORDS: Final = """
aclitem bit bool box bpchar bytea char cid cidr circle date datemultirange
daterange float4 float8 gtsvector inet int2 int4 int4multirange int4range int8
int8multirange int8range interval json jsonb jsonpath line lseg macaddr macaddr8
money name numeric nummultirange numrange oid path pg_brin_bloom_summary
pg_brin_minmax_multi_summary pg_dependencies pg_lsn pg_mcv_list pg_ndistinct
pg_node_tree pg_snapshot point polygon refcursor regclass regcollation regconfig
regdictionary regnamespace regoper regoperator regproc regprocedure regrole
regtype text tid time timestamp timestamptz timetz tsmultirange tsquery tsrange
tstzmultirange tstzrange tsvector txid_snapshot uuid varbit varchar xid xid8 xml
"""

BUILTIN_TYPES: Final = frozenset(_WORDS.split())
"""Names of the base, range and multirange types of `pg_catalog` in PostgreSQL 15.

Array types are left out (an array is written with brackets), and so are pseudo-types,
of which no column can be.
"""

TEXT_TYPES: Final = frozenset({"bpchar", "name", "text", "varchar"})
"""Types whose values are texts of any sort; they alone have a collation."""

INTEGER_BITS: Final[Mapping[str, int]] = {"int2": 16, "int4": 32, "int8": 64}
"""The integer types, which alone an identity column can have, with their widths."""

NUMBER_TYPES: Final = frozenset({"float4", "float8", "numeric", *INTEGER_BITS})
"""Types whose values are numbers, and nothing but numbers: `money` is none."""

OBJECT_NUMBER_TYPES: Final = frozenset(
    {"oid", "regclass", "regcollation", "regconfig", "regdictionary", "regnamespace"}
    | {"regoper", "regoperator", "regproc", "regprocedure", "regrole", "regtype"}
)
"""Types that hold the number of an object of the catalogs; a whole number becomes one
though they are no numbers."""

_INTERNAL: Final = re.compile("pg_|reg|gts|txid|xid|tid$|cid$|refcursor|aclitem")

WRITTEN_TYPES: Final = frozenset(
    {
        *(name for name in BUILTIN_TYPES if not _INTERNAL.match(name)),
        *("bigint", "boolean", "character", "decimal", "integer", "real", "smallint"),
    }
)
"""How people write the types that they mean; what serves PostgreSQL itself left out."""

SPELLINGS: Final[Mapping[str, str]] = {
    "bool": "boolean",
    "bpchar": "char",
    "char": '"char"',
    "float4": "real",
    "float8": "double precision",
    "int2": "smallint",
    "int4": "integer",
    "int8": "bigint",
}
"""Names in the catalog that people write otherwise, with what they write."""

OTHER_WORDS: Final[Mapping[str, str]] = {
    "blob": "bytea",
    "clob": "text",
    "datetime": "timestamptz",
    "double": "double precision",
    "int32": "integer",
    "int64": "bigint",
    "list": "text[] or jsonb",
    "long": "bigint",
    "number": "numeric",
    "object": "jsonb",
    "str": "text",
    "string": "text",
    "tinyint": "smallint",
}
"""What other systems and languages call a type, with PostgreSQL's word for it."""
