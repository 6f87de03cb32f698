"""What is asked of a database in which nothing is to be."""

from compiler.model.name import QualifiedName
from compiler.plan.fleet import Desired, Fleet
from compiler.plan.notes import NO_NOTES
from compiler.plan.platform import Platform
from compiler.plan.request import Request


def plain_request(owner: str = "o") -> Request:
    """Return the request; nobody is in it."""
    return Request(
        fleet=Fleet(
            shared=(), tenant=(), forms=(), managed=(), notes=NO_NOTES, tenants=()
        ),
        desired=Desired(shared=(), tenant=()),
        platform=Platform(
            schema="s",
            owner=owner,
            called="tenant",
            tenants_table=QualifiedName("s", "tenants"),
            tenant_column="tenant",
            postgres=15,
            tenants=(),
            shared_roles=(),
            tenant_roles=(),
            extensions=(),
            event_triggers=False,
        ),
        pattern="",
        tenants=(),
    )
