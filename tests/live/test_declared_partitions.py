"""Partitions that specs declare: rows find them, tenants do not, and retention does."""
# ruff: noqa: S608 - the names in these statements are our own

import shutil
from collections.abc import Iterator
from textwrap import dedent
from typing import Final

import psycopg
import pytest

from tests.live.platform import Platform, Session, drop, install
from tests.shipped import SPECS

pytestmark = pytest.mark.live

OWN: Final = {
    "project": """
        project: regions
        postgres: 15
        tenant:
          called: branch
          column: {name: branch, type: text}
          schema: "{{ tenant.id }}_regions"
          role: "{{ tenant.id }}_regions_role"
          login: "{{ tenant.id }}_regions_app"
        defaults:
          mixins: [tenant_key]
          policies: [isolation, admin_bypass, retention_worker]
        """,
    "tenants": "tenants: {north: {name: North}, south: {name: South}}",
    "group": """
        role: "{{ tenant.role }}"
        description: A branch.
        member_of: ["{{ project.member }}"]
        """,
    "login": """
        role: "{{ tenant.login }}"
        description: An application.
        login: true
        member_of: ["{{ tenant.role }}"]
        """,
    "countries": """
        table: countries
        description: Where orders come from.
        columns:
          code: {type: text, not_null: true, description: Two letters.}
          name: {type: text, not_null: true, description: In English.}
          since: {type: timestamptz, default: now(), description: Since when.}
        primary_key: [code]
        rows:
          - {code: de, name: Germany}
          - {code: ci, name: Côte d'Ivoire}
          - {code: jp, name: {sql: initcap('JAPAN')}, since: "2020-01-01"}
        """,
    "orders": """
        table: orders
        description: What was ordered.
        columns:
          id: {type: bigint, not_null: true, identity: always, description: Which.}
          country: {type: text, not_null: true, description: From where.}
          customer: {type: text, subject: customer, description: Who.}
          made_at: {type: timestamptz, not_null: true, description: When.}
        primary_key: [id]
        foreign_keys:
          - {columns: [country], references: countries, on_delete: cascade}
        indexes:
          - {columns: [country], description: The orders of a country.}
          - {columns: [made_at], description: The latest ones.}
        partition_by:
          list: country
          partitions:
            europe:
              in: ["'de'"]
              partition_by: {range: made_at, every: 1 month, ahead: 1}
            asia: {in: ["'jp'"], partition_by: {hash: id, partitions: 2}}
            others: {default: true}
        retention: {rule: operational, basis: made_at}
        """,
}
SHIPPED: Final = (
    "policy_types/isolation",
    "policy_types/admin_bypass",
    "policy_types/retention_worker",
    "mixins/tenant_key",
    "retention_rules/operational",
)
OLD: Final = "now() - interval '100 days'"


@pytest.fixture(scope="module")
def regions(
    platform: Platform, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Platform]:
    folder = tmp_path_factory.mktemp("regions") / "specs"
    folder.mkdir()
    for name in SHIPPED:
        shutil.copy(SPECS / f"{name}.yaml", folder)
    for name, text in OWN.items():
        (folder / f"{name}.yaml").write_text(dedent(text), "utf-8")
    install(platform.server, "regions", folder)
    made = Platform(platform.server, "regions", ("countries", "orders"))
    yield made
    drop(made)


@pytest.fixture
def branch(regions: Platform) -> Iterator[Session]:
    with regions.session("north_regions_app") as conn:
        yield Session(conn)


@pytest.fixture
def superuser(regions: Platform) -> Iterator[Session]:
    with regions.session() as conn:
        yield Session(conn)
        conn.execute("TRUNCATE north_regions.orders")


def order(branch: Session, country: str, made_at: str = "now()") -> str:
    """Add an order, and return the partition that took it."""
    found = branch.value(
        "INSERT INTO north_regions.orders (country, customer, made_at) "
        f"VALUES (%s, 'ann', {made_at}) RETURNING tableoid::regclass::text",
        country,
    )
    return str(found).removeprefix("north_regions.")


def test_rows_of_the_spec_are_there_for_every_tenant(superuser: Session) -> None:
    for tenant in ("north", "south"):
        assert superuser.rows(
            f"SELECT branch, code, name FROM {tenant}_regions.countries ORDER BY code"
        ) == [
            (tenant, "ci", "Côte d'Ivoire"),
            (tenant, "de", "Germany"),
            (tenant, "jp", "Japan"),
        ]


def test_a_row_finds_its_partition_on_every_level(
    branch: Session, superuser: Session
) -> None:
    month = superuser.value("SELECT to_char(now() AT TIME ZONE 'UTC', 'YYYYMM')")
    assert order(branch, "de") == f"orders_europe_p{month}"
    assert order(branch, "jp") in {"orders_asia_p0", "orders_asia_p1"}
    assert order(branch, "ci") == "orders_others"
    assert branch.value("SELECT count(*) FROM north_regions.orders") == 3


def test_no_partition_is_a_way_in(branch: Session, superuser: Session) -> None:
    partitions = superuser.rows(
        """SELECT c.oid::regclass::text,
                  c.relrowsecurity AND c.relforcerowsecurity,
                  c.relacl IS NULL,
                  EXISTS (SELECT FROM pg_policy AS y WHERE y.polrelid = c.oid)
             FROM pg_class AS c
            WHERE c.relispartition AND c.relkind IN ('r', 'p')
              AND c.relnamespace = 'north_regions'::regnamespace"""
    )
    assert len(partitions) == 7
    for name, forced, ungranted, has_policy in partitions:
        assert (forced, ungranted, has_policy) == (True, True, False), name
        assert branch.refusal(f"SELECT FROM {name}") == "42501"
        assert branch.refusal(f"DELETE FROM {name}") == "42501"
        with superuser.conn.transaction(force_rollback=True):
            # Even with a grant there is no policy that lets a row through.
            superuser.run(f"GRANT SELECT ON {name} TO north_regions_role")
            superuser.run("SET LOCAL ROLE north_regions_role")
            assert superuser.value(f"SELECT count(*) FROM {name}") == 0


def test_retention_reaches_every_partition_and_heeds_holds(
    branch: Session, superuser: Session
) -> None:
    superuser.rows(f"CALL north_regions.ensure_partitions({OLD})")
    for country in ("de", "jp", "ci"):
        order(branch, country)
        order(branch, country, OLD)
    hold = (
        "INSERT INTO regions.legal_holds (branch, reason, subject_kind, subject_id) "
        "VALUES ('north', 'a lawsuit', 'customer', 'ann')"
    )
    superuser.run(hold)
    assert superuser.value("CALL north_regions.cleanup_operational()") == 0
    superuser.run("DELETE FROM regions.legal_holds")
    assert superuser.value("CALL north_regions.cleanup_operational()") == 3
    assert superuser.value("SELECT count(*) FROM north_regions.orders") == 3


def test_a_foreign_key_holds_for_every_partition(
    branch: Session, superuser: Session
) -> None:
    for country in ("de", "jp", "ci"):
        order(branch, country)
    assert (
        branch.refusal(
            "INSERT INTO north_regions.orders (country, made_at) VALUES ('xx', now())"
        )
        == psycopg.errors.ForeignKeyViolation.sqlstate
    )
    with superuser.conn.transaction(force_rollback=True):
        superuser.run("DELETE FROM north_regions.countries")
        assert superuser.value("SELECT count(*) FROM north_regions.orders") == 0
