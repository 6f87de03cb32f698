"""Puts what comes of generated specs on a server, for two tenants, to be undone."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any, Final, TypeAlias

import psycopg
from psycopg.sql import SQL, Identifier

from compiler.api.compilation import Compilation
from compiler.render.statement import Statement
from compiler.syntax.quote import quote_identifier, replace_sentinel
from tests.language.base_project import registration

Connection: TypeAlias = "psycopg.Connection[Any]"
TENANTS: Final = ("north", "south")


def load(conn: Connection, compilation: Compilation) -> None:
    """Execute the shared statements, those of each tenant, and the tenants' rows.

    Raises:
        psycopg.Error: the server refuses one.
    """
    assert compilation.blueprint is not None
    owner = compilation.blueprint.project.owner
    conn.execute("\n".join(_script(compilation, owner)).encode())
    conn.execute(SQL("SET LOCAL ROLE {}").format(Identifier(owner)))
    for statement in registration(compilation):
        conn.execute(statement.encode())
    conn.execute("RESET ROLE")


def _script(compilation: Compilation, owner: str) -> Iterator[str]:
    yield "SET LOCAL check_function_bodies = off;"
    yield from _as_who(compilation.shared, owner)
    for tenant in TENANTS:
        for sql in _as_who(compilation.tenant, owner):
            yield replace_sentinel(sql, tenant)


def _as_who(statements: tuple[Statement, ...], owner: str) -> Iterator[str]:
    for as_owner, group in groupby(statements, lambda each: each.as_owner):
        become = f"SET LOCAL ROLE {quote_identifier(owner)};"
        yield become if as_owner else "RESET ROLE;"
        yield from (each.sql for each in group)
    yield "RESET ROLE;"
