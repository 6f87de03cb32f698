"""What other tools write in a column, and where a spec says it."""

import dataclasses
import re
from collections.abc import Mapping
from typing import Final

from compiler.document import Node, ScalarNode
from compiler.load.complaints import Complaint
from compiler.load.wording import quote_yaml, shorten

_LONGEST = 60
_WORD: Final = re.compile("COLUMN|TABLE|TEXT")
_NO: Final = frozenset({"false", "no", "off", "n"})


@dataclasses.dataclass(frozen=True, slots=True)
class _Habit:
    """The help for a key that other tools know.

    Args:
        help: with `COLUMN` for the column's name, `TABLE` for a table that the value
            names, `TEXT` for the value in quotes.
        help_if_false: the help where the value is false; empty for no other one.
    """

    help: str
    help_if_false: str = ""


def recall_habit(complaint: Complaint, key: str, value: Node) -> str:
    """Return the help for a key that other tools know; empty where it is none.

    Args:
        complaint: about the mapping that holds the key.
        key: the key.
        value: what stands there.
    """
    habits = _OF_KINDS.get(complaint.noun, _OF_ALL)
    if complaint.path[:-1] == ("columns",):
        habits = _OF_COLUMNS
    habit = habits.get(key.lower().replace("-", "_"))
    if habit is None:
        return ""
    text = value.text if isinstance(value, ScalarNode) else ""
    shown = habit.help_if_false if text.lower() in _NO else ""
    table = text.partition("(")[0].partition(".")[0].strip()
    words = {
        "COLUMN": shorten(str(complaint.path[-1]), _LONGEST) if complaint.path else "…",
        "TABLE": table if table.isidentifier() else "…",
        "TEXT": quote_yaml(text) if 0 < len(text) <= _LONGEST else '"…"',
    }
    return _WORD.sub(lambda found: words[found.group()], shown or habit.help)


_PLACE = "in the table, beside its columns"
_MAY_BE_NULL = "Remove it; a column may be null unless it says `not_null: true`."
_NOT_NULL = _Habit("Write `not_null: true`.", _MAY_BE_NULL)
_NULLABLE = _Habit(_MAY_BE_NULL, "Write `not_null: true`.")
_PRIMARY = _Habit(f"Write `primary_key: [COLUMN]` {_PLACE}.", "Remove it.")
_FOREIGN = _Habit(
    f"Write `foreign_keys: [{{columns: [COLUMN], references: TABLE}}]` {_PLACE}."
)
_ACTION = _Habit("Write it in an entry of the table's foreign_keys.")
_INDEX = _Habit(f"Write `indexes: [{{columns: [COLUMN]}}]` {_PLACE}.", "Remove it.")
_UNIQUE = _Habit(f"Write `unique: [{{columns: [COLUMN]}}]` {_PLACE}.", "Remove it.")
_CHECK = _Habit(f"Write `checks: {{COLUMN_is_valid: TEXT}}` {_PLACE}.")
_NUMBERED = _Habit("Write `identity: always`.", "Remove it.")
_LENGTH = _Habit("Write it in the type, as in `type: varchar(30)`.")
_PRECISION = _Habit('Write it in the type, as in `type: "numeric(10,2)"`.')
_DESCRIPTION = _Habit("Write description.")
_CHOICE = _Habit("Write one_of.")

_OF_ALL: Final[Mapping[str, _Habit]] = {
    "comment": _DESCRIPTION,
    "doc": _DESCRIPTION,
    "docs": _DESCRIPTION,
    "desc": _DESCRIPTION,
}
_OF_COLUMNS: Final[Mapping[str, _Habit]] = {
    **_OF_ALL,
    "allow_null": _NULLABLE,
    "allowed_values": _CHOICE,
    "auto_increment": _NUMBERED,
    "autoincrement": _NUMBERED,
    "check": _CHECK,
    "checks": _CHECK,
    "choices": _CHOICE,
    "enum": _CHOICE,
    "fk": _FOREIGN,
    "foreign_key": _FOREIGN,
    "foreign_keys": _FOREIGN,
    "index": _INDEX,
    "indexed": _INDEX,
    "length": _LENGTH,
    "max_length": _LENGTH,
    "name": _Habit("Remove it; the key COLUMN is the column's name."),
    "notnull": _NOT_NULL,
    "null": _NULLABLE,
    "nullable": _NULLABLE,
    "on_delete": _ACTION,
    "on_update": _ACTION,
    "optional": _NULLABLE,
    "pk": _PRIMARY,
    "precision": _PRECISION,
    "primary": _PRIMARY,
    "primary_key": _PRIMARY,
    "references": _FOREIGN,
    "required": _NOT_NULL,
    "scale": _PRECISION,
    "serial": _NUMBERED,
    "size": _LENGTH,
    "unique": _UNIQUE,
    "values": _CHOICE,
}
_OF_KINDS: Final[Mapping[str, Mapping[str, _Habit]]] = {
    "foreign key": {
        **_OF_ALL,
        "table": _Habit("Write `references: TABLE`."),
        "referenced_columns": _Habit("Write to."),
    }
}
