"""What the calls of the API return."""

import dataclasses
from collections.abc import Mapping

from compiler.apply.applied import Applied, Failure
from compiler.apply.part_status import PartStatus
from compiler.diagnostics import Finding, has_errors
from compiler.dropping.dropped import Dropped
from compiler.introspect.summary import SchemaSummary
from compiler.plan.plan import Plan
from compiler.plan.retention_change import RetentionChange
from compiler.review.labels import Labels
from compiler.verify.fact import IsolationReport


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _Judged:
    """What has findings.

    Args:
        findings: all of them, by position.
    """

    findings: tuple[Finding, ...]

    @property
    def ok(self) -> bool:
        """Whether there is no error among the findings."""
        return not has_errors(self.findings)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Checked(_Judged):
    """What `check` found.

    Args:
        specs: how many documents the project has.
        statements: how many SQL statements come of them; nought after an error.
        parsers: what each parser has looked at, in words.
    """

    specs: int
    statements: int
    parsers: tuple[str, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Compiled(_Judged):
    """What `compile` wrote, or `compare` would write.

    Args:
        statements: in all files together.
        files: how many there are, the manifest included.
        changed: paths below the folder that are new or other than before.
        removed: paths that no spec asks for any more.
    """

    statements: int
    files: int
    changed: tuple[str, ...]
    removed: tuple[str, ...]

    @property
    def differs(self) -> bool:
        """Whether the folder was not what the specs say."""
        return bool(self.changed or self.removed)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Script(_Judged):
    """SQL that runs in one transaction; empty after an error in the specs."""

    text: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Connection:
    """How to connect.

    Args:
        dsn: a libpq connection string, without a password.
        psql: the program that speaks to this server.
    """

    dsn: str
    psql: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Formatted:
    """What `fmt` did.

    Args:
        files: how many specs it looked at.
        changed: those that are written otherwise now, or would be.
        findings: of the specs that it left alone, for it could not read them.
    """

    files: int
    changed: tuple[str, ...]
    findings: tuple[Finding, ...]

    @property
    def ok(self) -> bool:
        """Whether every spec could be read."""
        return not has_errors(self.findings)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Planned(_Judged):
    """What `plan` would do.

    Args:
        plan: nothing where the specs have errors.
        labels: what the project calls things, and where it asks for them.
        target: host, database and role, in words; never a password.
        file_hash: of the plan file; empty where none was written.
    """

    plan: Plan | None
    labels: Labels | None
    target: str
    file_hash: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Changed(_Judged):
    """What `apply` did.

    Args:
        planned: the plan; nothing where the specs have errors.
        applied: what came of it; nothing where nobody wanted it in the end.
    """

    planned: Planned | None
    applied: Applied | None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ProvisionedTenant:
    """What a tenant is called in the database, and how long it took.

    Args:
        schema: that is its own.
        roles: that are its own, by name.
        version: that it has come to, as the journal counts.
        created: whether nothing of it was there before.
        seconds: that the whole call took, waiting for others included.
        shared_seconds: that the change of what stands once took.
        own_seconds: that the change of the tenant took.
    """

    id: str
    schema: str
    roles: tuple[str, ...]
    version: int
    created: bool
    seconds: float
    shared_seconds: float
    own_seconds: float


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Provisioned(_Judged):
    """What `provision` did.

    Args:
        tenant: nothing where the specs have errors.
        failure: what stopped it; nothing where the tenant is as the specs say.
    """

    tenant: ProvisionedTenant | None
    failure: Failure | None

    @property
    def ok(self) -> bool:
        """Whether the tenant is there, as the specs say."""
        return self.tenant is not None and self.failure is None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class DroppedTenant(_Judged):
    """What `drop_tenant` did.

    Args:
        findings: about the specs.
        dropped: what there was; nothing where the specs have errors.
        listed: whether the specs still list the tenant, so that the next `apply` makes
            it anew.
    """

    dropped: Dropped | None
    listed: bool


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Upped:
    """What `up` did, and what the tenants may and may not do.

    Args:
        findings: about the specs.
        changed: what was applied; nothing where the specs have an error.
        server: version and database, in words.
        schemas: how much stands in the schema of each part, by its name.
        isolation: what was tried, and how it came out; nothing as above, and where
            something was not applied.
        dsn: of the embedded server's administrator; nothing on a server of the
            caller's own.
    """

    findings: tuple[Finding, ...]
    changed: Changed | None
    server: str
    schemas: Mapping[str, SchemaSummary]
    isolation: IsolationReport | None
    dsn: str | None

    @property
    def ok(self) -> bool:
        """Whether everything is installed and no promise of isolation is broken."""
        return self.isolation is not None and not self.isolation.failed


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Differing(_Judged):
    """What differs between two states of specs.

    Args:
        findings: of the later state.
        plan: nothing where the later state has errors.
        labels: what the project calls things, and where it asks for them.
        retention: tables that keep their rows for another time.
    """

    plan: Plan | None
    labels: Labels | None
    retention: tuple[RetentionChange, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Stood(_Judged):
    """What `status` found.

    Args:
        parts: what stands once first, then the tenants in the order of the specs;
            empty where the specs have errors.
        strays: parts that are written down, and in no spec.
        target: host, database and role, in words; never a password.
    """

    parts: tuple[PartStatus, ...]
    strays: tuple[str, ...]
    target: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Measured(_Judged):
    """What `metrics` wrote.

    Args:
        text: in Prometheus' text format; empty where the specs have errors.
    """

    text: str
