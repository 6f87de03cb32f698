"""Who owns an object."""

from compiler.model.ownership import Ownership
from compiler.render.statement import Statement
from compiler.syntax.environment import render_file


def render_create_ownership(ownership: Ownership) -> tuple[Statement, ...]:
    """Return what hands an object over to the role that is to own it."""
    return render_owner(ownership, ownership.owner)


def render_owner(ownership: Ownership, owner: str) -> tuple[Statement, ...]:
    """Return what hands an object over to a role.

    Args:
        ownership: says which object.
        owner: the role.
    """
    sql = render_file(
        "compiler.render",
        "ownership/create",
        word=ownership.kind.upper(),
        name=ownership.name,
        owner=owner,
    )
    return (Statement(sql=sql, object=ownership, as_owner=False),)
