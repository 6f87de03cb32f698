"""Privileges."""

import dataclasses
from typing import Final, TypeAlias

from compiler.model.default_privileges import DefaultPrivileges
from compiler.model.grant import (
    RoutineGrant,
    SchemaGrant,
    SequenceGrant,
    TableGrant,
    order_privileges,
)
from compiler.model.policy import PUBLIC
from compiler.model.table_part import Thing
from compiler.render.routine import routine_word
from compiler.render.statement import Statement
from compiler.syntax.environment import render_file
from compiler.syntax.quote import quote_identifier

Grant: TypeAlias = TableGrant | SequenceGrant | SchemaGrant

_SORTED: Final = (TableGrant, SequenceGrant, SchemaGrant, DefaultPrivileges)
"""What says which privileges of several it gives."""


def render_create_table_grant(grant: TableGrant) -> tuple[Statement, ...]:
    """Return the grant of privileges on a table."""
    return (_render("table_grant/create", grant, _of_columns(grant)),)


def render_create_sequence_grant(grant: SequenceGrant) -> tuple[Statement, ...]:
    """Return the grant of privileges on a sequence."""
    words = privilege_words(grant.privileges)
    return (_render("sequence_grant/create", grant, words),)


def render_create_schema_grant(grant: SchemaGrant) -> tuple[Statement, ...]:
    """Return the grant of privileges on a schema."""
    words = privilege_words(grant.privileges)
    return (_render("schema_grant/create", grant, words),)


def render_drop_table_grant(grant: TableGrant) -> tuple[Statement, ...]:
    """Return what takes privileges on a table away."""
    return (_render("table_grant/drop", grant, _of_columns(grant)),)


def render_drop_sequence_grant(grant: SequenceGrant) -> tuple[Statement, ...]:
    """Return what takes privileges on a sequence away."""
    return (_render("sequence_grant/drop", grant, privilege_words(grant.privileges)),)


def render_drop_schema_grant(grant: SchemaGrant) -> tuple[Statement, ...]:
    """Return what takes privileges on a schema away."""
    return (_render("schema_grant/drop", grant, privilege_words(grant.privileges)),)


def difference(before: Thing, after: Thing) -> tuple[Thing | None, Thing | None]:
    """Return what has to be taken, and what has to be given.

    Args:
        before: the privileges that are there.
        after: the privileges that are wanted, of the same roles.

    Raises:
        TypeError: one has no privileges that could differ.
    """
    if not isinstance(before, _SORTED) or not isinstance(after, _SORTED):
        raise TypeError(before, after)
    gone = tuple(each for each in before.privileges if each not in after.privileges)
    come = tuple(each for each in after.privileges if each not in before.privileges)
    return (
        dataclasses.replace(before, privileges=gone) if gone else None,
        dataclasses.replace(after, privileges=come) if come else None,
    )


def render_create_routine_grant(
    grant: RoutineGrant, owner: str
) -> tuple[Statement, ...]:
    """Return the grant to execute a routine.

    One that was handed over to another role is no longer the platform owner's to grant.
    """
    return (_routine_grant("create", grant, owner),)


def render_drop_routine_grant(grant: RoutineGrant, owner: str) -> tuple[Statement, ...]:
    """Return what takes the right to execute a routine away."""
    return (_routine_grant("drop", grant, owner),)


def _routine_grant(action: str, grant: RoutineGrant, owner: str) -> Statement:
    sql = render_file(
        "compiler.render",
        f"routine_grant/{action}",
        grant=grant,
        word=routine_word(grant.routine),
        roles=role_names(grant.roles),
    )
    as_owner = grant.routine.owner == owner
    return Statement(sql=sql, object=grant, as_owner=as_owner)


def _render(template: str, grant: Grant, privileges: tuple[str, ...]) -> Statement:
    sql = render_file(
        "compiler.render",
        template,
        grant=grant,
        privileges=privileges,
        roles=role_names(grant.roles),
    )
    return Statement(sql=sql, object=grant, as_owner=True)


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
