"""Aggregate functions of the project."""

from collections.abc import Iterator
from typing import Final, cast

from compiler.build.arguments import POLYMORPHIC
from compiler.build.data_type import build_type
from compiler.build.function_name import build_function_name
from compiler.build.routines import build_owner, grantees
from compiler.build.scope import Scope, fill_name, parse_name
from compiler.build.sides import Sides
from compiler.build.type_values import find_values
from compiler.document import MappingNode, Node, ScalarNode, as_mapping
from compiler.model.aggregate import Aggregate, AggregateState, FinalModify
from compiler.model.grant import RoutineGrant
from compiler.model.name import QualifiedName
from compiler.model.routine import Argument, ArgumentMode, Parallel

_MAX_ARGUMENTS: Final = 99
"""One fewer than functions have, for a state function takes the state as well.

Source: PostgreSQL source, `AggregateCreate` in `pg_aggregate.c`.
"""


def assemble_aggregates(sides: Sides) -> None:
    """Add the aggregates and who may execute them."""
    for document in sides.specs("aggregate"):
        side, schema = sides.of(document)
        root = document.root
        name = parse_name(side.scope, root.scalars("aggregate")[0])
        aggregate = _build_aggregate(side.scope, QualifiedName(schema, name), root)
        side.assembly.add(aggregate, root)
        roles = grantees(side.scope, root)
        if roles:
            grant = RoutineGrant(routine=aggregate, roles=roles, grantable=False)
            side.assembly.add(grant, root.mapping("grants"))


def _build_aggregate(scope: Scope, name: QualifiedName, root: MappingNode) -> Aggregate:
    _check_options(scope, root)
    moving = root.get("moving")
    return Aggregate(
        name=name,
        arguments=tuple(_argument(scope, item) for item in root.items("arguments")),
        order_by=tuple(_argument(scope, item) for item in root.items("order_by")),
        hypothetical=root.flag("hypothetical", default=False),
        state=_state(scope, root),
        moving=_state(scope, as_mapping(moving)) if moving else None,
        combine_function=_function(scope, root, "combine_function"),
        sort_operator=root.text("sort_operator"),
        parallel=cast("Parallel", root.text("parallel", "unsafe")),
        owner=build_owner(scope, root),
        description=root.text("description"),
    )


def _argument(scope: Scope, item: Node) -> Argument:
    node = as_mapping(item)
    return Argument(
        name=parse_name(scope, node.scalars("name")[0]),
        mode=cast("ArgumentMode", node.text("mode", "in")),
        type_sql=build_type(scope, node.scalars("type")[0], pseudo_types=POLYMORPHIC),
        default="",
    )


def _state(scope: Scope, node: MappingNode) -> AggregateState:
    initial = node.scalar("initial_value")
    if initial is not None:
        _check_initial(scope, initial, node.text("state_type"))
    return AggregateState(
        function=_function(scope, node, "state_function"),
        inverse_function=_function(scope, node, "inverse_function"),
        type_sql=build_type(
            scope, node.scalars("state_type")[0], pseudo_types=POLYMORPHIC
        ),
        size=node.text("state_size"),
        final_function=_function(scope, node, "final_function"),
        final_extra=node.flag("final_extra", default=False),
        final_modify=cast("FinalModify", node.text("final_modify")),
        initial_value=initial.text if initial else None,
    )


def _check_initial(scope: Scope, initial: ScalarNode, state_type: str) -> None:
    """Note a value that the state cannot have."""
    if not find_values(scope, state_type).take_as_default(initial.text):
        scope.findings.error(
            "unfit-value",
            initial.position,
            f'"{initial.text}" is no value of the type {state_type}',
            "Write another value as text, without quotes of SQL.",
        )


def _function(scope: Scope, node: MappingNode, key: str) -> str:
    where = node.scalar(key)
    if where is None:
        return ""
    _check_kind(scope, where)
    return build_function_name(scope, where)


def _check_kind(scope: Scope, node: ScalarNode) -> None:
    """Note a name that is a routine of the project, and no function."""
    found = scope.qualify("function", fill_name(scope, node))
    specs = tuple(scope.find_all("function", found)) if found else ()
    if specs and not any(it.kind in {"function", "type"} for it in specs):
        scope.findings.error(
            "unfit-aggregate",
            node.position,
            f'"{node.text}" is no function: its spec is of the kind {specs[0].kind}',
            "Name a function.",
        )


def _check_options(scope: Scope, root: MappingNode) -> None:
    """Note what does not go together."""
    for node, message, remedy in _contradictions(root):
        scope.findings.error("unfit-aggregate", node.position, message, remedy)


def _contradictions(root: MappingNode) -> Iterator[tuple[Node, str, str]]:
    ordered = bool(root.items("order_by"))
    for key in ("moving", "combine_function", "sort_operator"):
        node = root.get(key)
        if node is not None and ordered:
            yield node, f"an aggregate with order_by has no {key}", f"Remove {key}."
    hypothetical = root.scalar("hypothetical")
    if hypothetical is not None and hypothetical.value is True and not ordered:
        message = "only an aggregate with order_by is hypothetical"
        yield hypothetical, message, "Remove it, or add order_by."
    operator = root.scalar("sort_operator")
    if operator is not None and len(root.items("arguments")) != 1:
        message = "a sort operator compares the one argument of an aggregate"
        yield operator, message, "Remove it, or have one argument."
    yield from _variadic_before_end(root)
    yield from _too_many(root)
    for node in (root, root.mapping("moving")):
        extra = node.scalar("final_extra") or node.scalar("final_modify")
        if extra is not None and "final_function" not in node:
            message = "there is no final function that this is about"
            yield extra, message, "Add final_function, or remove it."


def _too_many(root: MappingNode) -> Iterator[tuple[Node, str, str]]:
    arguments = (*root.items("arguments"), *root.items("order_by"))
    if len(arguments) > _MAX_ARGUMENTS:
        message = (
            f"this is one of {len(arguments)} arguments, and an aggregate has at most "
            f"{_MAX_ARGUMENTS}"
        )
        remedy = "Hand over several values as one, in an array or in a composite type."
        yield arguments[_MAX_ARGUMENTS], message, remedy


def _variadic_before_end(root: MappingNode) -> Iterator[tuple[Node, str, str]]:
    before, remedy = root.items("arguments")[:-1], "Move it to the end."
    if root.items("order_by"):
        # Behind ORDER BY there would have to be the same again, of type "any".
        before, remedy = root.items("arguments"), "Remove it, or order_by."
    for item in before:
        mode: ScalarNode | None = as_mapping(item).scalar("mode")
        if mode is not None and mode.text == "variadic":
            yield mode, "a variadic argument takes all that is left", remedy
