"""What goes into the two catalogs, kind by kind, in the order in which it is listed."""

from collections.abc import Callable

from compiler.build.roles import assemble_roles
from compiler.build.routines import assemble_functions
from compiler.build.schemas import assemble_schema_grants, assemble_schemas
from compiler.build.sides import Sides
from compiler.build.tables import assemble_tables
from compiler.build.types import assemble_types

KINDS: tuple[Callable[[Sides], None], ...] = (
    assemble_roles,
    assemble_schemas,
    assemble_types,
    assemble_functions,
    assemble_tables,
    assemble_schema_grants,
)
