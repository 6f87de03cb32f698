"""What the control plane says of a tenant: it goes first, and in one transaction.

Once the tenant's row is gone, nobody can place a legal hold on it any more, nor share
anything with it; so what is asked here stays true until the schema is gone.
"""

from typing import Any, Final

import psycopg

from compiler.apply.provenance import require_ours
from compiler.dropping.leaver import Leaver
from compiler.errors import Refused
from compiler.execute.authority import become, borrow_roles
from compiler.introspect.read import read_roles
from compiler.model.name import QualifiedName
from compiler.render.script import RESET_ROLE
from compiler.syntax.environment import render_file

_PACKAGE: Final = "compiler.dropping"
_LEFT_ROWS: Final = "Nothing was changed. Delete them first, as an administrator."


def delete_records(conn: psycopg.Connection[Any], leaver: Leaver) -> int:
    """Delete what the control plane says of a tenant, and let nobody log in as it.

    To be called in a transaction.

    Returns:
        How many rows went, without those that a foreign key took along.

    Raises:
        Refused: a legal hold stands, or rows elsewhere name the tenant; the
            transaction has to be rolled back.
    """
    platform = leaver.platform
    there = set(read_roles(conn, (leaver.admin, *leaver.roles)))
    for role in leaver.roles:
        if role in there:
            conn.execute(_render("close_role", role=role))
    if not require_ours(conn, platform.tenants_table, platform.owner):
        return 0
    with borrow_roles(conn, [platform.owner, leaver.admin], inherit=False):
        become(conn, platform.owner)
        conn.execute(_of_tenant("lock_tenant", leaver, platform.tenants_table))
        holds = 0
        if require_ours(conn, leaver.holds_table, platform.owner):
            _act_as(conn, leaver.admin)
            _require_no_hold(conn, leaver)
            query = _of_tenant("delete_rows", leaver, leaver.holds_table)
            holds = conn.execute(query).rowcount
        _act_as(conn, platform.owner)
        registered = _delete_tenant(conn, leaver)
        return holds + registered


def _act_as(conn: psycopg.Connection[Any], role: str) -> None:
    conn.execute(RESET_ROLE)
    become(conn, role)


def _delete_tenant(conn: psycopg.Connection[Any], leaver: Leaver) -> int:
    query = _of_tenant("delete_rows", leaver, leaver.platform.tenants_table)
    try:
        return conn.execute(query).rowcount
    except psycopg.errors.ForeignKeyViolation as error:
        raise Refused(
            f"{error.diag.message_primary}\n{error.diag.message_detail}",
            help=_LEFT_ROWS,
        ) from error


def _require_no_hold(conn: psycopg.Connection[Any], leaver: Leaver) -> None:
    query = _of_tenant("standing_holds", leaver, leaver.holds_table)
    found = [
        f"a legal hold on {table} stands since {day}, placed by {who}: {reason}"
        for table, who, day, reason in conn.execute(query)
    ]
    if found:
        raise Refused(
            "\n".join(found),
            help="Nothing was changed. Whoever placed it releases it first.",
        )


def _of_tenant(template: str, leaver: Leaver, table: QualifiedName) -> bytes:
    column = leaver.platform.tenant_column
    return _render(template, table=table, column=column, tenant=leaver.id)


def _render(template: str, **values: object) -> bytes:
    return render_file(_PACKAGE, template, **values).encode()
