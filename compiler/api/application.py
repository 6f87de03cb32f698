"""One run that changes a database: plan, ask, apply, with the locks held."""

import contextlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import psycopg

import compiler
from compiler.api.applying import ApplyOptions
from compiler.api.plans import describe_plan, origin_of
from compiler.api.results import Changed, Planned
from compiler.apply.applied import Applied
from compiler.apply.applying import Application
from compiler.apply.crew import Crew
from compiler.apply.journal import Journal
from compiler.apply.lent import find_lent_grants
from compiler.apply.locks import Locks
from compiler.apply.order import Order
from compiler.apply.preconditions import (
    find_rights_problems,
    find_server_problems,
    read_target,
    require,
)
from compiler.apply.progress import Progress, Stage, tell
from compiler.apply.provenance import (
    find_open_schemas,
    find_strangers,
    require_nothing_strange,
    require_ours,
)
from compiler.apply.roles import find_conflicts
from compiler.apply.version import SHARED
from compiler.errors import Refused, UsageError
from compiler.execute.failure import telling
from compiler.execute.session import LOCK_TIMEOUT_MS, connect
from compiler.introspect.read import RoleState, read_roles
from compiler.output.plan_file import hash_plan
from compiler.plan.hazard import Hazard
from compiler.plan.plan import Plan
from compiler.plan.platform import Platform
from compiler.rehearse.made import Made
from compiler.render.statement import Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What is changed, and in whose way nobody is to come.

    Args:
        dsn: of the database.
        platform: what it is called, and who is in it.
        tenants: ids of those who are changed; none for all.
        goes_back: whether they become what they were.
        lock_timeout_ms: how long a statement waits for a lock.
    """

    dsn: str
    platform: Platform
    tenants: tuple[str, ...]
    goes_back: bool = False
    lock_timeout_ms: int = LOCK_TIMEOUT_MS


Planner: TypeAlias = Callable[[psycopg.Connection[Any]], tuple[Planned, Made | None]]
"""Makes a plan while nobody else changes anything; the session holds the locks."""


def run_application(
    target: Target, make: Planner, options: ApplyOptions, progress: Progress
) -> Changed:
    """Make a plan and apply it while nobody else changes anything.

    Args:
        target: what is changed.
        make: makes the plan.
        options: what is allowed, and how it is done.
        progress: told of every step.

    Raises:
        CannotRun: the server or the rights do not let us.
        Refused: the plan has a hazard that is not allowed, or is not the one that was
            expected; or something else is there, and somebody has to decide.
        UsageError: a word that is allowed is none.
    """
    _require_words(options.allow)
    schema = target.platform.schema
    locks = Locks(schema=schema, on_wait=lambda: tell(progress, Stage.WAIT))
    with (
        telling(f"apply to {schema}"),
        connect(target.dsn, purpose="apply") as conn,
    ):
        run = _Run(conn, target, make, options, progress, locks)
        with run.hold(target.tenants):
            planned, made = run.plan()
            # Who changes what stands once keeps everybody else from all of it.
            if made is None or not target.tenants or not made.plan.parts[0].steps:
                return run.finish(planned, made)
        with run.hold(()):
            return run.finish(*run.plan())


class _Run:
    """One run, in the session that holds the locks."""

    def __init__(  # noqa: PLR0913, PLR0917 - each is what it is made of
        self,
        conn: psycopg.Connection[Any],
        target: Target,
        make: Planner,
        options: ApplyOptions,
        progress: Progress,
        locks: Locks,
    ) -> None:
        self._conn = conn
        self._target = target
        self._platform = target.platform
        self._make = make
        self._options = options
        self._progress = progress
        self._locks = locks
        self._states: Mapping[str, RoleState] = {}
        self._has_journal = False
        self._server = read_target(conn)
        require(find_server_problems(self._server, self._platform))

    @contextlib.contextmanager
    def hold(self, tenants: Sequence[str]) -> Iterator[None]:
        """Keep everybody else from tenants; from all there is if none is named."""
        every = (SHARED, *(each.id for each in self._platform.tenants))
        locked = (
            self._locks.hold_some(self._conn, tenants)
            if tenants
            else self._locks.hold_all(self._conn, every)
        )
        with locked:
            yield

    def plan(self) -> tuple[Planned, Made | None]:
        """Return the plan, and what it was made for; or why there is none."""
        self._look_around()
        tell(self._progress, Stage.PLAN)
        return self._make(self._conn)

    def finish(self, planned: Planned, made: Made | None) -> Changed:
        """Apply a plan, if nothing speaks against it."""
        applied = None if made is None else self._apply(planned, made)
        return Changed(findings=planned.findings, planned=planned, applied=applied)

    def _apply(self, planned: Planned, made: Made) -> Applied | None:
        plan_hash = planned.file_hash or hash_plan(
            describe_plan(made, origin_of(planned))
        )
        if self._options.expect not in {"", plan_hash}:
            raise Refused(
                f"the plan is not the one expected: it has the hash {plan_hash}",
                help="Look at it with `tenantry plan`, then expect that hash.",
            )
        self._require_sense(made)
        require_allowed(made.plan, self._options.allow)
        confirm = self._options.confirm
        if confirm is not None and not made.plan.is_empty and not confirm(planned):
            return None
        order = Order(
            plan=made.plan,
            parts=made.parts,
            notes=made.request.fleet.notes,
            platform=self._platform,
            opening=tuple(self._find_opening(made)),
            plan_hash=plan_hash,
            allowed=self._options.allow,
            tool_version=compiler.__version__,
            origin=origin_of(planned),
            goes_on=not self._target.goes_back,
            fail_fast=self._options.fail_fast,
        )
        target = self._target
        with Crew(target.dsn, self._options.jobs, target.lock_timeout_ms) as crew:
            application = Application(
                self._conn, order, crew, self._locks, self._progress
            )
            return application.run(has_journal=self._has_journal)

    def _find_opening(self, made: Made) -> Iterator[Statement]:
        schemas = [each.schema for each in self._platform.extensions]
        return find_lent_grants(self._conn, made.parts, schemas, self._platform.owner)

    def _look_around(self) -> None:
        """Stop where something is strange, before anything is made of it.

        Raises:
            Refused: with all that is strange.
        """
        platform, server = self._platform, self._server
        chosen = self._target.tenants or [each.id for each in platform.tenants]
        self._states = read_roles(self._conn, (platform.owner, *platform.roles(chosen)))
        schemas = [each.schema for each in platform.extensions]
        require_nothing_strange(
            *find_conflicts(
                self._states, server.facts.database, server.session.databases
            ),
            *find_open_schemas(self._conn, schemas, platform.owner),
        )
        journal = Journal(platform.schema, platform.owner)
        self._has_journal = require_ours(self._conn, journal.table, journal.owner)

    def _require_sense(self, made: Made) -> None:
        """Stop where the plan is about what is not ours, or we may not make it.

        Raises:
            CannotRun: with all that is missing.
            Refused: with all that is somebody else's.
        """
        require_nothing_strange(*find_strangers(made.parts, self._platform.owner))
        require(find_rights_problems(self._server, made.plan, self._states))


def require_allowed(plan: Plan, allow: Iterable[str]) -> None:
    """Stop where a plan has a hazard that nobody allowed.

    Raises:
        Refused: with all of them.
    """
    missing = [each.value for each in plan.hazards() if each.value not in set(allow)]
    if missing:
        options = " ".join(f"--allow {each}" for each in missing)
        raise Refused(
            f"the plan has hazards that are not allowed: {', '.join(missing)}",
            help=f"Read the plan; where that is meant, run it again with {options}.",
        )


def _require_words(words: Iterable[str]) -> None:
    known = {each.value for each in Hazard}
    for each in words:
        if each not in known:
            raise UsageError(
                f"no hazard is called {each}", help=f"Write one of {', '.join(known)}."
            )
