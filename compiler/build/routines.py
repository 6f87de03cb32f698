"""Functions and procedures of the project."""

from typing import cast

from compiler.build.arguments import build_arguments
from compiler.build.dependencies import build_dependencies
from compiler.build.results import build_result
from compiler.build.roles import parse_role
from compiler.build.routine_body import Body, build_body
from compiler.build.scope import Scope, parse_name
from compiler.build.settings import build_settings
from compiler.build.sides import Sides
from compiler.document import Document, MappingNode
from compiler.model.grant import RoutineGrant
from compiler.model.name import QualifiedName
from compiler.model.routine import Parallel, Routine, Volatility


def assemble_routines(sides: Sides) -> None:
    """Add the functions and procedures, and who may execute them."""
    for document in sides.specs("function", "procedure"):
        side, schema = sides.of(document)
        own = document.root.scalars(document.kind)[0]
        name = QualifiedName(schema, parse_name(side.scope, own))
        routine, body = _build_routine(side.scope, name, document)
        side.assembly.add(routine, body.node, own)
        roles = grantees(side.scope, document.root)
        if roles:
            grant = RoutineGrant(routine=routine, roles=roles, grantable=False)
            side.assembly.add(grant, document.root.mapping("grants"))


def grantees(scope: Scope, root: MappingNode) -> tuple[str, ...]:
    """Return the roles that may execute a routine."""
    return tuple(parse_role(scope, key) for key, _ in root.mapping("grants"))


def build_owner(scope: Scope, root: MappingNode) -> str:
    """Return the role that owns a routine."""
    owner = root.scalar("owner")
    return parse_role(scope, owner) if owner else scope.project.owner


def _build_routine(
    scope: Scope, name: QualifiedName, document: Document
) -> tuple[Routine, Body]:
    root, kind = document.root, document.kind
    arguments = build_arguments(scope, document)
    returns = build_result(scope, root, arguments) if kind == "function" else ""
    body = build_body(scope, document, arguments)
    routine = Routine(
        name=name,
        arguments=arguments,
        returns=returns,
        language=root.text("language"),
        volatility=cast("Volatility", root.text("volatility", "volatile")),
        parallel=cast("Parallel", root.text("parallel", "unsafe")),
        strict=root.flag("strict", default=False),
        cost=root.text("cost"),
        rows=root.text("rows"),
        security_definer=root.text("security") == "definer",
        settings=build_settings(scope, root.mapping("settings")),
        body=body.sql,
        is_atomic=body.is_atomic,
        depends_on=build_dependencies(scope, root),
        owner=build_owner(scope, root),
        description=root.text("description"),
    )
    return routine, body
