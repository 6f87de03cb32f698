"""Default privileges: what roles may do with objects that are still to come."""

from collections.abc import Iterator, Mapping
from typing import Final, cast

from compiler.build.roles import parse_role
from compiler.build.scope import Scope
from compiler.build.sides import Sides
from compiler.document import MappingNode, Node, ScalarNode
from compiler.model.default_privileges import DefaultPrivileges, FutureObjects
from compiler.model.grant import order_privileges
from compiler.model.policy import PUBLIC

_PRIVILEGES: Final[Mapping[str, tuple[str, ...]]] = {
    "tables": ("select", "insert", "update", "delete"),
    "sequences": ("usage", "select", "update"),
    "functions": ("execute",),
    "types": ("usage",),
    "schemas": ("usage", "create"),
}


def assemble_default_privileges(sides: Sides) -> None:
    """Add the default privileges."""
    for document in sides.specs("default_privileges"):
        side, schema = sides.of(document)
        root = document.root
        everywhere = root.flag("in_all_schemas", default=False)
        if everywhere:
            # Such privileges are no tenant's: they would open all the others' objects.
            side = sides.shared
        scope = side.scope
        for where, message, remedy in _contradictions(root):
            scope.findings.error(
                "unfit-default-privileges", where.position, message, remedy
            )
        for key in ("revoke", "grants"):
            node = root.mapping(key)
            for built in _build(scope, root, "" if everywhere else schema, node):
                side.assembly.add(built, node)


def _build(
    scope: Scope, root: MappingNode, schema: str, node: MappingNode
) -> Iterator[DefaultPrivileges]:
    """Yield what one of the two lists comes to; roles of the same go together."""
    objects = root.text("objects")
    for_role = root.scalar("for_role")
    together: dict[tuple[str, ...], list[str]] = {}
    for key, _ in node:
        given = {word.text for word in node.scalars(key.text)}
        ordered = order_privileges(given.intersection(_PRIVILEGES[objects]))
        if ordered:
            together.setdefault(ordered, []).append(_role(scope, key))
    for words, roles in together.items():
        yield DefaultPrivileges(
            for_role=parse_role(scope, for_role) if for_role else scope.project.owner,
            schema=schema,
            objects=cast("FutureObjects", objects),
            revoke=node is root.get("revoke"),
            privileges=words,
            roles=tuple(roles),
            grantable=False,
        )


def _role(scope: Scope, node: ScalarNode) -> str:
    return PUBLIC if node.text == PUBLIC else parse_role(scope, node)


def _contradictions(root: MappingNode) -> Iterator[tuple[Node, str, str]]:
    yield from _unknown_privileges(root)
    everywhere = root.get("in_all_schemas")
    is_everywhere = root.flag("in_all_schemas", default=False)
    if everywhere is not None and is_everywhere and "schema" in root:
        message = "privileges in all schemas are not those in one"
        yield everywhere, message, "Remove schema, or in_all_schemas."
    if root.text("objects") == "schemas" and not is_everywhere:
        message = "schemas stand in no schema"
        yield root.scalars("objects")[0], message, "Add `in_all_schemas: true`."
    revoke = root.get("revoke")
    if revoke is not None and not is_everywhere:
        message = "in one schema there is nothing to take away: what PostgreSQL gives "
        message += "by itself, it gives in all schemas"
        yield revoke, message, "Add `in_all_schemas: true`, or remove revoke."


def _unknown_privileges(root: MappingNode) -> Iterator[tuple[Node, str, str]]:
    objects = root.text("objects")
    known = _PRIVILEGES[objects]
    for key in ("grants", "revoke"):
        for role, _ in root.mapping(key):
            for word in root.mapping(key).scalars(role.text):
                if word.text not in known:
                    message = f"{word.text} is no privilege on {objects}"
                    yield word, message, f"Write one of {', '.join(known)}."
    for role, _ in root.mapping("grants"):
        if role.text == PUBLIC:
            message = "every role of the server would have the privileges"
            yield role, message, "Name the roles that are meant."
