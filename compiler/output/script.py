"""The whole script: every statement in the order of execution, in one transaction."""

from collections.abc import Iterable
from itertools import groupby
from typing import Final

from compiler.render.statement import Statement
from compiler.syntax.environment import template_environment
from compiler.syntax.quote import quote_identifier

_GUARD: Final = "guard.sql.j2"

_SETTINGS: Final = (
    # Every name is qualified; without this a temporary object could stand in for one.
    "SET LOCAL search_path = pg_catalog, pg_temp;",
    # Functions come before the tables that their bodies speak of.
    "SET LOCAL check_function_bodies = off;",
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
    become_owner = f"SET LOCAL ROLE {quote_identifier(owner)};"
    texts = [head] if head else []
    texts.append("\n".join(("BEGIN;", *_SETTINGS)))
    guard = template_environment("compiler.output", "templates").get_template(_GUARD)
    texts.append(guard.render(postgres=postgres))
    is_owner = False
    for as_owner, group in groupby(statements, lambda item: item.as_owner):
        if as_owner != is_owner:
            texts.append(become_owner if as_owner else "RESET ROLE;")
            is_owner = as_owner
        texts.extend(statement.sql for statement in group)
    texts.append("COMMIT;")
    return "\n\n".join(texts) + "\n"
