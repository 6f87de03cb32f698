"""What rendering yields: one SQL statement, and what has to be known to run it."""

import dataclasses

from compiler.model.table_part import Thing


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class RoutineBody:
    """The text between the dollar quotes of a statement that creates a routine."""

    language: str
    text: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One SQL statement.

    Args:
        sql: its text; ends with the one semicolon that closes it, no newline after.
        object: what it is about.
        as_owner: whether it runs as the role that owns the platform, not as the role
            of the session.
        role: another role that it runs as; empty for none.
        generates: whether each row that it returns is a statement to be run on its own,
            in no transaction.
        body: of the routine that it creates; nothing in every other statement.
    """

    sql: str
    object: Thing
    as_owner: bool
    role: str = ""
    generates: bool = False
    body: RoutineBody | None = None
