"""What a project calls things, for those who show them."""

from collections.abc import Callable
from dataclasses import dataclass

from compiler.model.table_part import Thing


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """What a project calls things, and where it asks for them.

    Args:
        called: what it calls a tenant, as in `department`.
        owner: the role that owns the platform.
        origin: the place in the specs that asks for a thing; empty for none.
        is_shipped: whether the package asks for a thing, and not the project.
    """

    called: str
    owner: str
    origin: Callable[[Thing], str]
    is_shipped: Callable[[Thing], bool]

    def count(self, tenants: int) -> str:
        """Return a number of tenants in words."""
        return f"{tenants} {self.called}{'' if tenants == 1 else 's'}"
