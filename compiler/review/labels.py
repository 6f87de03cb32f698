"""What a project calls things, for those who show them."""

from collections.abc import Callable
from dataclasses import dataclass

from compiler.model.table_part import Thing


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """What a project calls things, and where it asks for them.

    Args:
        tenants: several of what it calls a tenant, as in `departments`.
        owner: the role that owns the platform.
        origin: the place in the specs that asks for a thing; empty for none.
        is_shipped: whether the package asks for a thing, and not the project.
    """

    tenants: str
    owner: str
    origin: Callable[[Thing], str]
    is_shipped: Callable[[Thing], bool]
