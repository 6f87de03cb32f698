"""The call that says how a database stands: what was changed, and what is to be."""

from collections.abc import Mapping
from pathlib import Path

from compiler.api.home import HOME
from compiler.api.results import PartStatus, Stood
from compiler.apply.version import SHARED, Version
from compiler.plan.plan import Plan
from compiler.rehearse.servers import Servers


def status(
    specs: Path, *, dsn: str, scratch: str | None = None, home: Path = HOME
) -> Stood:
    """Return who is at which version, what is pending, and what failed and why.

    Args:
        specs: folder of the specs.
        dsn: of the database; it is only read.
        scratch: of the server on which what specs ask for is built, read and undone;
            where none is named, the database's own.
        home: where the cache and the embedded server stand.

    Raises:
        CannotRun: a server or the rights do not let us.
        Refused: something else is there under the journal's name.
    """
    from compiler.api.ordering import compile_remembering, find_blueprint
    from compiler.api.plans import plan_for
    from compiler.output.known import FILE, read_known

    compilation = compile_remembering(specs, home)
    servers = Servers(target=dsn, scratch=scratch or dsn, stage=None, witness=False)
    known = read_known(home / FILE).digests
    planned, made = plan_for(compilation, (), servers, known)
    blueprint = find_blueprint(compilation)
    if made is None or blueprint is None:
        return Stood(findings=planned.findings, parts=(), strays=(), target="")
    project = blueprint.project
    versions = _read(dsn, project.schema, project.owner)
    pending = _count_pending(made.plan)
    parts = (SHARED, *(each.id for each in blueprint.tenants))
    return Stood(
        findings=planned.findings,
        parts=tuple(
            PartStatus(
                part=each, version=versions.get(each), pending=pending.get(each, 0)
            )
            for each in parts
        ),
        strays=tuple(each for each in versions if each not in parts),
        target=made.target,
    )


def _read(dsn: str, schema: str, owner: str) -> Mapping[str, Version]:
    from compiler.apply.journal import Journal
    from compiler.apply.provenance import require_ours
    from compiler.execute.failure import telling
    from compiler.execute.session import connect

    journal = Journal(schema, owner)
    with telling("read the journal"), connect(dsn, purpose="status") as conn:
        if not require_ours(conn, journal.table, journal.owner):
            return {}
        return journal.read_latest(conn)


def _count_pending(plan: Plan) -> Mapping[str, int]:
    return {
        tenant: sum(1 for _ in part.changes())
        for part in plan.parts
        for tenant in part.tenants or (SHARED,)
    }
