"""Functions and procedures."""

from compiler.model.routine import Argument, Routine
from compiler.render.comment import render_comment
from compiler.render.expression import arrange_default
from compiler.render.setting import setting_name, setting_value
from compiler.render.statement import RoutineBody, Statement
from compiler.syntax.environment import render_file
from compiler.syntax.quote import quote_identifier


def render_create_routine(routine: Routine, owner: str) -> tuple[Statement, ...]:
    """Return the creation of a routine that nobody may execute yet.

    It changes hands last: only its owner may take rights away and describe it.
    """
    sql = render_file(
        "compiler.render",
        "routine/create",
        routine=routine,
        arguments=tuple(_argument(argument) for argument in routine.arguments),
        attributes=_attributes(routine),
        settings=tuple(
            (setting_name(setting), setting_value(setting))
            for setting in routine.settings
        ),
    )
    body = RoutineBody(language=routine.language, text=routine.body)
    return (
        Statement(sql=sql, object=routine, as_owner=True, body=body),
        Statement(
            sql=render_file("compiler.render", "routine/revoke", routine=routine),
            object=routine,
            as_owner=True,
        ),
        *render_comment(
            routine,
            f"{routine.kind.upper()} {routine.signature_sql}",
            routine.description,
        ),
        *(_hand_over(routine) if routine.owner != owner else ()),
    )


def _hand_over(routine: Routine) -> tuple[Statement, ...]:
    sql = render_file("compiler.render", "routine/owner", routine=routine)
    return (Statement(sql=sql, object=routine, as_owner=False),)


def _argument(argument: Argument) -> str:
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
    )
