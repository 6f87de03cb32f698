"""Names of relations that stand in text constants, as in `nextval('numbers')`.

Source: PostgreSQL documentation, "Object Identifier Types" and "Sequence Manipulation
Functions".
"""

import re
from collections.abc import Sequence
from typing import Final, Literal, NamedTuple

from compiler.syntax.libpg_query import TreeNode
from compiler.syntax.tree import name_parts

_PART: Final = re.compile(r'\s*(?:"((?:[^"]|"")+)"|([^\W\d][\w$]*))\s*(?:\.|$)')

_OF_SEQUENCES: Final = frozenset({"currval", "nextval", "setval"})
"""Functions whose first argument is the name of a sequence, as a text."""

NAMES_IN_TEXTS: Final = _OF_SEQUENCES | {"regclass"}
"""The functions and the type that take a text for the name of a relation."""


class TextName(NamedTuple):
    """A text constant that names a relation.

    Args:
        parts: of the name; none where the text is no name.
        location: of the constant in the tree, as `find_offset` takes it.
    """

    kind: Literal["relation", "sequence"]
    parts: tuple[str, ...]
    location: int


def find_text_name(node: TreeNode) -> TextName | None:
    """Return the name that a call or a cast takes from a text; nothing elsewhere."""
    match type(node).__name__:
        case "FuncCall" if node.args and _last(node.funcname) in _OF_SEQUENCES:
            kind: Literal["relation", "sequence"] = "sequence"
            constant = node.args[0].a_const
        case "TypeCast" if _last(node.type_name.names) == "regclass":
            kind, constant = "relation", node.arg.a_const
        case _:
            return None
    # A number is that of the object itself, and a hyphen that of none.
    text = constant.sval.sval
    if not constant.HasField("sval") or text.isdecimal() or text == "-":
        return None
    return TextName(kind, _parts_in(text), constant.location)


def fold_word(word: str) -> str:
    """Return the word as PostgreSQL keeps it: only ASCII letters become small."""
    return "".join(c.lower() if c.isascii() else c for c in word)


def _last(nodes: Sequence[TreeNode]) -> str:
    return "".join(name_parts(nodes)[-1:])


def _parts_in(text: str) -> tuple[str, ...]:
    """Return the parts of a name as a text has it; none where it is no name."""
    parts: list[str] = []
    position = 0
    while position < len(text):
        found = _PART.match(text, position)
        if found is None:
            return ()
        quoted, plain = found.groups()
        parts.append(fold_word(plain) if quoted is None else quoted.replace('""', '"'))
        position = found.end()
    return () if text.endswith(".") else tuple(parts)
