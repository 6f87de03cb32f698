"""The calls that say how a database stands: what was changed, and what is to be."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from compiler.api.home import HOME
from compiler.api.results import Measured, Stood
from compiler.apply.part_status import PartStatus
from compiler.apply.version import SHARED, Tally, Version
from compiler.plan.plan import Plan
from compiler.rehearse.servers import Servers


def status(
    specs: Path,
    *,
    dsn: str,
    scratch: str | None = None,
    use_cache: bool = True,
    home: Path = HOME,
) -> Stood:
    """Return who is at which version, what is pending, and what failed and why.

    Args:
        specs: folder of the specs.
        dsn: of the database; it is only read.
        scratch: of the server on which what specs ask for is built, read and undone;
            where none is named, the database's own.
        use_cache: whether what earlier plans found out counts.
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
    known = read_known(home / FILE).digests if use_cache else None
    planned, made = plan_for(compilation, (), servers, known)
    blueprint = find_blueprint(compilation)
    if made is None or blueprint is None:
        return Stood(findings=planned.findings, parts=(), strays=(), target="")
    project = blueprint.project
    journal = _read(dsn, project.schema, project.owner)
    pending = _count_pending(made.plan)
    parts = (SHARED, *(each.id for each in blueprint.tenants))
    return Stood(
        findings=planned.findings,
        parts=tuple(
            PartStatus(
                part=each,
                version=journal.latest.get(each),
                pending=pending.get(each, 0),
                tallies=tuple(it for it in journal.tallies if it.part == each),
            )
            for each in parts
        ),
        strays=tuple(each for each in journal.find_left() if each not in parts),
        target=made.target,
    )


def metrics(
    specs: Path,
    *,
    dsn: str,
    scratch: str | None = None,
    output: Path | None = None,
    home: Path = HOME,
) -> Measured:
    """Return how a database stands in Prometheus' text format.

    Everything is read as it is now, as by `drift`.

    Args:
        specs: folder of the specs.
        dsn: of the database; it is only read.
        scratch: as for `status`.
        output: the file to write, for a textfile collector: whole or not at all.
        home: where the embedded server stands.

    Raises:
        CannotRun: a server, the rights or the disk do not let us.
        Refused: something else is there under the journal's name.
    """
    from compiler.output.one_file import replace_file
    from compiler.review.prometheus import render_metrics

    stood = status(specs, dsn=dsn, scratch=scratch, use_cache=False, home=home)
    text = render_metrics(stood.parts) if stood.parts else ""
    if output is not None and text:
        replace_file(output, text, may_be_new=True)
    return Measured(findings=stood.findings, text=text)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Journal:
    """What the journal says, by part."""

    latest: Mapping[str, Version]
    tallies: tuple[Tally, ...]

    def find_left(self) -> Iterator[str]:
        """Yield the parts of which something is there."""
        from compiler.plan.fingerprint import NOTHING

        for part, latest in self.latest.items():
            if not latest.leads_to(NOTHING):
                yield part


def _read(dsn: str, schema: str, owner: str) -> _Journal:
    from compiler.apply.journal import Journal
    from compiler.apply.provenance import require_ours
    from compiler.execute.failure import telling
    from compiler.execute.session import connect

    journal = Journal(schema, owner)
    with telling("read the journal"), connect(dsn, purpose="status") as conn:
        if not require_ours(conn, journal.table, journal.owner):
            return _Journal(latest={}, tallies=())
        return _Journal(
            latest=journal.read_latest(conn), tallies=journal.read_tallies(conn)
        )


def _count_pending(plan: Plan) -> Mapping[str, int]:
    return {
        tenant: sum(1 for _ in part.changes())
        for part in plan.parts
        for tenant in part.tenants or (SHARED,)
    }
