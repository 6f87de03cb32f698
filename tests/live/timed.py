"""Tables whose rows have a time to live, as the shipped specs have them."""
# ruff: noqa: S608 - the names in these statements are our own

import dataclasses
from typing import Any, Final

import yaml

from tests.live.platform import Platform, Session, insert
from tests.shipped import SPECS


@dataclasses.dataclass(frozen=True, slots=True)
class Timed:
    """A table whose rows have a time to live.

    Args:
        basis: the column that says since when a row counts.
        extra: what a row needs beside that its time is over.
        subjects: column of each sort of subject.
    """

    name: str
    rule: str
    basis: str
    keep: str
    is_partitioned: bool
    subjects: tuple[tuple[str, str], ...]

    @property
    def extra(self) -> dict[str, str]:
        return {
            "calendar_events": {"starts_at": "'-infinity'"},
            "scheduled_tasks": {"is_enabled": "false"},
        }.get(self.name, {})

    def add(self, session: Session, department: str, time: str, **given: str) -> object:
        """Return the id of a new row that counts since a time."""
        cells = {self.basis: time} | self.extra | given
        return session.value(f"{insert(department, self.name, cells)} RETURNING id")


def read_rule(name: str) -> dict[str, Any]:
    path = SPECS / "retention_rules" / f"{name}.yaml"
    rule: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    return rule


def read_table(name: str) -> Timed:
    spec = yaml.safe_load((SPECS / "tables" / f"{name}.yaml").read_text("utf-8"))
    rule = read_rule(spec["retention"]["rule"])
    columns: dict[str, dict[str, Any]] = spec["columns"]
    return Timed(
        name=name,
        rule=rule["retention_rule"],
        basis=spec["retention"].get("basis", rule["basis"]),
        keep=rule["keep"],
        is_partitioned="partition_by" in spec,
        subjects=tuple(
            (column["subject"], name)
            for name, column in columns.items()
            if "subject" in column
        ),
    )


TIMED: Final = tuple(
    read_table(path.stem) for path in sorted((SPECS / "tables").glob("*.yaml"))
)
RULES: Final = tuple(sorted({table.rule for table in TIMED}))


def add_past(platform: Platform) -> None:
    """Add one partition for all of the past; those of its months would be many."""
    month = "date_trunc('month', now() AT TIME ZONE 'UTC') AT TIME ZONE 'UTC'"
    with platform.session() as conn:
        superuser = Session(conn)
        first = superuser.value(f"SELECT ({month})::text")
        for table in TIMED:
            if table.is_partitioned:
                for department in ("hr", "sales"):
                    name = f"{department}_tenant.{table.name}"
                    superuser.run(
                        f"""CREATE TABLE {name}_past PARTITION OF {name}
                            FOR VALUES FROM (MINVALUE) TO ('{first}')"""
                    )


def empty(platform: Platform, superuser: Session) -> None:
    """Delete all rows of hr and sales, and what says how long they are kept."""
    for department in ("hr", "sales"):
        for table in platform.tables:
            superuser.run(f"DELETE FROM {department}_tenant.{table}")
    for table in ("legal_holds", "retention_overrides"):
        superuser.run(f"DELETE FROM federation.{table}")


def tables_of(platform: Platform, rule: str) -> list[Timed]:
    return [one for one in TIMED if one.rule == rule and one.name in platform.tables]


def left(session: Session, department: str, table: Timed) -> set[object]:
    query = f"SELECT id FROM {department}_tenant.{table.name}"
    return {key for (key,) in session.rows(query)}


def clean(
    worker: Session, rule: str, batch: str = "1 day", department: str = "hr"
) -> int:
    call = f"CALL {department}_tenant.cleanup_{rule}(interval '{batch}')"
    removed = worker.value(call)
    assert isinstance(removed, int)
    return removed


def ago(keep: str, and_: str = "1 minute") -> str:
    return f"now() - interval '{keep}' - interval '{and_}'"
