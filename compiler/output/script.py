"""The whole script: every statement in the order of execution, in one transaction."""

from collections.abc import Iterable
from typing import Final

from compiler.render.script import LEAVE_BODIES_UNCHECKED, arrange_statements
from compiler.render.statement import Statement
from compiler.syntax.environment import render_file

_SETTINGS: Final = (
    # Every name is qualified; without this a temporary object could stand in for one.
    "SET LOCAL search_path = pg_catalog, pg_temp;",
    LEAVE_BODIES_UNCHECKED,
    "SET LOCAL client_min_messages = warning;",
)


def compose_script(
    statements: Iterable[Statement], *, owner: str, postgres: int, title: str
) -> str:
    """Return a script that psql, or libpq in one round trip, can run.

    Args:
        statements: in the order of execution.
        owner: the role as which the statements with `as_owner` run.
        postgres: the oldest major version that the script is for; on an older one it
            stops before it has done anything.
        title: what the script does, for the comment at its head.
    """
    head = "\n".join(f"-- {line}".rstrip() for line in title.splitlines())
    texts = [head] if head else []
    texts.append("\n".join(("BEGIN;", *_SETTINGS)))
    texts.append(render_file("compiler.output", "guard", postgres=postgres))
    texts.extend(text for text, _ in arrange_statements(statements, owner))
    texts.append("COMMIT;")
    return "\n\n".join(texts) + "\n"
