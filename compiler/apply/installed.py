"""What came of an installation."""

from dataclasses import dataclass

from compiler.introspect.summary import SchemaSummary


@dataclass(frozen=True, slots=True, kw_only=True)
class InstalledPart:
    """A part that is installed now.

    Args:
        name: `(shared)`, or the id of the tenant.
        schema: how much stands in its schema.
        created: whether this run installed it.
        seconds: that it took; nought where it was there.
    """

    name: str
    schema: SchemaSummary
    created: bool
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Installed:
    """What an installation did, and what there is now.

    Args:
        database: the name of the database.
        user: the role of the session that installed.
        version: of the server, as in `18.6`.
        parts: the shared one first, then the tenants in the order of the specs.
        roles: what was put right about roles, in words.
        registered: how many rows of the control plane were added or changed.
        partitions: how many partitions were made.
        strays: tenants that are installed and in no spec; nothing was done to them.
        notes: what somebody ought to know, each a sentence.
    """

    database: str
    user: str
    version: str
    parts: tuple[InstalledPart, ...]
    roles: tuple[str, ...]
    registered: int
    partitions: int
    strays: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def changed(self) -> bool:
        """Whether anything was to do."""
        return bool(
            self.roles
            or self.registered
            or self.partitions
            or any(part.created for part in self.parts)
        )
