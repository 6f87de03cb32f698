"""The first isolation facts: what must be possible and what must not, each tried.

Everything that is written is rolled back.
"""

from collections.abc import Iterator

from compiler.apply.progress import Progress, Stage, silent, tell
from compiler.build.blueprint import Blueprint
from compiler.execute.failure import telling
from compiler.execute.session import connect
from compiler.verify.actor import act_as
from compiler.verify.as_tenant import try_foreign_table, try_own_rows
from compiler.verify.fact import Fact, IsolationReport, Outcome
from compiler.verify.probe import open_probe
from compiler.verify.several_roles import try_with_several_roles
from compiler.verify.structure import verify_structure
from compiler.verify.subject import Subject, build_subjects
from compiler.verify.trial import Candidate, read_candidates
from compiler.verify.verification import Verification, put_down


def verify_isolation(
    dsn: str, blueprint: Blueprint, progress: Progress = silent
) -> IsolationReport:
    """Return what was tried about every tenant of the specs, and how it came out.

    Args:
        dsn: of the session that installed, which makes a login for the trials.
        blueprint: what specs ask for.
        progress: told of every tenant.

    Raises:
        CannotRun: the server does not let us in, or a catalog cannot be read.
    """
    project = blueprint.project
    subjects = tuple(build_subjects(blueprint))
    facts: list[Fact] = []
    roles = (project.owner, project.admin, *(one.tenant.login for one in subjects))
    with (
        telling("verify isolation"),
        connect(dsn, purpose="verify") as conn,
        open_probe(conn, dsn, roles) as probe,
    ):
        verification = Verification(
            dsn=dsn,
            conn=conn,
            probe=probe,
            owner=project.owner,
            tenant_column=project.tenant_column,
            admin=project.admin,
            platform=(
                project.owner,
                project.admin,
                project.member,
                project.retention,
                project.migrator,
            ),
        )
        for number, subject in enumerate(subjects, 1):
            tell(progress, Stage.ISOLATION, subject.tenant.id, number, len(subjects))
            facts += verify_structure(conn, subject)
            facts += _try_tenant(verification, subject)
    return IsolationReport(facts=tuple(facts))


def _try_tenant(verification: Verification, subject: Subject) -> Iterator[Fact]:
    tenant = subject.tenant
    chosen: Candidate | None = None
    candidates = read_candidates(
        verification.conn, tenant.schema, tenant.role, verification.tenant_column
    )
    with act_as(verification.dsn, tenant.login, verification.probe) as actor:
        if actor is None:
            why = f"the server does not let {tenant.login} in without a password"
            for name in ("own-rows", "foreign-rows", "moved-rows", "foreign-tables"):
                yield put_down(subject, name, Outcome.NOT_TRIED, why)
        else:
            chosen, facts = try_own_rows(verification, subject, actor, candidates)
            yield from facts
            yield try_foreign_table(verification, subject, actor, chosen)
    yield from try_with_several_roles(verification, subject, chosen)
