"""The operators by which exclusion constraints compare rows."""

import re
from typing import Final

from compiler.build.reference import report_unknown
from compiler.build.scope import Scope
from compiler.document import ScalarNode
from compiler.spelling import find_nearest
from compiler.syntax.quote import quote_identifier

_COMMUTATIVE_NAMES: Final = "&& *<> *= -|- <> = ?# ?- ?-| ?| ?|| ~="
COMMUTATIVE: Final = frozenset(_COMMUTATIVE_NAMES.split())
"""PostgreSQL's operators that say the same of `a, b` as of `b, a`.

Source: `SELECT oprname FROM pg_operator WHERE oprcom = oid` of versions 15 and 18.
"""

_OTHER_NAMES: Final = """
!! !~ !~* !~~ !~~* # ## #- #> #>> % & &< &<| &> * *< *<= *> *>= + - -> ->> / < <-> <<
<<= <<| <= <@ <^ > >= >> >>= >^ ? ?& @ @-@ @> @? @@ @@@ ^ ^@ | |&> |/ |>> || ||/ ~ ~*
~<=~ ~<~ ~>=~ ~>~ ~~ ~~*
"""
_OTHERS: Final = frozenset(_OTHER_NAMES.split())

_QUALIFIED: Final = re.compile(
    # Two dashes, or a slash and a star, begin a comment wherever they stand.
    r"(?!.*(?:--|/\*))([^\W\d][\w$]*)\.([-+*/<>=~!@#%^&|`?]+)"
)
"""A schema and the operator in it; what stands alone is PostgreSQL's own."""


def build_operator(scope: Scope, node: ScalarNode) -> str:
    """Return the operator as `WITH` takes it, or an empty text after a finding.

    One with its schema in front is an extension's or the project's, of which nothing
    is known.
    """
    qualified = _QUALIFIED.fullmatch(node.text)
    schema, name = qualified.groups() if qualified else ("", node.text)
    if schema not in ("", "pg_catalog"):
        return f"OPERATOR({quote_identifier(schema)}.{name})"
    if name in _OTHERS:
        scope.findings.error(
            "not-commutative",
            node.position,
            f"{name} is not the same both ways round, so it excludes no pair of rows",
            "Write an operator such as = or &&.",
        )
        return ""
    if name not in COMMUTATIVE:
        near = find_nearest(name, COMMUTATIVE)
        remedy = f"Write {near}." if near else "Write an extension's with its schema."
        report_unknown(scope, node.position, "operator", name, remedy)
        return ""
    return f"OPERATOR(pg_catalog.{name})" if schema else name
