"""The planner of `rollback`: what the journal says was there is to be there again."""

import dataclasses
from collections.abc import Callable, Sequence
from typing import Any

import psycopg

from compiler.api.compilation import Compilation
from compiler.api.plans import plan_for
from compiler.api.results import Planned
from compiler.apply.history import find_earlier_state
from compiler.apply.journal import Journal
from compiler.apply.version import SHARED
from compiler.errors import Refused
from compiler.model.identity import identify
from compiler.plan.changes import Drop
from compiler.rehearse.made import Made
from compiler.rehearse.servers import Servers
from compiler.rehearse.way_back import Stored, make_way_back, read_with_stored


def plan_way_back(
    compilation: Compilation,
    tenants: Sequence[str],
    to: int | None,
    servers: Servers,
) -> Callable[[psycopg.Connection[Any]], tuple[Planned, Made | None]]:
    """Return what makes the plan back.

    Args:
        compilation: of the specs.
        tenants: ids of those who go back; none where what stands once does.
        to: the version that is gone back to; nothing for the one before the last.
        servers: those that it is made with.
    """

    def make(conn: psycopg.Connection[Any]) -> tuple[Planned, Made | None]:
        """Return the plan, and what it was made for; or why there is none.

        Raises:
            Refused: nothing was written down that leads there.
        """
        reading = dataclasses.replace(servers, stage=None)
        planned, made = plan_for(compilation, tenants, reading, None)
        if made is None:
            return planned, None
        journal = Journal(made.request.platform.schema, made.request.platform.owner)
        parts = tuple(tenants) or (SHARED,)
        stored = _read_states(conn, journal, parts, to)
        shared = stored.pop(SHARED, None)
        there = read_with_stored(made, shared, stored, servers)
        back = make_way_back(there, shared, stored, servers)
        _require_journal(back, journal)
        return dataclasses.replace(planned, plan=back.plan), back

    return make


def _read_states(
    conn: psycopg.Connection[Any],
    journal: Journal,
    parts: Sequence[str],
    to: int | None,
) -> dict[str, Stored]:
    """Return what each part goes back to."""
    history = journal.read_history(conn, parts)
    wanted = {part: find_earlier_state(part, history[part], to) for part in parts}
    catalogs = journal.read_catalogs(conn, wanted.values())
    missing = [part for part, each in wanted.items() if each not in catalogs]
    if missing:
        raise Refused(
            f"what {', '.join(missing)} was is not written down any more",
            help="Change the specs, and apply them.",
        )
    return {
        part: Stored(fingerprint=each, objects=catalogs[each])
        for part, each in wanted.items()
    }


def _require_journal(made: Made, journal: Journal) -> None:
    """Stop where the journal itself would go.

    Raises:
        Refused: it would.
    """
    names = {journal.table, journal.catalogs}
    for priced in made.plan.parts[0].changes():
        change = priced.change
        if isinstance(change, Drop) and getattr(change.object, "name", None) in names:
            raise Refused(
                f"the way back would drop {identify(change.object)}",
                help="Name a later version with --to.",
            )
