"""What the extensions that specs use most bring along, so that it can be qualified.

A project may use any extension; what is not listed here has to be written with its
schema.

Source: the extensions' own SQL (vector 0.8, pg_trgm 1.6, citext 1.6, hstore 1.8,
ltree 1.2).
"""

from collections.abc import Mapping

_PROVIDES: Mapping[str, Mapping[str, frozenset[str]]] = {
    "vector": {
        "type": frozenset({"vector", "halfvec", "sparsevec"}),
        "function": frozenset(
            {
                "cosine_distance",
                "inner_product",
                "l1_distance",
                "l2_distance",
                "l2_norm",
                "l2_normalize",
                "subvector",
                "vector_dims",
                "vector_norm",
            }
        ),
        "operator_class": frozenset(
            f"{kind}_{distance}_ops"
            for kind in ("vector", "halfvec", "sparsevec")
            for distance in ("l2", "ip", "cosine", "l1")
        ),
    },
    "pg_trgm": {
        "function": frozenset(
            {"show_trgm", "similarity", "strict_word_similarity", "word_similarity"}
        ),
        "operator_class": frozenset({"gin_trgm_ops", "gist_trgm_ops"}),
    },
    "citext": {
        "type": frozenset({"citext"}),
        "operator_class": frozenset({"citext_ops", "citext_pattern_ops"}),
    },
    "hstore": {
        "type": frozenset({"hstore"}),
        "operator_class": frozenset({"gin_hstore_ops", "gist_hstore_ops"}),
    },
    "ltree": {
        "type": frozenset({"ltree", "lquery", "ltxtquery"}),
        "operator_class": frozenset({"gist_ltree_ops", "gist__ltree_ops", "ltree_ops"}),
    },
}


def extension_schema(declared: Mapping[str, str], kind: str, name: str) -> str:
    """Return the schema of the declared extension that has this; empty if none has.

    Args:
        declared: extensions of the project with their schemas.
        kind: `type`, `function` or `operator_class`.
        name: without a schema.
    """
    for extension, schema in declared.items():
        if name in _PROVIDES.get(extension, {}).get(kind, frozenset()):
            return schema
    return ""


def extension_with(kind: str, name: str) -> str:
    """Return the known extension that has this, declared or not; empty if none has."""
    for extension, provided in _PROVIDES.items():
        if name in provided.get(kind, frozenset()):
            return extension
    return ""
