"""A tenant's SQL, made of the text rendered once, is what rendering for it gives."""

from pathlib import Path
from typing import Final

import pytest

from compiler.build.blueprint import build_blueprint
from compiler.load.documents import load_specs
from compiler.names import SENTINEL_TENANT
from compiler.output.script import compose_script
from compiler.render.change import render_catalog
from compiler.syntax.quote import SentinelText
from tests.build.cases import ACCEPTED, HERE, write_case

SHIPPED: Final = HERE.parents[1] / "specs"
IDS: Final = (
    *("hr", "sales", "legal", "it", "finance", "a", "z", "x1", "a_b", "t_", "p99"),
    # Key words, which have to be quoted where they stand alone.
    *("user", "order", "all", "table", "select", "grant", "end", "null", "true", "in"),
    *("authorization", "between", "union", "window", "values", "cast", "default"),
    # Words that mean something to specs, to templates or to us.
    *("tenant", "public", "pgx", "federation", "department", "tenantry", "role"),
    *("sentinel", "tenantry_sentinel", "current_user", "session_user", "extensions"),
    *("body", "example_", "e", "u", "b", "n", "select_role"),
    *("h" * 40, "a" + "_" * 39, "q1" * 20, "tenant_of_a_name_with_just_forty_bytes_x"),
)


def script(specs: Path, tenant_id: str) -> str:
    loaded = load_specs(specs)
    blueprint, findings = build_blueprint(
        loaded.documents, loaded.broken, tenant_id=tenant_id
    )
    assert blueprint is not None
    assert not [each for each in findings if each.severity == "error"]
    owner = blueprint.project.owner
    return compose_script(
        render_catalog(blueprint.tenant, owner), owner=owner, postgres=15, title="One."
    )


@pytest.fixture(scope="module")
def shipped() -> SentinelText:
    return SentinelText(script(SHIPPED, SENTINEL_TENANT))


def test_there_are_fifty_ids() -> None:
    assert len(set(IDS)) >= 50


@pytest.mark.parametrize("tenant_id", IDS)
def test_replacing_gives_what_rendering_gives(
    shipped: SentinelText, tenant_id: str
) -> None:
    assert shipped.for_tenant(tenant_id) == script(SHIPPED, tenant_id)


@pytest.mark.parametrize("case", ACCEPTED)
def test_replacing_gives_what_rendering_gives_in_every_case(
    case: str, tmp_path: Path
) -> None:
    specs = write_case(case, tmp_path)
    text = SentinelText(script(specs, SENTINEL_TENANT))
    for tenant_id in ("a", "user", "h" * 40):
        assert text.for_tenant(tenant_id) == script(specs, tenant_id)
