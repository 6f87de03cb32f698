"""What has to hold before anything is installed: all that is missing, at once."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import psycopg

from compiler.apply.roles import find_changed_roles, makes_makers, makes_schemas
from compiler.errors import CannotRun
from compiler.introspect.read import (
    RoleState,
    SessionState,
    read_extensions,
    read_session,
)
from compiler.model.extension import Extension
from compiler.plan.plan import Plan
from compiler.plan.platform import Platform
from compiler.postgres.server import (
    GRANT_OPTIONS_MAJOR,
    ServerFacts,
    describe_server,
)
from compiler.syntax.quote import quote_identifier


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that is missing, and what to do about it."""

    message: str
    remedy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """The server, the database and the session that are installed into."""

    facts: ServerFacts
    session: SessionState
    extensions: tuple[Extension, ...]


def read_target(conn: psycopg.Connection[Any]) -> Target:
    """Return what the connection leads to."""
    return Target(
        facts=describe_server(conn),
        session=read_session(conn),
        extensions=read_extensions(conn),
    )


def require(problems: Iterable[Problem]) -> None:
    """Stop the command if anything is missing.

    Args:
        problems: what is missing.

    Raises:
        CannotRun: with all of them.
    """
    found = tuple(dict.fromkeys(problems))
    if found:
        raise CannotRun(
            "\n".join(problem.message for problem in found),
            help="\n".join(dict.fromkeys(problem.remedy for problem in found)),
        )


def find_server_problems(target: Target, platform: Platform) -> Iterator[Problem]:
    """Yield what the server or the database lacks, with remedies."""
    facts, oldest = target.facts, platform.postgres
    if facts.major < oldest:
        yield Problem(
            f"the server is PostgreSQL {facts.major}, and the specs need {oldest}",
            f"Use a server of version {oldest} or later, or lower `postgres:`.",
        )
    if facts.encoding != "UTF8":
        yield Problem(
            f"database {facts.database} has the encoding {facts.encoding}",
            f"Use a database made with ENCODING 'UTF8', not {facts.database}.",
        )
    if target.session.read_only:
        yield Problem(
            "the server is a standby, which takes no changes",
            "Connect to the primary server.",
        )
    if platform.event_triggers and not facts.is_superuser:
        yield Problem(
            f"{quote_identifier(facts.user)} may not make event triggers",
            "Run it as a superuser, or take the event triggers out of the specs.",
        )
    yield from _find_extension_problems(target, platform.extensions)


def find_rights_problems(
    target: Target, plan: Plan, states: Mapping[str, RoleState]
) -> Iterator[Problem]:
    """Yield what the session's role may not do and has to, with remedies.

    Args:
        target: what the connection leads to.
        plan: what is to be done.
        states: the roles that the server has of those that the specs declare.
    """
    facts, user = target.facts, quote_identifier(target.facts.user)
    database = quote_identifier(facts.database)
    if facts.is_superuser:
        return
    changed = find_changed_roles(plan)
    yield from find_role_problems(facts, changed, states)
    if makes_schemas(plan) and not target.session.can_create_schema:
        yield Problem(
            f"{user} may not make schemas in database {database}",
            f"Run GRANT CREATE ON DATABASE {database} TO {user}.",
        )
    explicit = facts.major >= GRANT_OPTIONS_MAJOR
    if not explicit and changed and not target.session.inherits:
        yield Problem(
            f"{user} does not inherit what it is granted",
            f"Run ALTER ROLE {user} INHERIT.",
        )
    if explicit and makes_makers(plan) and not facts.can_create_database:
        yield Problem(
            f"{user} may not make roles that make databases",
            f"Run ALTER ROLE {user} CREATEDB.",
        )


def find_role_problems(
    facts: ServerFacts, roles: Iterable[str], states: Mapping[str, RoleState]
) -> Iterator[Problem]:
    """Yield why a session may not make, change or drop roles, with remedies.

    Args:
        facts: of the server, and of the session's role.
        roles: those that it has to.
        states: those that the server has.
    """
    changed, user = tuple(roles), quote_identifier(facts.user)
    if facts.is_superuser or not changed:
        return
    if not facts.can_create_role:
        yield Problem(
            f"{user} may not make roles", f"Run ALTER ROLE {user} CREATEROLE."
        )
    for role in changed:
        if role in states and not states[role].administered:
            yield Problem(
                f"{user} may not change or grant role {role}, which exists",
                f"Run GRANT {quote_identifier(role)} TO {user} WITH ADMIN OPTION.",
            )


def _find_extension_problems(
    target: Target, wanted: Iterable[Extension]
) -> Iterator[Problem]:
    installed = {each.name: each.schema for each in target.extensions}
    missing = []
    for extension in wanted:
        schema = installed.get(extension.name)
        if schema is None and extension.name not in target.facts.available_extensions:
            missing.append(extension.name)
        elif schema not in {None, extension.schema}:
            yield Problem(
                f"extension {extension.name} stands in schema {schema} of database "
                f"{target.facts.database}, and the specs say {extension.schema}",
                f"Write `{extension.name}: {{schema: {schema}}}` in project.yaml.",
            )
    if missing:
        names = ", ".join(missing)
        yield Problem(
            f"the server does not have: extension {names}",
            "Install what is missing on the server (Debian: "
            f"postgresql-{target.facts.major}-pgvector has vector, postgresql-contrib "
            "most others), or take it out of project.yaml.",
        )
