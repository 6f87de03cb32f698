"""The procedure that makes the partitions of a tenant's tables.

Partitions come and go with time, so they are no part of the blueprint: the procedure
is, and whoever runs it finds those that exist and adds those that are missing.
"""

import dataclasses
import datetime as dt
from collections.abc import Iterable

from compiler.build.interval import Interval, parse_interval
from compiler.build.keys import report_unknown_column
from compiler.build.procedure import build_procedure
from compiler.build.scope import Scope
from compiler.build.table_source import TableSource
from compiler.model.name import QualifiedName
from compiler.model.routine import Argument, Routine
from compiler.model.setting import Setting
from compiler.model.table import RangePartitioning
from compiler.names import MAX_IDENTIFIER_BYTES
from compiler.syntax.environment import render_file

PROCEDURE = "ensure_partitions"

_SETTINGS = (
    Setting(parameter="search_path", values=("pg_catalog", "pg_temp")),
    Setting(parameter="TimeZone", values=("UTC",)),
)
_MAX_BYTES = MAX_IDENTIFIER_BYTES - len("_p202611221530")
"""What the name of a table may take, so that its partitions' names fit."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """A partitioned table, as the procedure sees it.

    Args:
        months: width of a partition in calendar months; nought where it is fixed.
        width: width as an SQL interval, where it is fixed.
        suffix: `to_char` pattern that tells a partition's name from its neighbours'.
    """

    table: str
    months: int
    width: str
    suffix: str
    ahead: int


def build_partitioning(table: TableSource) -> RangePartitioning | None:
    """Return how a table is partitioned, or nothing where it is not."""
    node = table.root.mapping("partition_by")
    column = node.scalar("range")
    if column is None:
        return None
    if table.columns.lacks(table.partition_column):
        report_unknown_column(table, column, table.partition_column)
    if len(table.name.name.encode()) > _MAX_BYTES:
        table.scope.findings.error(
            "name-too-long",
            table.root.scalars("table")[0].position,
            f"the partitions of {table.name.name} would get names over "
            f"{MAX_IDENTIFIER_BYTES} bytes",
            f"Shorten the name to {_MAX_BYTES} bytes.",
        )
    return RangePartitioning(
        column=table.partition_column,
        every=node.text("every"),
        ahead=int(node.text("ahead", "1")),
    )


def build_partition_procedure(
    scope: Scope, families: Iterable[tuple[QualifiedName, RangePartitioning]]
) -> Routine:
    """Return the procedure that makes the partitions of one schema's tables.

    It runs as the owner, whoever calls it: a partition belongs to the role that makes
    it. The retention worker may call it, so that one nightly job does both.
    """
    schema = scope.schema or scope.project.schema
    rows = tuple(_family(name, partitioning) for name, partitioning in families)
    procedure = build_procedure(
        scope,
        PROCEDURE,
        (
            Argument(name="since", mode="in", type_sql="timestamptz", default="now()"),
            Argument(name="created", mode="inout", type_sql="integer", default="0"),
        ),
        render_file("compiler.build", "partitions", schema=schema, families=rows),
        "Makes the partitions that are missing from the time given on, each with "
        "row-level security forced before a row can arrive.",
    )
    return dataclasses.replace(procedure, security_definer=True, settings=_SETTINGS)


def _family(name: QualifiedName, partitioning: RangePartitioning) -> Family:
    every = parse_interval(partitioning.every)
    return Family(
        table=name.name,
        months=every.months,
        width="" if every.months else partitioning.every,
        suffix=_suffix(every),
        ahead=partitioning.ahead,
    )


def _suffix(every: Interval) -> str:
    if every.months:
        return "YYYYMM"
    return "YYYYMMDDHH24MI" if every.fixed % dt.timedelta(days=1) else "YYYYMMDD"
