"""A plan from a file, made again of what is there now and held against the file."""

import dataclasses
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import psycopg

from compiler.api.results import Planned
from compiler.apply.journal import Journal
from compiler.apply.provenance import require_ours
from compiler.apply.version import SHARED, Status, Version
from compiler.errors import Refused
from compiler.introspect.read import read_address
from compiler.model.identity import identify
from compiler.model.table_part import Thing
from compiler.output.known import FILE, read_known
from compiler.output.plan_content import FilePart, PlanFile, describe_parts
from compiler.output.plan_file import hash_plan
from compiler.plan.fingerprint import fingerprint_part
from compiler.plan.hazard import Hazard
from compiler.plan.plan import Plan, Rehearsal
from compiler.rehearse.made import Made
from compiler.rehearse.planner import plan_again
from compiler.review.labels import Labels

_AGAIN = "Make the plan again with `tenantry plan -o FILE`, and have it read again."


def plan_of_file(
    content: PlanFile, dsn: str, home: Path
) -> Callable[[psycopg.Connection[Any]], tuple[Planned, Made]]:
    """Return what makes the plan of a file again.

    Args:
        content: of the file.
        dsn: of the database.
        home: where the cache stands.
    """

    def make(conn: psycopg.Connection[Any]) -> tuple[Planned, Made]:
        """Return the plan, and what it was made for.

        Raises:
            Refused: it is not the plan of the file.
        """
        _require_database(conn, content)
        known = read_known(home / FILE).digests
        made = plan_again(content.request, dsn, known)
        plan_hash = hash_plan(content)
        _require_same(made, content, _read_unfinished(conn, content, plan_hash))
        made = dataclasses.replace(made, plan=_with_rehearsal(made.plan, content))
        planned = Planned(
            findings=(),
            plan=made.plan,
            labels=Labels(
                called=content.request.platform.called,
                owner=content.owner,
                origin=_origin_in(content),
                is_shipped=lambda _: False,
            ),
            target=made.target,
            file_hash=plan_hash,
        )
        return planned, made

    return make


def _require_database(conn: psycopg.Connection[Any], content: PlanFile) -> None:
    here, there = read_address(conn), content.address
    if here != there:
        raise Refused(
            f"the plan was made for database {there.database} of server {there.system} "
            f"(PostgreSQL {there.version}), and this is {here.database} of server "
            f"{here.system} (PostgreSQL {here.version})",
            help="Name that database, or make a plan for this one.",
        )


def _read_unfinished(
    conn: psycopg.Connection[Any], content: PlanFile, plan_hash: str
) -> Mapping[str, Version]:
    """Return the parts in which this plan was begun and not brought to its end."""
    platform = content.request.platform
    journal = Journal(platform.schema, platform.owner)
    if not require_ours(conn, journal.table, journal.owner):
        return {}
    return {
        part: version
        for part, version in journal.read_latest(conn).items()
        if version.plan_hash == plan_hash and version.status != Status.DONE
    }


def _require_same(
    made: Made, content: PlanFile, unfinished: Mapping[str, Version]
) -> None:
    """Stop where what is there is not what the plan of a file was made for.

    Raises:
        Refused: with all parts in which something else is.
    """
    notes = made.request.fleet.notes
    prints = [fingerprint_part(each, notes) for each in made.parts]
    now = dict(_by_name(describe_parts(made.plan, prints)))
    then = dict(_by_name(content.parts))
    stale = [
        name
        for name, part in now.items()
        if name not in unfinished and not _is_same(part, then.get(name))
    ]
    if stale:
        raise Refused(
            f"{', '.join(stale)}: it is not as it was when the plan was made",
            help=_AGAIN,
        )


def _is_same(now: FilePart, then: FilePart | None) -> bool:
    """Return whether a part is as it was, or as the plan makes it."""
    if then is None:
        return False
    if now.before == then.after and not now.steps:
        return True
    return (now.before, now.after, now.steps) == (then.before, then.after, then.steps)


def _by_name(parts: tuple[FilePart, ...]) -> Iterator[tuple[str, FilePart]]:
    for part in parts:
        for name in part.tenants or (SHARED,):
            yield name, part


def _with_rehearsal(plan: Plan, content: PlanFile) -> Plan:
    """Return a plan with what its file says of the rehearsal."""
    words = ("its file says so",)
    there = words * (Hazard.NOT_REHEARSED.value in content.hazards)
    back = words * (Hazard.NOT_REVERSIBLE.value in content.hazards)
    return dataclasses.replace(
        plan, rehearsal=Rehearsal(there=there, back=back, rows=0)
    )


def _origin_in(content: PlanFile) -> Callable[[Thing], str]:
    def origin(thing: Thing) -> str:
        """Return the place that asks for a thing."""
        return content.origins.get(str(identify(thing)), "")

    return origin
