"""What the extensions that specs use most bring along, so that it can be qualified.

A project may use any extension; what is not listed here has to be written with its
schema.

Source: the extensions' own SQL (vector 0.8, pg_trgm 1.6, citext 1.6, hstore 1.8,
ltree 1.2).
"""

from collections.abc import Mapping

from compiler.build.extension_functions import EXTENSION_FUNCTIONS

_PROVIDES: Mapping[str, Mapping[str, frozenset[str]]] = {
    "vector": {
        "type": frozenset({"vector", "halfvec", "sparsevec"}),
        "operator_class": frozenset(
            f"{kind}_{distance}_ops"
            for kind in ("vector", "halfvec", "sparsevec")
            for distance in ("l2", "ip", "cosine", "l1")
        ),
    },
    "pg_trgm": {
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
        if name in _provided(extension, kind):
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
    known = EXTENSION_FUNCTIONS if kind == "function" else _PROVIDES
    return next((each for each in known if name in _provided(each, kind)), "")


def _provided(extension: str, kind: str) -> frozenset[str]:
    if kind == "function":
        return EXTENSION_FUNCTIONS.get(extension, frozenset())
    return _PROVIDES.get(extension, {}).get(kind, frozenset())
