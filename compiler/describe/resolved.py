"""One object of a blueprint as values, with where each part of it comes from."""

from collections.abc import Mapping, Sequence
from typing import Final

from compiler.build.blueprint import Blueprint
from compiler.describe.object_values import belongs_to, describe_object
from compiler.describe.yaml_text import Remarked, Value
from compiler.diagnostics import Position
from compiler.document import Document
from compiler.model.catalog import DatabaseObject
from compiler.model.name import QualifiedName
from compiler.model.table import Table
from compiler.render.change import render_catalog

_LAST: Final = (
    "foreign_keys",
    "partitions",
    "indexes",
    "statistics",
    "replica_identity",
    "triggers",
    "rows",
    "retention",
    "policy_types",
    "policies",
    "row_security",
    "grants",
)


def name_objects(blueprint: Blueprint, tenant_id: str) -> Mapping[str, DatabaseObject]:
    """Return the objects that have a name; a table goes before others of its name.

    Args:
        blueprint: of a tenant.
        tenant_id: whose objects go by their name alone, the others after a schema.
    """
    names: dict[str, DatabaseObject] = {}
    schema = blueprint.project.schema_of(tenant_id)
    objects = (*blueprint.tenant.objects, *blueprint.shared.objects)
    for item in sorted(objects, key=lambda each: not isinstance(each, Table)):
        name = getattr(item, "name", None)
        if hasattr(item, "table") or name is None:
            continue
        if isinstance(name, QualifiedName):
            own = name.schema == schema
            name = name.name if own else f"{name.schema}.{name.name}"
        names.setdefault(name, item)
    return names


def hanging_on(
    blueprint: Blueprint, subject: DatabaseObject
) -> tuple[DatabaseObject, ...]:
    """Return what hangs on an object, as policies do on a table."""
    objects = (*blueprint.shared.objects, *blueprint.tenant.objects)
    return tuple(item for item in objects if belongs_to(item, subject))


def statements_of(
    blueprint: Blueprint, subject: DatabaseObject
) -> tuple[tuple[Position, str], ...]:
    """Return the SQL that makes an object and what hangs on it, in order.

    Returns:
        Each statement behind the place in the specs that asks for it.
    """
    objects = {subject, *hanging_on(blueprint, subject)}
    return tuple(
        (blueprint.origins[statement.object].position, statement.sql)
        for catalog in (blueprint.shared, blueprint.tenant)
        for statement in render_catalog(catalog, blueprint.project.owner)
        if statement.object in objects
    )


def describe_resolved(
    blueprint: Blueprint, subject: DatabaseObject, documents: Sequence[Document]
) -> dict[str, Value]:
    """Return an object with all that hangs on it.

    Args:
        blueprint: in which it is.
        subject: the object.
        documents: the specs.

    Returns:
        Values, with a remark where something is not of the object's own spec.
    """
    return _Remarks(blueprint, subject).describe(documents)


def show_place(position: Position) -> str:
    """Return `file:line`."""
    return f"{position.file}:{position.line}"


class _Remarks:
    """Says of everything where it comes from, if not from the object's own spec."""

    def __init__(self, blueprint: Blueprint, subject: DatabaseObject) -> None:
        self._blueprint = blueprint
        self._subject = subject
        self._file = blueprint.origins[subject].position.file
        self._parts = {
            (part.kind, part.name): origin.position
            for part, origin in blueprint.parts.items()
            if part.owner == getattr(subject, "name", None)
        }

    def describe(self, documents: Sequence[Document]) -> dict[str, Value]:
        """Return the object and what hangs on it, with remarks."""
        origins = self._blueprint.origins
        content = describe_object(
            self._subject,
            hanging_on(self._blueprint, self._subject),
            lambda item: self._remark(origins[item].position),
            lambda kind, name: self._remark(self._parts.get((kind, name))),
        )
        types: list[Value] = [
            Remarked(name, self._remark(position))
            for (kind, name), position in self._parts.items()
            if kind == "policy_types"
        ]
        if types:
            content["policy_types"] = types
        content |= self._retention(documents)
        # What other objects make comes last, in the order in which people ask for it.
        last = {key: content.pop(key) for key in _LAST if key in content}
        return content | last

    def _retention(self, documents: Sequence[Document]) -> dict[str, Value]:
        """Return the retention rule of a table, as far as the table has one."""
        parts = dict(self._parts.keys())
        for document in documents:
            root = document.root
            if root.text("retention_rule") == parts.get("retention", "-"):
                says = {key.text: node.plain() for key, node in root}
                says = {"rule": says.pop("retention_rule")} | says
                says |= {"basis": parts["basis"]}
                return {"retention": Remarked(says, self._remark(root.position))}
        return {}

    def _remark(self, position: Position | None) -> str:
        if position is None or position.file == self._file:
            return ""
        is_project = position.file == self._blueprint.project.node.position.file
        return f"{show_place(position)}{' default' if is_project else ''}"
