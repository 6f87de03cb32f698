"""A tenant goes with all it had, and nothing else does."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import LiteralString

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from compiler import api
from compiler.apply.progress import ProgressEvent
from compiler.dropping import pieces
from compiler.dropping.dropped import Dropped
from compiler.errors import CannotRun, Refused, UsageError
from tests.apply.sample import apply_specs, write_specs
from tests.apply.test_killed import add_rows, ask, require_whole
from tests.conftest import NewServer

pytestmark = pytest.mark.live

TRACES = """
    SELECT nspname::text FROM pg_namespace WHERE nspname = 'hr_tenant'
     UNION ALL SELECT rolname::text FROM pg_roles WHERE rolname LIKE 'hr%'
     UNION ALL SELECT department FROM acme.departments WHERE department = 'hr'
     UNION ALL SELECT rule FROM acme.retention_overrides WHERE department = 'hr'
     UNION ALL SELECT reason FROM acme.legal_holds WHERE department = 'hr'"""
HOLD = "INSERT INTO acme.legal_holds (department, reason) VALUES ('hr', 'a lawsuit')"
RELEASE = "UPDATE acme.legal_holds SET released_at = now()"


@pytest.fixture
def specs(tmp_path: Path) -> Path:
    return write_specs(tmp_path / "specs")


@pytest.fixture
def dsn(new_server: NewServer, specs: Path) -> str:
    """Of a database with two tenants, of which one has rows."""
    dsn = new_server().dsn()
    apply_specs(dsn, specs)
    add_rows(dsn)
    return dsn


@pytest.fixture
def drop(specs: Path) -> Callable[[str, str], Dropped]:
    def call(dsn: str, tenant: str) -> Dropped:
        result = api.drop_tenant(
            specs, tenant, confirm=tenant, dsn=dsn, home=specs / ".home"
        )
        assert result.dropped is not None
        return result.dropped

    return call


def test_all_of_it_goes_and_nothing_else(
    dsn: str, specs: Path, drop: Callable[[str, str], Dropped]
) -> None:
    ask(dsn, HOLD)
    ask(dsn, RELEASE)
    ask(dsn, "CREATE FUNCTION hr_tenant.made_by_hand() RETURNS int RETURN 1")
    ask(dsn, "GRANT SELECT ON acme.legal_holds TO hr_role")
    ask(dsn, "CREATE TYPE hr_tenant.pair AS (a hr_tenant.notes, b int)")
    ask(dsn, "CREATE PUBLICATION changes FOR TABLES IN SCHEMA hr_tenant")

    dropped = drop(dsn, "hr")

    assert dropped.schema == "hr_tenant"
    assert sorted(dropped.roles) == ["hr_app", "hr_role"]
    assert dropped.records == 2
    assert ask(dsn, TRACES) == []
    assert drop(dsn, "hr") == Dropped(schema="", objects=0, roles=(), records=0)
    plan = api.plan(specs, ["legal"], dsn=dsn, scratch=dsn, home=specs / ".home").plan
    assert plan is not None
    assert plan.is_empty
    require_whole(dsn, specs, apply_specs(dsn, specs))


def test_an_ordinary_role_drops_what_it_made(
    new_server: NewServer, specs: Path, drop: Callable[[str, str], Dropped]
) -> None:
    server = new_server()
    dsn, maker = server.dsn(), server.dsn(user="maker")
    ask(dsn, "CREATE ROLE maker LOGIN CREATEROLE CREATEDB")
    ask(dsn, "GRANT CREATE ON DATABASE postgres TO maker")
    apply_specs(maker, specs)

    assert drop(maker, "hr").records == 1

    assert ask(dsn, TRACES) == []
    require_whole(dsn, specs, apply_specs(maker, specs))


def test_rights_that_are_missing_are_named(
    dsn: str, drop: Callable[[str, str], Dropped]
) -> None:
    if ask(dsn, "SELECT current_setting('server_version_num')::int < 160000")[0][0]:
        pytest.skip("before 16, whoever makes roles may change any")
    ask(dsn, "CREATE ROLE maker LOGIN CREATEROLE IN ROLE acme_owner")
    maker = make_conninfo(dsn, user="maker")

    with pytest.raises(CannotRun) as caught:
        drop(maker, "hr")

    assert "GRANT hr_app TO maker WITH ADMIN OPTION" in caught.value.help


def test_the_journal_tells_of_it_and_status_asks_for_it_no_more(
    dsn: str, specs: Path, drop: Callable[[str, str], Dropped]
) -> None:
    write_specs(specs, tenants="tenants: {legal: {name: Legal}}\n")
    stood = api.status(specs, dsn=dsn, home=specs / ".home")
    assert stood.strays == ("hr",)

    drop(dsn, "hr")

    assert api.status(specs, dsn=dsn, home=specs / ".home").strays == ()
    told = "SELECT version, status FROM acme.schema_migrations WHERE part = 'hr'"
    assert sorted(ask(dsn, told)) == [(1, "done"), (2, "done")]


@pytest.mark.parametrize(
    ("there", "words"),
    [
        (HOLD, r"a legal hold on \* stands since .* placed by postgres: a lawsuit"),
        (
            "CREATE VIEW public.seen AS SELECT body FROM hr_tenant.notes",
            "view public.seen depends on schema hr_tenant",
        ),
        (
            """CREATE UNIQUE INDEX ON hr_tenant.customers (id);
               CREATE TABLE public.t (c uuid REFERENCES hr_tenant.customers (id))""",
            "t depends on schema hr_tenant",
        ),
        (
            "CREATE TABLE public.t (c hr_tenant.notes)",
            "table public.t depends on schema hr_tenant",
        ),
        ("CREATE SCHEMA s AUTHORIZATION hr_role", "schema s belongs to role hr_role"),
        ("ALTER SCHEMA hr_tenant OWNER TO postgres", "belongs to postgres, not to"),
        ("ALTER ROLE hr_role SUPERUSER", "role hr_role is a superuser"),
        (
            """CREATE TABLE acme.links (department text REFERENCES acme.departments);
               INSERT INTO acme.links VALUES ('hr')""",
            'is still referenced from table "links"',
        ),
    ],
)
def test_what_speaks_against_it_is_said_and_nothing_is_changed(
    dsn: str,
    drop: Callable[[str, str], Dropped],
    there: LiteralString,
    words: str,
) -> None:
    ask(dsn, there)
    before = ask(dsn, TRACES)

    with pytest.raises(Refused, match=words):
        drop(dsn, "hr")

    assert ask(dsn, TRACES) == before
    assert ask(dsn, "SELECT rolcanlogin FROM pg_roles WHERE rolname = 'hr_app'") == [
        (True,)
    ]
    assert ask(dsn, "SELECT count(*) FROM hr_tenant.notes") == [(1000,)]


def test_nobody_is_thrown_out(dsn: str, drop: Callable[[str, str], Dropped]) -> None:
    with (
        psycopg.connect(dsn, user="hr_app"),
        pytest.raises(Refused, match="role hr_app has 1 sessions; end them"),
    ):
        drop(dsn, "hr")


def test_a_role_that_another_database_knows_stays(
    dsn: str, drop: Callable[[str, str], Dropped]
) -> None:
    ask(dsn, "CREATE DATABASE other")
    with psycopg.connect(dsn, dbname="other", autocommit=True) as conn:
        conn.execute("CREATE TABLE public.t ()")
        conn.execute("GRANT SELECT ON public.t TO hr_role")

    with pytest.raises(Refused, match="role hr_role is used in database other too"):
        drop(dsn, "hr")


def test_a_hold_that_is_being_placed_is_waited_for(
    dsn: str, drop: Callable[[str, str], Dropped]
) -> None:
    waiting = "SELECT count(*) FROM pg_locks WHERE NOT granted"
    with psycopg.connect(dsn) as conn, ThreadPoolExecutor(1) as pool:
        conn.execute("SET ROLE acme_admin")
        conn.execute(HOLD)
        dropping = pool.submit(drop, dsn, "hr")
        while ask(dsn, waiting) == [(0,)]:
            assert not dropping.done()
        conn.commit()
        with pytest.raises(Refused, match="a lawsuit"):
            dropping.result()


def test_it_goes_in_pieces_and_is_gone_on_with(
    dsn: str,
    specs: Path,
    drop: Callable[[str, str], Dropped],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pieces, "MOST_LOCKS", 4)
    gone: list[int] = []

    def interrupt(event: ProgressEvent) -> None:
        gone.append(event.step)
        if event.step == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        api.drop_tenant(
            specs,
            "hr",
            confirm="hr",
            dsn=dsn,
            progress=interrupt,
            home=specs / ".home",
        )
    assert max(gone) == 3
    assert ask(dsn, TRACES) != []

    assert drop(dsn, "hr").schema == "hr_tenant"

    assert ask(dsn, TRACES) == []
    told = "SELECT version, status FROM acme.schema_migrations WHERE part = 'hr'"
    assert sorted(ask(dsn, told)) == [(1, "done"), (2, "interrupted"), (3, "done")]
    require_whole(dsn, specs, apply_specs(dsn, specs))


@pytest.mark.parametrize(
    ("tenant", "confirm", "words"),
    [("hr", "legal", "not confirmed"), ("hr", "", "--confirm"), ("H-R", "H-R", "id")],
)
def test_it_has_to_be_confirmed(
    specs: Path, tenant: str, confirm: str, words: str
) -> None:
    with pytest.raises(UsageError) as refused:
        api.drop_tenant(
            specs, tenant, confirm=confirm, dsn="host=nowhere", home=specs / ".home"
        )
    assert words in f"{refused.value.message} {refused.value.help}"


def test_what_stands_once_is_no_tenants(
    dsn: str, specs: Path, drop: Callable[[str, str], Dropped]
) -> None:
    project = (specs / "project.yaml").read_text()
    for pattern, tenant, name in (
        ("schema", "acme", "schema acme"),
        ("role", "acme_owner", "role acme_owner"),
    ):
        line = f'"{{{{ tenant.id }}}}_{"tenant" if pattern == "schema" else "role"}"'
        assert line in project
        text = project.replace(line, '"{{ tenant.id }}"')
        (specs / "project.yaml").write_text(text)
        with pytest.raises(Refused, match=f"{name} is not that of {tenant} alone"):
            drop(dsn, tenant)
