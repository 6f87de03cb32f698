"""What the extensions that specs use most bring along, so that it can be qualified.

A project may use any extension; what is not listed here has to be written with its
schema. Functions are many and stand in `extension_functions`. The operator classes of
btree_gin are left out: they are called like PostgreSQL's own for B-trees.

Source: the catalogs `pg_type` and `pg_opclass` of servers of versions 15 and 18 with
these extensions.
"""

from collections.abc import Mapping
from typing import Final

from compiler.build.extension_functions import EXTENSION_FUNCTIONS

_TYPES: Final = {
    "citext": "citext",
    "cube": "cube",
    "earthdistance": "earth",
    "hstore": "hstore",
    "intarray": "query_int",
    "ltree": "lquery ltree ltxtquery",
    "vector": "halfvec sparsevec vector",
}
_OPERATOR_CLASSES: Final = {
    "btree_gist": """
        gist_bit_ops gist_bool_ops gist_bpchar_ops gist_bytea_ops gist_cash_ops
        gist_cidr_ops gist_date_ops gist_enum_ops gist_float4_ops gist_float8_ops
        gist_inet_ops gist_int2_ops gist_int4_ops gist_int8_ops gist_interval_ops
        gist_macaddr8_ops gist_macaddr_ops gist_numeric_ops gist_oid_ops gist_text_ops
        gist_time_ops gist_timestamp_ops gist_timestamptz_ops gist_timetz_ops
        gist_uuid_ops gist_vbit_ops
    """,
    "citext": "citext_ops citext_pattern_ops",
    "cube": "cube_ops gist_cube_ops",
    "hstore": "btree_hstore_ops gin_hstore_ops gist_hstore_ops hash_hstore_ops",
    "intarray": "gin__int_ops gist__int_ops gist__intbig_ops",
    "ltree": "gist__ltree_ops gist_ltree_ops hash_ltree_ops ltree_ops",
    "pg_trgm": "gin_trgm_ops gist_trgm_ops",
    "vector": """
        bit_hamming_ops bit_jaccard_ops halfvec_cosine_ops halfvec_ip_ops halfvec_l1_ops
        halfvec_l2_ops halfvec_ops sparsevec_cosine_ops sparsevec_ip_ops
        sparsevec_l1_ops sparsevec_l2_ops sparsevec_ops vector_cosine_ops vector_ip_ops
        vector_l1_ops vector_l2_ops vector_ops
    """,
}
PROVIDED: Final[Mapping[str, Mapping[str, frozenset[str]]]] = {
    "function": EXTENSION_FUNCTIONS,
    "operator_class": {
        extension: frozenset(names.split())
        for extension, names in _OPERATOR_CLASSES.items()
    },
    "type": {
        extension: frozenset(names.split()) for extension, names in _TYPES.items()
    },
}
"""What there may be of an extension, by kind, extension and name."""


def extension_schema(declared: Mapping[str, str], kind: str, name: str) -> str:
    """Return the schema of the declared extension that has this; empty if none has.

    Args:
        declared: extensions of the project with their schemas.
        kind: `type`, `function` or `operator_class`; of others nothing is known.
        name: without a schema.
    """
    for extension, schema in declared.items():
        if name in PROVIDED.get(kind, {}).get(extension, ()):
            return schema
    return ""


def has_unlisted_functions(declared: Mapping[str, str]) -> bool:
    """Return whether the project declares an extension whose functions are not known.

    Args:
        declared: extensions of the project with their schemas.
    """
    return any(extension not in EXTENSION_FUNCTIONS for extension in declared)


def extension_with(kind: str, name: str) -> str:
    """Return the known extension that has this, declared or not; empty if none has."""
    found = (each for each, names in PROVIDED[kind].items() if name in names)
    return next(found, "")
