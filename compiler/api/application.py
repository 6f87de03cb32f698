"""One run that changes a database: plan, ask, apply, with the locks held."""

import contextlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import psycopg

import compiler
from compiler.api.applying import ApplyOptions
from compiler.api.compilation import Compilation
from compiler.api.ordering import find_blueprint
from compiler.api.plans import describe_plan, plan_for
from compiler.api.platform import describe_platform
from compiler.api.results import Changed, Planned
from compiler.apply.applied import Applied
from compiler.apply.applying import Application, Order
from compiler.apply.crew import Crew
from compiler.apply.journal import Journal
from compiler.apply.lent import find_lent_grants
from compiler.apply.locks import Locks
from compiler.apply.platform import Platform
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
from compiler.execute.session import connect
from compiler.introspect.read import RoleState, read_roles
from compiler.output.known import FILE, read_known
from compiler.output.plan_file import hash_plan
from compiler.plan.hazard import Hazard
from compiler.plan.plan import Plan
from compiler.rehearse.made import Made
from compiler.rehearse.servers import Servers
from compiler.render.statement import Statement


def run_application(  # noqa: PLR0913, PLR0917 - the arguments of `apply`
    compilation: Compilation,
    tenants: Sequence[str],
    servers: Servers,
    options: ApplyOptions,
    progress: Progress,
    home: Path,
) -> Changed:
    """Return what came of a plan; arguments and errors are those of `apply`."""
    _require_words(options.allow)
    blueprint = find_blueprint(compilation)
    if blueprint is None:
        return Changed(findings=compilation.findings, planned=None, applied=None)
    platform, dsn = describe_platform(blueprint), servers.target
    locks = Locks(schema=platform.schema, on_wait=lambda: tell(progress, Stage.WAIT))
    with telling(f"apply to {platform.schema}"), connect(dsn, purpose="apply") as conn:
        run = _Run(conn, compilation, platform, servers, options, progress, locks)
        with run.hold(tenants):
            planned, made = run.plan(tenants, home)
            # Who changes what stands once keeps everybody else from all of it.
            if made is None or not tenants or not made.plan.parts[0].steps:
                return run.finish(planned, made)
        with run.hold(()):
            return run.finish(*run.plan(tenants, home))


class _Run:
    """One run, in the session that holds the locks."""

    def __init__(  # noqa: PLR0913, PLR0917 - each is what it is made of
        self,
        conn: psycopg.Connection[Any],
        compilation: Compilation,
        platform: Platform,
        servers: Servers,
        options: ApplyOptions,
        progress: Progress,
        locks: Locks,
    ) -> None:
        self._conn = conn
        self._compilation = compilation
        self._platform = platform
        self._servers = servers
        self._options = options
        self._progress = progress
        self._locks = locks
        self._states: Mapping[str, RoleState] = {}
        self._has_journal = False
        self._target = read_target(conn)
        require(find_server_problems(self._target, platform))

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

    def plan(self, tenants: Sequence[str], home: Path) -> tuple[Planned, Made | None]:
        """Return the plan, and what it was made for; or why there is none."""
        self._look_around(tenants)
        tell(self._progress, Stage.PLAN)
        known = read_known(home / FILE).digests
        return plan_for(self._compilation, tenants, self._servers, known)

    def finish(self, planned: Planned, made: Made | None) -> Changed:
        """Apply a plan, if nothing speaks against it."""
        applied = None if made is None else self._apply(planned, made)
        return Changed(findings=planned.findings, planned=planned, applied=applied)

    def _apply(self, planned: Planned, made: Made) -> Applied | None:
        plan_hash = hash_plan(describe_plan(made))
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
            notes=made.notes,
            platform=self._platform,
            opening=tuple(self._find_opening(made)),
            plan_hash=plan_hash,
            allowed=self._options.allow,
            tool_version=compiler.__version__,
            origin=planned.labels.origin if planned.labels else lambda _: "",
            fail_fast=self._options.fail_fast,
        )
        with Crew(self._servers.target, self._options.jobs) as crew:
            application = Application(
                self._conn, order, crew, self._locks, self._progress
            )
            return application.run(has_journal=self._has_journal)

    def _find_opening(self, made: Made) -> Iterator[Statement]:
        schemas = [each.schema for each in self._platform.extensions]
        return find_lent_grants(self._conn, made.parts, schemas, self._platform.owner)

    def _look_around(self, tenants: Sequence[str]) -> None:
        """Stop where something is strange, before anything is made of it.

        Raises:
            Refused: with all that is strange.
        """
        platform, target = self._platform, self._target
        chosen = tenants or [each.id for each in platform.tenants]
        self._states = read_roles(self._conn, platform.roles(chosen))
        schemas = [each.schema for each in platform.extensions]
        require_nothing_strange(
            *find_conflicts(
                self._states, target.facts.database, target.session.databases
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
        require(find_rights_problems(self._target, made.plan, self._states))


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
