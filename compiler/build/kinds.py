"""What goes into the two catalogs, kind by kind, in the order in which it is listed."""

from collections.abc import Callable

from compiler.build.aggregates import assemble_aggregates
from compiler.build.default_privileges import assemble_default_privileges
from compiler.build.event_triggers import assemble_event_triggers
from compiler.build.ignored import assemble_ignored
from compiler.build.renames import assemble_renames
from compiler.build.rewrite_rules import assemble_rewrite_rules
from compiler.build.roles import assemble_roles
from compiler.build.routines import assemble_routines
from compiler.build.schemas import assemble_schema_grants, assemble_schemas
from compiler.build.sequences import assemble_sequences
from compiler.build.sides import Sides
from compiler.build.tables import assemble_tables
from compiler.build.types import assemble_types
from compiler.build.views import assemble_views

KINDS: tuple[Callable[[Sides], None], ...] = (
    assemble_roles,
    assemble_schemas,
    assemble_types,
    assemble_routines,
    assemble_aggregates,
    assemble_tables,
    assemble_sequences,
    assemble_views,
    assemble_rewrite_rules,
    assemble_default_privileges,
    assemble_event_triggers,
    # Of what all of these grant.
    assemble_schema_grants,
    assemble_renames,
    assemble_ignored,
)
