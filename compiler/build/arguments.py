"""Arguments of routines: what goes in, and what comes out."""

from collections.abc import Iterable
from typing import Final, cast

from compiler.build.data_type import build_type
from compiler.build.defaults import build_default
from compiler.build.scope import Scope, parse_name
from compiler.document import Document, MappingNode, ScalarNode, as_mapping
from compiler.model.routine import Argument, ArgumentMode

_MAX_ARGUMENTS: Final = 100
"""Source: PostgreSQL documentation, "PostgreSQL Limits"."""

POLYMORPHIC: Final = frozenset(
    f"any{word}"
    for family in ("", "compatible")
    for word in (
        f"{family}array",
        f"{family}range",
        f"{family}multirange",
        f"{family}nonarray",
    )
) | {"anyelement", "anyenum", "anycompatible"}
"""Types that stand for any type, for the same one wherever they stand."""


def build_arguments(scope: Scope, document: Document) -> tuple[Argument, ...]:
    """Return the arguments of a routine; what PostgreSQL would refuse is noted."""
    nodes = tuple(as_mapping(item) for item in document.root.items("arguments"))
    pseudo_types = POLYMORPHIC
    if document.root.text("language") == "plpgsql":
        pseudo_types |= {"record"}
    arguments = tuple(_argument(scope, node, pseudo_types) for node in nodes)
    pairs = tuple(zip(nodes, arguments, strict=True))
    _check_count(scope, pairs)
    _check_names(scope, pairs)
    _check_defaults(scope, document.kind, pairs)
    _check_variadic(scope, pairs)
    return arguments


def report_argument(
    scope: Scope, node: MappingNode | ScalarNode, message: str, remedy: str
) -> None:
    """Note an argument that the others do not allow."""
    scope.findings.error("unfit-argument", node.position, message, remedy)


def _argument(
    scope: Scope, node: MappingNode, pseudo_types: frozenset[str]
) -> Argument:
    return Argument(
        name=parse_name(scope, node.scalars("name")[0]),
        mode=cast("ArgumentMode", node.text("mode", "in")),
        type_sql=build_type(scope, node.scalars("type")[0], pseudo_types=pseudo_types),
        default=build_default(
            scope, node.scalar("default"), node.text("type"), "argument"
        ),
    )


def _check_count(scope: Scope, pairs: Iterable[tuple[MappingNode, Argument]]) -> None:
    taken = [node for node, argument in pairs if argument.mode != "out"]
    if len(taken) > _MAX_ARGUMENTS:
        report_argument(
            scope,
            taken[_MAX_ARGUMENTS],
            f"this is one of {len(taken)} arguments, and PostgreSQL hands over "
            f"{_MAX_ARGUMENTS}",
            "Hand over several values as one, in an array or in a composite type.",
        )


def _check_names(scope: Scope, pairs: Iterable[tuple[MappingNode, Argument]]) -> None:
    names: set[str] = set()
    for node, argument in pairs:
        if argument.name in names:
            report_argument(
                scope,
                node.scalars("name")[0],
                f'two arguments are called "{argument.name}"',
                "Rename one of them.",
            )
        names.add(argument.name)


def _check_defaults(
    scope: Scope, kind: str, pairs: Iterable[tuple[MappingNode, Argument]]
) -> None:
    after = ""
    for node, argument in pairs:
        name = argument.name
        if argument.mode == "out":
            if argument.default:
                where = node.scalars("default")[0]
                message = f'"{name}" comes out, so no caller leaves it out'
                report_argument(scope, where, message, "Remove the default.")
            elif after and kind == "procedure":
                message = f'"{name}" comes out, and stands behind a default'
                remedy = f'Move it in front of "{after}".'
                report_argument(scope, node, message, remedy)
        elif argument.default:
            after = after or name
        elif after:
            message = f'"{name}" has no default, and "{after}" in front of it has one'
            remedy = f'Give "{name}" a default, or move it in front of "{after}".'
            report_argument(scope, node, message, remedy)


def _check_variadic(
    scope: Scope, pairs: Iterable[tuple[MappingNode, Argument]]
) -> None:
    variadic = ""
    for node, argument in pairs:
        if argument.mode == "out":
            continue
        if variadic:
            message = f'"{variadic}" takes all that is left, so nothing comes after it'
            report_argument(scope, node, message, f'Move "{variadic}" to the end.')
        if argument.mode == "variadic":
            variadic = argument.name
            is_array = argument.type_sql.endswith(("[]", "array"))
            if argument.type_sql and not is_array:
                where = node.scalars("type")[0]
                message = f'"{variadic}" takes a list, and its type is no array'
                remedy = f'Write "{where.text}[]".'
                report_argument(scope, where, message, remedy)
