"""Collations, by name."""

import re
from typing import Final

from compiler.build.reference import report_unknown
from compiler.build.scope import Scope, parse_name
from compiler.build.type_facts import lacks_collation
from compiler.document import MappingNode
from compiler.spelling import find_nearest
from compiler.syntax.quote import quote_identifier

_LOCALE: Final = re.compile(r"[a-z]{2,3}_[A-Z]{2}\b")
"""How names of locales begin that have a dot of their own, as in `en_US.utf8`."""

_NAMES: Final = (
    "default",
    "C",
    "POSIX",
    "ucs_basic",
    "unicode",
    "pg_c_utf8",
    "pg_unicode_fast",
)
"""The collations that a server has whatever it was built with, up to version 18."""

_OF_A_LOCALE: Final = re.compile(
    r"C\.[\w-]+"
    # Those of ICU: `de-x-icu`, `de-u-co-phonebk-x-icu`.
    r"|[a-z]{2,3}(-[A-Za-z0-9]+)*-x-icu"
    # Those of the operating system: `german`, `de_DE`, `de_DE.utf8`, `de_DE@euro`.
    r"|[a-z]{2,3}_[A-Z]{2}([.@][\w-]+)*"
)


def build_collation(scope: Scope, node: MappingNode) -> str:
    """Return the collation that a node names, as SQL writes it; empty if none.

    What stands before a dot is a schema, except in the name of a locale. Which locales
    there are only a server knows; a name that is none by its form is a finding.
    """
    where = node.scalar("collation")
    if where is None:
        return ""
    name = parse_name(scope, where)
    schema, _, alone = name.partition(".")
    if not schema or not alone or _OF_A_LOCALE.fullmatch(name) or _LOCALE.match(name):
        schema, alone = "", name
    if schema in ("", "pg_catalog") and not _may_be_there(alone):
        same = (known for known in _NAMES if known.lower() == alone.lower())
        near = next(same, "") or find_nearest(alone, _NAMES)
        remedy = (
            f"Write {near}."
            if near
            else "Write one of PostgreSQL's, or your own with its schema in front."
        )
        report_unknown(scope, where.position, "collation", name, remedy)
    quoted = quote_identifier(alone)
    return f"{quote_identifier(schema)}.{quoted}" if schema else quoted


def check_collatable(scope: Scope, node: MappingNode, type_sql: str) -> None:
    """Note a collation of what surely has none.

    Args:
        scope: where the node stands.
        node: has the collation.
        type_sql: of what it is about.
    """
    where = node.scalar("collation")
    if where is not None and type_sql and lacks_collation(type_sql):
        scope.findings.error(
            "not-collatable",
            where.position,
            f"the type {type_sql} has no collation: its values are no text",
            "Remove collation, or make the type text.",
        )


def _may_be_there(name: str) -> bool:
    return name in _NAMES or _OF_A_LOCALE.fullmatch(name) is not None
