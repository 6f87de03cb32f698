"""Who goes: a tenant, whether or not specs list it any more."""

from dataclasses import dataclass

from compiler.model.name import QualifiedName
from compiler.plan.platform import Platform


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaver:
    """A tenant that is dropped.

    Args:
        roles: that it has, each its own.
        platform: that it leaves.
        admin: the role of the platform's administrators, who place legal holds.
        kept_schemas: those that stand once, or are another tenant's.
        kept_roles: as above.
    """

    id: str
    schema: str
    roles: tuple[str, ...]
    platform: Platform
    admin: str
    kept_schemas: frozenset[str]
    kept_roles: frozenset[str]

    @property
    def holds_table(self) -> QualifiedName:
        """Where it is written what nobody may delete."""
        return QualifiedName(self.platform.schema, "legal_holds")
