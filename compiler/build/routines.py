"""Functions of the project."""

from typing import cast

from compiler.build.data_type import build_type
from compiler.build.expression import NO_COLUMNS, build_expression
from compiler.build.roles import parse_role
from compiler.build.scope import Scope, fill_template, parse_name, parse_source
from compiler.build.settings import build_settings
from compiler.build.sides import Sides
from compiler.document import Document, MappingNode, ScalarNode, as_mapping
from compiler.model.grant import RoutineGrant
from compiler.model.name import QualifiedName
from compiler.model.routine import Argument, Parallel, Routine, Volatility


def assemble_functions(sides: Sides) -> None:
    """Add the functions and who may execute them."""
    for document in sides.specs("function"):
        side, schema = sides.of(document)
        routine = build_function(side.scope, document, schema)
        side.assembly.add(routine, document.root.scalars("body")[0])
        roles = function_grantees(side.scope, document)
        if roles:
            side.assembly.add(
                RoutineGrant(routine=routine, roles=roles),
                document.root.mapping("grants"),
            )


def build_function(scope: Scope, document: Document, schema: str) -> Routine:
    """Return the function that a spec declares in a schema."""
    root = document.root
    owner = root.scalar("owner")
    returns = root.scalars("returns")[0]
    return Routine(
        name=QualifiedName(schema, parse_name(scope, root.scalars("function")[0])),
        arguments=tuple(
            _argument(scope, as_mapping(item)) for item in root.items("arguments")
        ),
        returns=_returns(scope, returns),
        language=root.text("language"),
        volatility=cast("Volatility", root.text("volatility", "volatile")),
        parallel=cast("Parallel", root.text("parallel", "unsafe")),
        strict=root.flag("strict", default=False),
        security_definer=root.text("security") == "definer",
        settings=build_settings(scope, root.mapping("settings")),
        body=_body(scope, root),
        owner=parse_role(scope, owner) if owner else scope.project.owner,
        description=root.text("description"),
    )


def function_grantees(scope: Scope, document: Document) -> tuple[str, ...]:
    """Return the roles that may execute the function."""
    return tuple(parse_role(scope, key) for key, _ in document.root.mapping("grants"))


def _returns(scope: Scope, node: ScalarNode) -> str:
    if node.text in {"void", "trigger", "record"}:
        return node.text
    return build_type(scope, node)


def _argument(scope: Scope, node: MappingNode) -> Argument:
    default = node.scalar("default")
    return Argument(
        name=node.text("name"),
        mode="in",
        type_sql=build_type(scope, node.scalars("type")[0]),
        default=build_expression(scope, default, NO_COLUMNS) if default else "",
    )


def _body(scope: Scope, root: MappingNode) -> str:
    """Return the body between line breaks, its template filled in where it is one."""
    node = root.scalars("body")[0]
    text = node.text
    if root.flag("template", default=False):
        template = parse_source(scope, node, form="expression")
        filled = fill_template(scope, node, template) if template else None
        text = filled or ""
    return "\n" + text.strip("\n") + "\n"
