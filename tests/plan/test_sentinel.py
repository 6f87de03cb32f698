"""Things of one tenant become another's, and back."""

import pytest

from compiler.names import SENTINEL_TENANT
from compiler.plan.sentinel import list_names, map_names
from compiler.syntax.quote import replace_sentinel
from tests.render.sample import check, tenant_catalog

FORMS = (f"{SENTINEL_TENANT}_tenant", f"{SENTINEL_TENANT}_role", SENTINEL_TENANT)


@pytest.mark.parametrize(
    ("sql", "mapped"),
    [
        ("hr_tenant.f(a)", '"Tenantry_sentinel_tenant".f(a)'),
        ("'hr'::text", "'Tenantry_sentinel'::text"),
        ("hr.hr + her", "hr.hr + her"),
        (
            "nextval('hr_tenant.s'::regclass)",
            "nextval('Tenantry_sentinel_tenant.s'::regclass)",
        ),
        ('"hr_tenant".x', '"Tenantry_sentinel_tenant".x'),
        ('"hr_tenant x"', '"hr_tenant x"'),
        ("their_hr_tenant.x", "their_hr_tenant.x"),
    ],
)
def test_names_are_replaced_as_a_whole(sql: str, mapped: str) -> None:
    names = list_names(FORMS, "hr", SENTINEL_TENANT)
    assert map_names(check("c", sql), names) == check("c", mapped)
    assert replace_sentinel(mapped, "hr").replace('"', "") == sql.replace('"', "")


def test_a_catalog_becomes_another_tenants_and_back() -> None:
    there = list_names(FORMS, "hr", "legal")
    back = list_names(FORMS, "legal", "hr")
    catalog = tenant_catalog("hr")

    assert map_names(map_names(catalog, there), back) == catalog
    assert "hr_tenant" not in repr(map_names(catalog, there))
