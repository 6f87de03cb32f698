"""The procedure that makes the partitions of a tenant's tables by time.

These come and go with time, so they are no part of the blueprint: the procedure is,
and whoever runs it finds those that exist and adds those that are missing.
"""

import dataclasses
import datetime as dt
from collections.abc import Iterable

from compiler.build.interval import Interval, parse_interval
from compiler.build.procedure import build_procedure
from compiler.build.scope import Scope
from compiler.model.name import QualifiedName
from compiler.model.partition import Schedule
from compiler.model.routine import Argument, Routine
from compiler.model.setting import Setting
from compiler.syntax.environment import render_file

PROCEDURE = "ensure_partitions"

_SETTINGS = (
    Setting(parameter="search_path", values=("pg_catalog", "pg_temp")),
    Setting(parameter="TimeZone", values=("UTC",)),
)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """A table or partition that is split by time, as the procedure sees it.

    Args:
        schema: in which it stands, and its partitions too.
        months: width of a partition in calendar months; nought where it is fixed.
        width: width as an SQL interval, where it is fixed.
        suffix: `to_char` pattern that tells a partition's name from its neighbours'.
    """

    schema: str
    table: str
    months: int
    width: str
    suffix: str
    ahead: int


def build_partition_procedure(
    scope: Scope,
    families: Iterable[tuple[QualifiedName, Schedule]],
    *,
    with_identity: bool,
) -> Routine:
    """Return the procedure that makes the partitions of one schema's tables.

    It runs as the owner, whoever calls it: a partition belongs to the role that makes
    it. The retention worker may call it, so that one nightly job does both.

    Args:
        scope: of the schema.
        families: what is split by time.
        with_identity: whether any of it has an identity column.
    """
    schema = scope.schema or scope.project.schema
    rows = tuple(describe_family(name, schedule) for name, schedule in families)
    procedure = build_procedure(
        scope,
        PROCEDURE,
        (
            Argument(name="since", mode="in", type_sql="timestamptz", default="now()"),
            Argument(name="created", mode="inout", type_sql="integer", default="0"),
        ),
        render_file(
            "compiler.build",
            "partitions",
            schema=schema,
            families=rows,
            # From 17 on a partition gets the parent's, and must bring none.
            excluded="COMMENTS EXCLUDING IDENTITY" if with_identity else "COMMENTS",
        ),
        "Makes the partitions that are missing from the time given on, each with "
        "row-level security forced before a row can arrive.",
    )
    return dataclasses.replace(procedure, security_definer=True, settings=_SETTINGS)


def describe_family(name: QualifiedName, schedule: Schedule) -> Family:
    """Return a table or partition that is split by time, as the procedure sees it."""
    every = parse_interval(schedule.every)
    return Family(
        schema=name.schema,
        table=name.name,
        months=every.months,
        width="" if every.months else schedule.every,
        suffix=_suffix(every),
        ahead=schedule.ahead,
    )


def _suffix(every: Interval) -> str:
    if every.months:
        return "YYYYMM"
    return "YYYYMMDDHH24MI" if every.fixed % dt.timedelta(days=1) else "YYYYMMDD"
