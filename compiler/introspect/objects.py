"""Makes objects of the model out of what the catalogs say of a schema."""

import functools
from collections.abc import Callable, Iterable
from typing import Final

from compiler.introspect.constraint import build_foreign_keys
from compiler.introspect.data_type import (
    build_composite_types,
    build_domains,
    build_enum_types,
    build_range_types,
)
from compiler.introspect.facts import SchemaFacts
from compiler.introspect.grant import (
    build_default_privileges,
    build_schema_grants,
    build_sequence_grants,
    build_table_grants,
)
from compiler.introspect.index import build_indexes
from compiler.introspect.ownership import build_ownerships
from compiler.introspect.partition import build_partitions
from compiler.introspect.policy import build_policies, build_row_security
from compiler.introspect.replica_identity import build_replica_identities
from compiler.introspect.rewrite_rule import build_rewrite_rules
from compiler.introspect.routine import build_routines
from compiler.introspect.schema import build_schemas
from compiler.introspect.sequence import build_sequences
from compiler.introspect.statistics import build_statistics
from compiler.introspect.table import build_tables
from compiler.introspect.trigger import build_event_triggers, build_triggers
from compiler.introspect.view import build_views
from compiler.model.catalog import Catalog, DatabaseObject

BUILDERS: Final[tuple[Callable[[SchemaFacts], Iterable[DatabaseObject]], ...]] = (
    build_schemas,
    build_schema_grants,
    build_default_privileges,
    build_enum_types,
    build_domains,
    build_composite_types,
    build_range_types,
    build_sequences,
    build_sequence_grants,
    build_routines,
    build_tables,
    build_partitions,
    build_indexes,
    build_statistics,
    build_replica_identities,
    build_foreign_keys,
    build_views,
    build_rewrite_rules,
    build_triggers,
    build_policies,
    build_row_security,
    build_table_grants,
    build_event_triggers,
    build_ownerships,
)
"""What makes the objects of each kind, in the order in which they are listed."""


def build_catalog(facts: Iterable[SchemaFacts]) -> Catalog:
    """Return the objects of schemas, kind by kind within each."""
    return Catalog(objects=tuple(one for each in facts for one in _objects_in(each)))


# What is rehearsed is read again and again, and mostly as it was.
@functools.lru_cache(maxsize=16)
def _objects_in(facts: SchemaFacts) -> tuple[DatabaseObject, ...]:
    return tuple(one for build in BUILDERS for one in build(facts))
