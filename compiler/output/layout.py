"""Which file of `out/` a statement stands in.

What stands in a schema of the tenant's own goes to `tenant/`; what the tenant side says
of a shared schema goes to `tenant/shared/<schema>/`, so that a tenant's table and a
shared one of the same name never meet in one file.
"""

import re
from collections.abc import Iterable
from typing import Final, assert_never

from compiler.model.catalog import DatabaseObject
from compiler.model.constraint import ForeignKey
from compiler.model.enum_type import EnumType
from compiler.model.extension import Extension
from compiler.model.grant import RoutineGrant, SchemaGrant, TableGrant
from compiler.model.index import Index
from compiler.model.policy import Policy, RowSecurity
from compiler.model.role import Membership, Role
from compiler.model.routine import Routine
from compiler.model.schema import Schema
from compiler.model.table import Table
from compiler.model.trigger import Trigger

SHARED: Final = "shared"
TENANT: Final = "tenant"

_UNSAFE: Final = re.compile(r"[^a-z0-9_-]")


def place_shared(item: DatabaseObject) -> str:
    """Return the path, below `out/`, of the file for an object that exists once."""
    schema, name = _place(item)
    return f"{SHARED}/{_file_name(schema)}/{name}" if schema else f"{SHARED}/{name}"


def place_tenant(item: DatabaseObject, own_schemas: Iterable[str]) -> str:
    """Return the path, below `out/`, of the file for an object of a tenant's.

    Args:
        item: the object.
        own_schemas: the schemas that the tenant side creates.
    """
    schema, name = _place(item)
    if not schema or schema in own_schemas:
        return f"{TENANT}/{name}"
    return f"{TENANT}/{SHARED}/{_file_name(schema)}/{name}"


def _place(item: DatabaseObject) -> tuple[str, str]:  # noqa: C901, PLR0911 - one line a kind
    """Return the schema, empty where there is none, and the path below its folder."""
    match item:
        case Role() | Membership():
            return "", "roles.sql"
        case Extension():
            return "", "extensions.sql"
        case Schema():
            return item.name, "schema.sql"
        case SchemaGrant():
            return item.schema, "grants.sql"
        case RoutineGrant():
            return item.routine.name.schema, "grants.sql"
        case EnumType():
            return item.name.schema, "types.sql"
        case Routine():
            return item.name.schema, f"{item.kind}s.sql"
        case Table():
            return item.name.schema, f"tables/{_file_name(item.name.name)}.sql"
        case Index() | ForeignKey() | Trigger() | Policy() | RowSecurity():
            return item.table.schema, f"tables/{_file_name(item.table.name)}.sql"
        case TableGrant():
            return item.table.schema, f"tables/{_file_name(item.table.name)}.sql"
        case _:
            assert_never(item)


def _file_name(name: str) -> str:
    """Return a name that is safe on every file system, another for every object.

    All but lower-case letters, digits, `_` and `-` are percent-encoded: some file
    systems take `A` and `a`, or two spellings of `é`, for one file, and a dot could
    name a folder above.
    """
    return _UNSAFE.sub(
        lambda found: "".join(f"%{byte:02X}" for byte in found.group().encode()), name
    )
