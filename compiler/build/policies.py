"""Policies and privileges of tables, from the policy types that they have."""

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from typing import cast

from compiler.build import expression_place
from compiler.build.expression import build_expression
from compiler.build.grants import build_grants, read_privileges
from compiler.build.reference import find_spec, near_help
from compiler.build.roles import parse_role
from compiler.build.scope import Scope, parse_name, shown
from compiler.build.table_source import TableSource
from compiler.document import Document, MappingNode, Node, ScalarNode, as_mapping
from compiler.model.grant import TableGrant
from compiler.model.policy import PUBLIC, Command, Policy


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """A policy type on a table.

    Args:
        scope: the table's, with the parameters of the type.
        where: where the table, or the project for it, asks for the type.
    """

    document: Document
    scope: Scope
    where: ScalarNode


def applied_types(table: TableSource) -> tuple[Applied, ...]:
    """Return the policy types of a table: the project's defaults, less and more."""
    policies = table.root.mapping("policies")
    without = {key.text: key for key, _ in policies.mapping("without")}
    wanted: list[tuple[ScalarNode, Mapping[str, Node]]] = []
    defaults = table.scope.project.default_policies if table.scope.schema else ()
    wanted += [(node, {}) for node in defaults if node.text not in without]
    for name, key in without.items():
        if name not in {node.text for node in defaults}:
            _useless_without(table, key)
    wanted += [_added(item) for item in policies.items("add")]
    applied = (_apply(table, where, given) for where, given in wanted)
    return tuple(one for one in applied if one is not None)


def build_policies(
    table: TableSource, types: Iterable[Applied]
) -> Iterator[tuple[MappingNode, Policy]]:
    """Yield the policies of a table with the nodes that say them."""
    names: dict[str, Applied] = {}
    for applied in types:
        for item in applied.document.root.items("policies"):
            node = as_mapping(item)
            policy = _policy(table, applied, node)
            first = names.setdefault(policy.name, applied)
            if first is not applied:
                table.scope.findings.error(
                    "duplicate-policy",
                    applied.where.position,
                    f'{table.name.name} gets the policy "{shown(policy.name)}" twice, '
                    f"from {first.where.text} and {applied.where.text}",
                    "Leave one of the policy types out by `without`.",
                )
            yield node, policy


def build_table_grants(
    table: TableSource, types: Iterable[Applied]
) -> Iterator[tuple[MappingNode, TableGrant]]:
    """Yield what roles may do with a table; roles that may do the same go together."""
    yield from build_grants(
        table.name,
        (
            privilege
            for applied in types
            for privilege in read_privileges(
                applied.scope, applied.document.root.mapping("grants"), table.columns
            )
        ),
    )


def _added(item: Node) -> tuple[ScalarNode, Mapping[str, Node]]:
    if isinstance(item, ScalarNode):
        return item, {}
    ((key, value),) = as_mapping(item)
    given = as_mapping(value)
    return key, {name.text: node for name, node in given}


def _apply(
    table: TableSource, where: ScalarNode, given: Mapping[str, Node]
) -> Applied | None:
    scope = table.scope
    document = find_spec(scope, "policy_type", where)
    if document is None:
        return None
    parameters = _parameters(table, document, where, given)
    return Applied(
        document=document, scope=scope.with_parameters(parameters), where=where
    )


def _parameters(
    table: TableSource, document: Document, where: ScalarNode, given: Mapping[str, Node]
) -> dict[str, str]:
    declared = document.root.mapping("parameters")
    values: dict[str, str] = {}
    for name, node in given.items():
        if name not in declared:
            table.scope.findings.error(
                "unknown-parameter",
                node.position,
                f'the policy type {where.text} has no parameter "{name}"',
                near_parameters(tuple(declared.entries)),
            )
        elif isinstance(node, ScalarNode):
            values[name] = node.text
    for key, value in declared:
        default = as_mapping(value).scalar("default")
        if key.text not in values and default is None:
            table.scope.findings.error(
                "missing-parameter",
                where.position,
                f'the policy type {where.text} needs the parameter "{key.text}"',
                f"Write {{{where.text}: {{{key.text}: …}}}}.",
            )
        values.setdefault(key.text, default.text if default else key.text)
    return values


def near_parameters(names: tuple[str, ...]) -> str:
    """Return the help for a parameter that a policy type lacks."""
    return f"Write one of {', '.join(names)}." if names else "Remove it; it takes none."


def _policy(table: TableSource, applied: Applied, node: MappingNode) -> Policy:
    scope, about = applied.scope, applied.document.root.text("description")
    using, check = node.scalar("using"), node.scalar("with_check")
    command = cast("Command", node.text("command", "all"))
    unfit = {"insert": using, "select": check, "delete": check}.get(command)
    if unfit is not None:
        key = "using" if unfit is using else "with_check"
        scope.findings.error(
            "condition-without-use",
            unfit.position,
            f"a policy for {command} has no {key}",
            f"Remove {key}.",
        )
    return Policy(
        table=table.name,
        name=parse_name(scope, node.scalars("name")[0]),
        permissive=node.flag("permissive", default=True),
        command=command,
        roles=tuple(_role(scope, role) for role in node.scalars("roles")) or (PUBLIC,),
        using=build_expression(scope, using, table.columns, expression_place.POLICY)
        if using
        else "",
        with_check=build_expression(
            scope, check, table.columns, expression_place.POLICY
        )
        if check
        else "",
        description=node.text("description") or about,
    )


def _role(scope: Scope, node: ScalarNode) -> str:
    return PUBLIC if node.text == PUBLIC else parse_role(scope, node)


def _useless_without(table: TableSource, key: ScalarNode) -> None:
    table.scope.findings.error(
        "unknown-policy-type",
        key.position,
        f'"{key.text}" is no default policy of this table, so it cannot be left out',
        near_help(table.scope, "policy_type", key.text)
        if table.scope.schema
        else "Remove it; shared tables have no default policies.",
    )
