"""Names: how long PostgreSQL lets them be, and how a generated one is shortened.

Source: PostgreSQL documentation, "Identifiers and Key Words" (NAMEDATALEN).
"""

import hashlib
import re
import unicodedata

MAX_IDENTIFIER_BYTES = 63
"""PostgreSQL cuts longer names silently; here they are an error."""

MAX_TENANT_ID_BYTES = 40
"""What a name that holds a tenant's id keeps free for it."""

TENANT_ID = re.compile(r"[a-z][a-z0-9_]{0,39}")
"""What a tenant's id looks like; matched in full."""

EXAMPLE_TENANT = "example"
"""The reserved tenant for which the tenant side is written to `out/`."""

SENTINEL_TENANT = "Tenantry_sentinel"
"""The reserved tenant for which the blueprint is built and rendered once.

The capital letter is no part of a tenant's id, so it meets no tenant, and it makes
PostgreSQL quote every identifier that holds it: where the sentinel stands in double
quotes it is an identifier, and can be quoted anew after the id was put in.
"""


BUILT_TENANT = "tenantry_sentinel"
"""The reserved tenant for which the blueprint is built on a server, to be read back.

No capital letter here: a server quotes its names as it quotes a tenant's.
"""


def fits(name: str) -> bool:
    """Return whether PostgreSQL keeps the name whole."""
    return len(name.encode()) <= MAX_IDENTIFIER_BYTES


def find_invisible(name: str) -> str:
    """Return the first character of a name that cannot be told from none or a space.

    Args:
        name: of anything.

    Returns:
        Nothing where all can be seen.
    """
    if name.isascii() and name.isprintable():
        return ""
    return next((one for one in name if _is_invisible(one)), "")


_BLANKS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
"""Letters and signs to Unicode, but drawn as nothing."""


def _is_invisible(character: str) -> bool:
    category = unicodedata.category(character)
    if category == "Zs":
        return character != " "
    return (
        category in {"Cc", "Cf", "Zl", "Zp"}
        or character in _BLANKS
        or "VARIATION SELECTOR" in unicodedata.name(character, "")
    )


def generate_name(*parts: str) -> str:
    """Return the parts joined by `_`, shortened to what PostgreSQL keeps.

    A name that is too long keeps its beginning and the last part, and gets eight
    digits of its hash between them, so that two long names stay apart.
    """
    name = "_".join(parts)
    if fits(name):
        return name
    tail = f"_{hashlib.sha256(name.encode()).hexdigest()[:8]}_{parts[-1]}"
    room = MAX_IDENTIFIER_BYTES - len(tail.encode())
    if room < 1:
        return name.encode()[:50].decode(errors="ignore") + tail[:9]
    return name.encode()[:room].decode(errors="ignore") + tail


def in_words(name: str) -> str:
    """Return a kind of spec as a sentence has it: `materialized view`."""
    return name.replace("_", " ")
