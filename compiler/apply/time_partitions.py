"""The partitions that time will need: where some are missing, and their making."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

import psycopg

from compiler.build.partition_procedure import PROCEDURE, Family, describe_family
from compiler.execute.authority import become, borrow_roles
from compiler.execute.transaction import run_transaction
from compiler.introspect.query import read_query
from compiler.model.name import QualifiedName
from compiler.model.partition import Partition
from compiler.model.routine import Routine
from compiler.model.table import Table
from compiler.names import SENTINEL_TENANT
from compiler.plan.part import Part
from compiler.syntax.environment import render_file

_PACKAGE: Final = "compiler.apply"


def find_families(part: Part) -> tuple[Family, ...]:
    """Return what of a part is split by time, as the sentinel tenant's."""
    return tuple(
        describe_family(each.name, each.partitioning.schedule)
        for each in part.wanted.sources
        if isinstance(each, Table | Partition)
        and each.partitioning
        and each.partitioning.schedule
    )


def find_procedures(part: Part, tenant: str) -> Iterator[QualifiedName]:
    """Yield the procedures that make partitions for the time to come."""
    for each in part.wanted.spelled:
        if isinstance(each, Routine) and each.name.name == PROCEDURE:
            schema = each.name.schema.replace(SENTINEL_TENANT, tenant)
            yield QualifiedName(schema, PROCEDURE)


def find_unready(
    conn: psycopg.Connection[Any], families: Sequence[Family], tenants: Sequence[str]
) -> frozenset[str]:
    """Return the tenants that lack a partition, or have one with a name of its own.

    Args:
        conn: the session.
        families: what is split by time, as the sentinel tenant's.
        tenants: ids; an empty one for what stands once.
    """
    asked = {
        "sentinel": SENTINEL_TENANT,
        "tenants": list(tenants),
        "schemas": [each.schema for each in families],
        "tables": [each.table for each in families],
        "months": [each.months for each in families],
        "widths": [each.width or "0" for each in families],
        "suffixes": [each.suffix for each in families],
        "aheads": [each.ahead for each in families],
    }
    found = conn.execute(read_query(_PACKAGE, "unready"), asked)
    return frozenset(tenant for (tenant,) in found)


def make_partitions(
    conn: psycopg.Connection[Any], procedure: QualifiedName, owner: str
) -> int:
    """Return how many partitions were made, in a transaction of their own."""
    call = render_file(_PACKAGE, "ensure_partitions", procedure=procedure)

    def work() -> int:
        """Return how many partitions were made, in an open transaction."""
        with borrow_roles(conn, [owner], inherit=False):
            become(conn, owner)
            return int(conn.execute(call.encode()).fetchall()[0][0])

    return run_transaction(conn, work)
