"""Functions and procedures."""

import dataclasses

from compiler.model.aggregate import Aggregate
from compiler.model.grant import RoutineGrant
from compiler.model.routine import Argument, Routine
from compiler.render.comment import render_comment, render_comment_change
from compiler.render.expression import arrange_default
from compiler.render.setting import setting_name, setting_value
from compiler.render.statement import RoutineBody, Statement
from compiler.syntax.environment import render_file
from compiler.syntax.quote import quote_identifier


def render_create_routine(routine: Routine, owner: str) -> tuple[Statement, ...]:
    """Return the creation of a routine that nobody may execute yet."""
    target = f"{routine_word(routine)} {routine.signature_sql}"
    return (
        _define(routine, or_replace="", as_owner=True),
        *render_rights(
            routine, owner, render_comment(routine, target, routine.description)
        ),
        *_keep_execute(routine, owner),
    )


def render_alter_routine(
    before: Routine, after: Routine, owner: str
) -> tuple[Statement, ...]:
    """Return what makes one routine of another; who may execute it stays."""
    as_owner = before.owner == owner
    told_apart = dataclasses.replace(
        before, owner=after.owner, description=after.description
    )
    target = f"{routine_word(after)} {after.signature_sql}"
    return (
        *(
            (_define(after, or_replace="OR REPLACE ", as_owner=as_owner),)
            if told_apart != after
            else ()
        ),
        *render_comment_change(
            after, target, before.description, after.description, as_owner=as_owner
        ),
        *render_owner_change(before, after),
    )


def render_owner_change(
    before: Routine | Aggregate, after: Routine | Aggregate
) -> tuple[Statement, ...]:
    """Return what hands a routine over to another owner; none where it stays."""
    if before.owner == after.owner:
        return ()
    sql = render_file(
        "compiler.render", "routine/owner", routine=after, word=routine_word(after)
    )
    return (Statement(sql=sql, object=after, as_owner=False),)


def _define(routine: Routine, *, or_replace: str, as_owner: bool) -> Statement:
    sql = render_file(
        "compiler.render",
        "routine/create",
        routine=routine,
        or_replace=or_replace,
        arguments=tuple(render_argument(argument) for argument in routine.arguments),
        attributes=_attributes(routine),
        settings=tuple(
            (setting_name(setting), setting_value(setting))
            for setting in routine.settings
        ),
    )
    body = RoutineBody(language=routine.language, text=routine.body)
    # What is read when it is created is part of the statement, not a text in it.
    quoted = None if routine.is_atomic else body
    return Statement(sql=sql, object=routine, as_owner=as_owner, body=quoted)


def keeping_grant(routine: Routine | Aggregate, owner: str) -> RoutineGrant | None:
    """Return the grant without which the platform's owner could make no trigger of it.

    It opens nothing: a function that returns trigger cannot be called.
    """
    fires = isinstance(routine, Routine) and routine.returns in {
        "trigger",
        "event_trigger",
    }
    if routine.owner == owner or not fires:
        return None
    return RoutineGrant(routine=routine, roles=(owner,), grantable=False)


def _keep_execute(routine: Routine, owner: str) -> tuple[Statement, ...]:
    grant = keeping_grant(routine, owner)
    if grant is None:
        return ()
    sql = render_file(
        "compiler.render",
        "routine_grant/create",
        grant=grant,
        word=routine_word(routine),
        roles=(quote_identifier(owner),),
    )
    return (Statement(sql=sql, object=routine, as_owner=False),)


def render_rights(
    routine: Routine | Aggregate, owner: str, comment: tuple[Statement, ...]
) -> tuple[Statement, ...]:
    """Return what follows the creation of a routine: whose it is.

    It changes hands last: only its owner may take rights away and describe it.
    """
    values = {"routine": routine, "word": routine_word(routine)}
    revoke = render_file("compiler.render", "routine/revoke", **values)
    hand_over = render_file("compiler.render", "routine/owner", **values)
    return (
        Statement(sql=revoke, object=routine, as_owner=True),
        *comment,
        *(
            (Statement(sql=hand_over, object=routine, as_owner=False),)
            if routine.owner != owner
            else ()
        ),
    )


def routine_word(routine: Routine | Aggregate) -> str:
    """Return what statements about a routine call it.

    `AGGREGATE` would want the arguments as they were declared, `ORDER BY` among them;
    `ROUTINE` takes their types.
    """
    return "ROUTINE" if isinstance(routine, Aggregate) else routine.kind.upper()


def render_argument(argument: Argument) -> str:
    """Return the argument as a declaration has it."""
    mode = "" if argument.mode == "in" else f"{argument.mode.upper()} "
    name = f"{quote_identifier(argument.name)} " if argument.name else ""
    default = (
        f" DEFAULT {arrange_default(argument.default, 0)}" if argument.default else ""
    )
    return f"{mode}{name}{argument.type_sql}{default}"


def _attributes(routine: Routine) -> tuple[str, ...]:
    security = "SECURITY DEFINER" if routine.security_definer else "SECURITY INVOKER"
    parallel = routine.parallel.upper()
    if routine.kind == "procedure":
        # A procedure has neither volatility nor the others.
        return (security,)
    return (
        routine.volatility.upper(),
        *(("STRICT",) if routine.strict else ()),
        security,
        *((f"PARALLEL {parallel}",) if parallel != "UNSAFE" else ()),
        *((f"COST {routine.cost}",) if routine.cost else ()),
        *((f"ROWS {routine.rows}",) if routine.rows else ()),
    )
