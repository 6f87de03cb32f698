"""What the calls of the API return."""

import dataclasses

from compiler.apply.installed import Installed
from compiler.diagnostics import Finding, has_errors
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
class Upped:
    """What `up` did, and what the tenants may and may not do.

    Args:
        findings: about the specs.
        installed: nothing where the specs have an error.
        isolation: what was tried, and how it came out; nothing as above.
        dsn: of the embedded server's administrator; nothing on a server of the
            caller's own.
    """

    findings: tuple[Finding, ...]
    installed: Installed | None
    isolation: IsolationReport | None
    dsn: str | None

    @property
    def ok(self) -> bool:
        """Whether everything is installed and no promise of isolation is broken."""
        return self.isolation is not None and not self.isolation.failed


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
