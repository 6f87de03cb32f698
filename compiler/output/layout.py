"""Which file of `out/` a statement stands in.

What stands in a schema of the tenant's own goes to `tenant/`; what the tenant side says
of a shared schema goes to `tenant/shared/<schema>/`, so that a tenant's table and a
shared one of the same name never meet in one file.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Final

from compiler.model.aggregate import Aggregate
from compiler.model.composite_type import CompositeType
from compiler.model.constraint import ForeignKey
from compiler.model.default_privileges import DefaultPrivileges
from compiler.model.domain import Domain
from compiler.model.enum_type import EnumType
from compiler.model.event_trigger import EventTrigger
from compiler.model.extension import Extension
from compiler.model.grant import (
    RoutineGrant,
    SchemaGrant,
    SequenceGrant,
    TableGrant,
)
from compiler.model.identity import schema_of
from compiler.model.index import Index
from compiler.model.name import QualifiedName
from compiler.model.ownership import Ownership
from compiler.model.partition import Partition
from compiler.model.policy import Policy, RowSecurity
from compiler.model.range_type import RangeType
from compiler.model.replica_identity import ReplicaIdentity
from compiler.model.rewrite_rule import RewriteRule
from compiler.model.role import Membership, Role
from compiler.model.routine import Routine
from compiler.model.rows import SeedRows
from compiler.model.schema import Schema
from compiler.model.sequence import Sequence, SequenceOwner
from compiler.model.statistics import Statistics
from compiler.model.table import Table
from compiler.model.table_part import TableColumn, TableConstraint, Thing
from compiler.model.trigger import Trigger
from compiler.model.view import MaterializedView, View

SHARED: Final = "shared"
TENANT: Final = "tenant"

_UNSAFE: Final = re.compile(r"[^a-z0-9_-]")


_FILES: Final[Mapping[type[Thing], str]] = {
    Aggregate: "aggregates.sql",
    CompositeType: "types.sql",
    DefaultPrivileges: "default_privileges.sql",
    Domain: "types.sql",
    EnumType: "types.sql",
    EventTrigger: "event_triggers.sql",
    Extension: "extensions.sql",
    Membership: "roles.sql",
    Ownership: "owners.sql",
    RangeType: "types.sql",
    Role: "roles.sql",
    RoutineGrant: "grants.sql",
    Schema: "schema.sql",
    SchemaGrant: "grants.sql",
    Sequence: "sequences.sql",
    SequenceGrant: "sequences.sql",
    SequenceOwner: "sequences.sql",
}
"""Where things stand that do not stand with a relation."""


def place_shared(item: Thing, views: frozenset[QualifiedName]) -> str:
    """Return the path, below `out/`, of the file for an object that exists once.

    Args:
        item: the object.
        views: those relations that are views, stored ones among them.
    """
    schema, name = _place(item, views)
    return f"{SHARED}/{_file_name(schema)}/{name}" if schema else f"{SHARED}/{name}"


def place_tenant(
    item: Thing,
    own_schemas: Iterable[str],
    views: frozenset[QualifiedName],
) -> str:
    """Return the path, below `out/`, of the file for an object of a tenant's.

    Args:
        item: the object.
        own_schemas: the schemas that the tenant side creates.
        views: those relations that are views, stored ones among them.
    """
    schema, name = _place(item, views)
    if not schema or schema in own_schemas:
        return f"{TENANT}/{name}"
    return f"{TENANT}/{SHARED}/{_file_name(schema)}/{name}"


def _place(item: Thing, views: frozenset[QualifiedName]) -> tuple[str, str]:  # noqa: PLR0911 - one line a kind
    """Return the schema, empty where there is none, and the path below its folder."""
    match item:
        case Table():
            return _place_relation(item.name, views)
        case View() | MaterializedView():
            return _place_relation(item.name, frozenset({item.name}))
        case Partition() | RowSecurity():
            return _place_relation(item.family, views)
        case Index() | ForeignKey() | Trigger() | Policy() | SeedRows():
            return _place_relation(item.table, views)
        case TableColumn() | TableConstraint() | TableGrant():
            return _place_relation(item.table, views)
        case Statistics() | ReplicaIdentity() | RewriteRule():
            return _place_relation(item.table, views)
        case Routine():
            return item.name.schema, f"{item.kind}s.sql"
        case _:
            return schema_of(item), _FILES[type(item)]


def _place_relation(
    name: QualifiedName, views: frozenset[QualifiedName]
) -> tuple[str, str]:
    """Return where a table or a view stands, and all that hangs on it."""
    folder = "views" if name in views else "tables"
    return name.schema, f"{folder}/{_file_name(name.name)}.sql"


def _file_name(name: str) -> str:
    """Return a name that is safe on every file system, another for every object.

    All but lower-case letters, digits, `_` and `-` are percent-encoded: some file
    systems take `A` and `a`, or two spellings of `é`, for one file, and a dot could
    name a folder above.
    """
    return _UNSAFE.sub(
        lambda found: "".join(f"%{byte:02X}" for byte in found.group().encode()), name
    )
