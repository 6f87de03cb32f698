"""A catalog in the making: its objects, their origins, and what follows from them."""

from collections.abc import Iterator, Mapping

from compiler.document import Node, Origin
from compiler.model.catalog import Catalog, DatabaseObject
from compiler.model.grant import RoutineGrant, SchemaGrant, TableGrant
from compiler.model.routine import Routine


class Assembly:
    """Collects the objects of a catalog together with their origins."""

    def __init__(self) -> None:
        self._origins: dict[DatabaseObject, Origin] = {}

    def add(self, item: DatabaseObject, origin: Node) -> None:
        """Add an object that a node of a spec asks for."""
        where = Origin(position=origin.position, pointer=origin.pointer)
        self._origins.setdefault(item, where)

    def objects(self) -> tuple[DatabaseObject, ...]:
        """Return what was added, in order."""
        return tuple(self._origins)

    def origins(self) -> Mapping[DatabaseObject, Origin]:
        """Return each object with the place in the specs that asks for it."""
        return self._origins

    def catalog(self) -> Catalog:
        """Return the objects as a catalog."""
        return Catalog(objects=self.objects())


def derive_schema_grants(assembly: Assembly, owner: str, origin: Node) -> None:
    """Add what roles need in a schema to use what they are granted there.

    Whoever is granted a table or a routine needs USAGE of its schema; a role that owns
    a routine in place of the schema's owner needs CREATE as well, without which
    PostgreSQL lets it own nothing there.
    """
    needs: dict[tuple[str, str], set[str]] = {}
    for item in assembly.objects():
        for schema, role, privileges in _needs(item, owner):
            needs.setdefault((schema, role), set()).update(privileges)
    for grant in _together(needs):
        assembly.add(grant, origin)


def _needs(
    item: DatabaseObject, owner: str
) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    match item:
        case TableGrant():
            yield from ((item.table.schema, role, ("usage",)) for role in item.roles)
        case RoutineGrant():
            schema = item.routine.name.schema
            yield from ((schema, role, ("usage",)) for role in item.roles)
        case Routine() if item.owner != owner:
            yield item.name.schema, item.owner, ("usage", "create")
        case _:
            pass


def _together(needs: Mapping[tuple[str, str], set[str]]) -> tuple[SchemaGrant, ...]:
    grouped: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for (schema, role), privileges in needs.items():
        ordered = tuple(word for word in ("usage", "create") if word in privileges)
        grouped.setdefault((schema, ordered), []).append(role)
    return tuple(
        SchemaGrant(schema=schema, privileges=privileges, roles=tuple(roles))
        for (schema, privileges), roles in grouped.items()
    )
