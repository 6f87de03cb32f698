"""What happens in the one transaction that installs a part."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

import psycopg

from compiler.apply.installation import Installation
from compiler.apply.part import Part
from compiler.apply.registration import register_tenants
from compiler.apply.role_plan import execute_role_changes
from compiler.apply.roles import RoleChange
from compiler.apply.state import title_of
from compiler.execute.authority import become, borrow_roles
from compiler.execute.failure import describe_failure, telling
from compiler.execute.script import ScriptFailed, execute_script
from compiler.model.routine import Routine
from compiler.names import SENTINEL_TENANT
from compiler.syntax.environment import render_file

_PACKAGE: Final = "compiler.apply"


def install_part(
    conn: psycopg.Connection[Any],
    installation: Installation,
    part: Part,
    changes: Iterable[RoleChange],
) -> None:
    """Make a part in the transaction that is open, and remember it there.

    Args:
        conn: the session.
        installation: what the part belongs to.
        part: what is to be made.
        changes: what is to be done about its roles first.

    Raises:
        CannotRun: the database refused a statement, or the body of a routine.
    """
    title = title_of(installation, part.name)
    owner = installation.project.owner
    execute_role_changes(conn, changes)
    with borrow_roles(conn, (owner, *part.routine_owners), inherit=True):
        _execute_statements(conn, installation, part)
        _validate_routines(conn, installation, part)
        with telling(f"register {title}"):
            become(conn, owner)
            tenants = [each for each in installation.tenants if each.id == part.name]
            register_tenants(conn, installation, tenants)
            conn.execute(
                render_file(
                    _PACKAGE,
                    "record_installation",
                    table=installation.installations,
                    part=part.name,
                    content_hash=part.content_hash,
                    tool_version=installation.tool_version,
                ).encode()
            )


def _validate_routines(
    conn: psycopg.Connection[Any], installation: Installation, part: Part
) -> None:
    check = render_file(_PACKAGE, "validate_routines", schemas=part.schemas)
    try:
        conn.execute(check.encode())
    except psycopg.Error as error:
        # The check says in these fields which routine it had come to.
        place = error.diag.schema_name, error.diag.constraint_name
        raise describe_failure(
            error,
            f"check the routines of {title_of(installation, part.name)}",
            origin=" or ".join(
                dict.fromkeys(_origins_of_routine(installation, part, place))
            ),
        ) from error


def _origins_of_routine(
    installation: Installation, part: Part, place: tuple[str | None, str | None]
) -> Iterator[str]:
    """Yield where the routines of a name are written; several share one at times."""
    for statement in part.statements:
        item = statement.object if statement else None
        if isinstance(item, Routine):
            schema = item.name.schema.replace(SENTINEL_TENANT, part.name)
            if (schema, item.name.name) == place:
                yield installation.origin(item)


def _execute_statements(
    conn: psycopg.Connection[Any], installation: Installation, part: Part
) -> None:
    try:
        execute_script(conn, part.sql)
    except ScriptFailed as failed:
        doing = f"install {title_of(installation, part.name)}"
        statement = part.statements[failed.number]
        raise describe_failure(
            failed.error,
            doing,
            statement=part.text_of(statement) if statement else "",
            origin=installation.origin(statement.object) if statement else "",
        ) from failed.error
