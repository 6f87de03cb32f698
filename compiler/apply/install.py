"""Installs the SQL of the specs: roles, the control plane, one tenant after another.

Each part is a transaction of its own that also remembers the part, so a run that was
killed is continued by the next one. What is installed from other SQL is never touched:
changing it is a plan's business.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import psycopg

from compiler.apply.installation import (
    Installation,
    Parts,
    build_parts,
)
from compiler.apply.installed import Installed, InstalledPart
from compiler.apply.part import SHARED
from compiler.apply.part_transaction import install_part
from compiler.apply.preconditions import (
    Target,
    find_rights_problems,
    find_server_problems,
    read_target,
    require,
)
from compiler.apply.present import read_present
from compiler.apply.progress import Progress, Stage, silent, tell
from compiler.apply.provenance import find_open_schemas
from compiler.apply.registration import find_stray_overrides, register_tenants
from compiler.apply.role_plan import RolePlan, execute_role_changes, read_role_plan
from compiler.apply.state import (
    WAY_OUT,
    Record,
    find_differences,
    find_squatters,
    read_records,
)
from compiler.errors import Refused
from compiler.execute.authority import become, borrow_roles
from compiler.execute.failure import telling
from compiler.execute.lock import hold_lock
from compiler.execute.session import connect
from compiler.execute.transaction import run_transaction
from compiler.introspect.read import read_summaries
from compiler.introspect.summary import SchemaSummary
from compiler.syntax.environment import render_file


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """One run: where to, what, and what was found there.

    Args:
        records: the parts that were installed before.
    """

    conn: psycopg.Connection[Any]
    installation: Installation
    parts: Parts
    target: Target
    progress: Progress
    records: Mapping[str, Record]
    role_plan: RolePlan


def install(
    dsn: str, installation: Installation, progress: Progress = silent
) -> Installed:
    """Install what is missing, and return what was done and what there is.

    Args:
        dsn: of a superuser, or of a role that makes roles and may create schemas.
        installation: what is to be installed.
        progress: told of every step as it begins.

    Raises:
        CannotRun: the server, the rights or a statement do not let us.
        Refused: something else is there, and somebody has to decide.
    """
    schema = installation.project.schema
    with telling(f"install into {schema}"), connect(dsn, purpose="up") as conn:
        target = read_target(conn)
        require(find_server_problems(target, installation))
        with hold_lock(
            conn, f"tenantry up {schema}", lambda: tell(progress, Stage.WAIT)
        ):
            return _install(_start_run(conn, installation, target, progress))


def _start_run(
    conn: psycopg.Connection[Any],
    installation: Installation,
    target: Target,
    progress: Progress,
) -> _Run:
    """Look at what is there, and stop before anything is changed if that is needed."""
    control_schema = installation.project.schema
    wanted = installation.extensions
    present = read_present(conn, target.extensions, wanted, control_schema)
    parts = build_parts(installation, present)
    role_plan = read_role_plan(conn, installation, parts, target)
    owner = installation.project.owner
    # Before any record is read, because that happens as the owner.
    _refuse(*role_plan.conflicts, *find_open_schemas(conn, present.schemas, owner))
    records = read_records(conn, installation)
    missing = [
        name for name in installation.part_names() if name not in (records or {})
    ]
    schemas = [schema for name in missing for schema in parts.schemas_of(name)]
    _refuse(
        *find_differences(installation, parts, records or {}),
        *find_squatters(conn, schemas),
    )
    changes = role_plan.all_changes()
    if missing or changes:
        require(find_rights_problems(target, role_plan.roles, changes))
    return _Run(
        conn=conn,
        installation=installation,
        parts=parts,
        target=target,
        progress=progress,
        records=records or {},
        role_plan=role_plan,
    )


def _refuse(*reasons: str) -> None:
    if reasons:
        raise Refused("\n".join(reasons), help=WAY_OUT)


def _install(run: _Run) -> Installed:
    installation, names = run.installation, run.installation.part_names()
    _converge_shared_roles(run)
    seconds = {name: _install_or_converge(run, name) for name in names}
    registered, notes = _converge_rows(run)
    partitions = _ensure_partitions(run)
    schemas = {name: installation.schema_of(name) for name in names}
    summaries = read_summaries(run.conn, schemas.values())
    return Installed(
        database=run.target.facts.database,
        user=run.target.facts.user,
        version=run.target.facts.version,
        parts=tuple(
            InstalledPart(
                name=name,
                schema=summaries.get(schemas[name], _nothing(schemas[name])),
                created=name not in run.records,
                seconds=seconds[name],
            )
            for name in names
        ),
        roles=tuple(change.words for change in run.role_plan.all_changes()),
        registered=registered,
        partitions=partitions,
        strays=tuple(name for name in run.records if name not in names),
        notes=notes,
    )


def _converge_shared_roles(run: _Run) -> None:
    changes = run.role_plan.changes[SHARED]
    if changes:
        tell(run.progress, Stage.ROLES)
        run_transaction(run.conn, lambda: execute_role_changes(run.conn, changes))


def _install_or_converge(run: _Run, name: str) -> float:
    """Return how many seconds it took to install a part; nought if it was there."""
    changes = () if name == SHARED else run.role_plan.changes[name]
    if name in run.records:
        if changes:
            run_transaction(run.conn, lambda: execute_role_changes(run.conn, changes))
        return 0.0
    names = run.installation.part_names()
    if name == SHARED:
        tell(run.progress, Stage.SHARED)
    else:
        total = len(names) - 1
        tell(run.progress, Stage.TENANT, name, names.index(name), total)
    started = time.monotonic()
    part = run.parts.part(name)
    run_transaction(
        run.conn, lambda: install_part(run.conn, run.installation, part, changes)
    )
    return time.monotonic() - started


def _converge_rows(run: _Run) -> tuple[int, tuple[str, ...]]:
    """Return how many rows of tenants that were there were put right, and notes."""
    owner = run.installation.project.owner
    there = [each for each in run.installation.tenants if each.id in run.records]

    def write_rows() -> tuple[int, tuple[str, ...]]:
        """Return how many rows were written, and notes, in an open transaction."""
        with borrow_roles(run.conn, [owner], inherit=False):
            become(run.conn, owner)
            written = register_tenants(run.conn, run.installation, there)
            return written, tuple(find_stray_overrides(run.conn, run.installation))

    return run_transaction(run.conn, write_rows)


def _ensure_partitions(run: _Run) -> int:
    procedures = [
        procedure
        for name in run.installation.part_names()
        for procedure in run.parts.partition_procedures(name)
    ]
    owner = run.installation.project.owner
    made = 0
    for number, procedure in enumerate(procedures, 1):
        tell(run.progress, Stage.PARTITIONS, procedure.schema, number, len(procedures))
        call = render_file("compiler.apply", "ensure_partitions", procedure=procedure)

        def make_partitions(call: str = call) -> int:
            """Return how many partitions were made, in an open transaction."""
            with borrow_roles(run.conn, [owner], inherit=False):
                become(run.conn, owner)
                return int(run.conn.execute(call.encode()).fetchall()[0][0])

        made += run_transaction(run.conn, make_partitions)
    return made


def _nothing(schema: str) -> SchemaSummary:
    return SchemaSummary(schema=schema, tables=0, partitions=0, policies=0, indexes=0)
