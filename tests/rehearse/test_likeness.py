"""Tenants are alike where only their names differ."""

from compiler.introspect.facts import SchemaFacts
from compiler.names import SENTINEL_TENANT
from compiler.plan.sentinel import list_names
from compiler.rehearse.likeness import digest_facts, group_alike


def tenant(name: str, *lines: str) -> tuple[str, str]:
    """Return a tenant and what tells it from others."""
    forms = (f"{SENTINEL_TENANT}_tenant", f"{SENTINEL_TENANT}_role")
    text = "\n".join(line.replace("$", name) for line in lines)
    names = list_names(forms, name, SENTINEL_TENANT)
    return name, digest_facts([SchemaFacts({"policy": text})], names)


def ids(*tenants: tuple[str, str]) -> list[list[str]]:
    return [list(alike) for alike in group_alike(dict(tenants))]


def test_the_names_and_their_order_tell_nobody_apart() -> None:
    said = ("$_tenant: '$'", "admin", "$_role")
    assert ids(tenant("hr", *said), tenant("zoo", *reversed(said))) == [["hr", "zoo"]]


def test_whatever_else_differs_tells_them_apart() -> None:
    one = tenant("hr", "$_tenant", "x")
    assert ids(one, tenant("it", "$_tenant", "y")) == [["hr"], ["it"]]


def test_a_name_within_another_one_is_none() -> None:
    # The word three holds hr, and is no name of the tenant's.
    assert ids(tenant("hr", "three"), tenant("it", "three")) == [["hr", "it"]]
