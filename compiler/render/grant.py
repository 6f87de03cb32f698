"""Privileges."""

from compiler.model.grant import (
    RoutineGrant,
    SchemaGrant,
    SequenceGrant,
    TableGrant,
    order_privileges,
)
from compiler.model.policy import PUBLIC
from compiler.render.routine import routine_word
from compiler.render.statement import Statement
from compiler.syntax.environment import render_file
from compiler.syntax.quote import quote_identifier


def render_create_table_grant(grant: TableGrant) -> tuple[Statement, ...]:
    """Return the grant of privileges on a table."""
    sql = render_file(
        "compiler.render",
        "table_grant/create",
        grant=grant,
        privileges=_of_columns(grant),
        roles=role_names(grant.roles),
    )
    return (Statement(sql=sql, object=grant, as_owner=True),)


def render_create_sequence_grant(grant: SequenceGrant) -> tuple[Statement, ...]:
    """Return the grant of privileges on a sequence."""
    sql = render_file(
        "compiler.render",
        "sequence_grant/create",
        grant=grant,
        privileges=privilege_words(grant.privileges),
        roles=role_names(grant.roles),
    )
    return (Statement(sql=sql, object=grant, as_owner=True),)


def render_create_schema_grant(grant: SchemaGrant) -> tuple[Statement, ...]:
    """Return the grant of privileges on a schema."""
    sql = render_file(
        "compiler.render",
        "schema_grant/create",
        grant=grant,
        privileges=privilege_words(grant.privileges),
        roles=role_names(grant.roles),
    )
    return (Statement(sql=sql, object=grant, as_owner=True),)


def render_create_routine_grant(
    grant: RoutineGrant, owner: str
) -> tuple[Statement, ...]:
    """Return the grant to execute a routine.

    One that was handed over to another role is no longer the platform owner's to grant.
    """
    sql = render_file(
        "compiler.render",
        "routine_grant/create",
        grant=grant,
        word=routine_word(grant.routine),
        roles=role_names(grant.roles),
    )
    as_owner = grant.routine.owner == owner
    return (Statement(sql=sql, object=grant, as_owner=as_owner),)


def role_names(roles: tuple[str, ...]) -> tuple[str, ...]:
    """Return the roles as SQL writes them; `PUBLIC` is a word, no name."""
    return tuple(
        "PUBLIC" if role == PUBLIC else quote_identifier(role) for role in roles
    )


def _of_columns(grant: TableGrant) -> tuple[str, ...]:
    words = privilege_words(grant.privileges)
    if not grant.columns:
        return words
    columns = ", ".join(quote_identifier(column) for column in grant.columns)
    return tuple(f"{word} ({columns})" for word in words)


def privilege_words(privileges: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words of SQL, in capitals and in PostgreSQL's order, each once."""
    return tuple(privilege.upper() for privilege in order_privileges(privileges))
