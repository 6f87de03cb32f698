"""Trials run what specs brought, and never as anybody who could do harm."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from compiler.verify.isolation import verify_isolation
from compiler.verify.probe import open_probe
from tests.apply.sample import apply_specs, read_blueprint, write_specs
from tests.conftest import NewServer
from tests.servers import LiveServer

pytestmark = pytest.mark.live

PROBES = "SELECT rolname FROM pg_roles WHERE starts_with(rolname, 'tenantry_probe_')"
# It counts each time that it could end as a superuser.
TROJAN = """
CREATE SEQUENCE public.harm;
GRANT USAGE ON SCHEMA public TO PUBLIC;
GRANT ALL ON SEQUENCE public.harm TO PUBLIC;
CREATE FUNCTION public.trojan() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
  EXECUTE 'RESET ROLE';
  EXECUTE 'RESET SESSION AUTHORIZATION';
  IF (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
    PERFORM nextval('public.harm');
  END IF;
  RETURN new;
END
$body$;
CREATE TRIGGER trojan BEFORE INSERT ON hr_tenant.events
  FOR EACH ROW EXECUTE FUNCTION public.trojan();
"""


@pytest.fixture
def specs(tmp_path: Path) -> Path:
    return write_specs(tmp_path / "specs")


@pytest.fixture
def server(new_server: NewServer, specs: Path) -> LiveServer:
    server = new_server()
    apply_specs(server.dsn(), specs)
    return server


@pytest.fixture
def superuser(server: LiveServer) -> Iterator[psycopg.Connection[tuple[object, ...]]]:
    with psycopg.connect(server.dsn(), autocommit=True) as conn:
        yield conn


def test_a_trigger_cannot_make_itself_a_superuser(
    server: LiveServer,
    specs: Path,
    superuser: psycopg.Connection[tuple[object, ...]],
) -> None:
    superuser.execute(TROJAN)

    verify_isolation(server.dsn(), read_blueprint(specs))

    harm = superuser.execute("SELECT is_called FROM public.harm").fetchone()
    assert harm == (False,)


def test_nothing_is_left_of_it(
    server: LiveServer,
    specs: Path,
    superuser: psycopg.Connection[tuple[object, ...]],
) -> None:
    superuser.execute("CREATE ROLE tenantry_probe_of_a_killed_run LOGIN")

    report = verify_isolation(server.dsn(), read_blueprint(specs))

    assert report.failed == report.not_tried == ()
    assert superuser.execute(PROBES).fetchall() == []


def test_it_has_no_rights_until_it_becomes_somebody(
    server: LiveServer, superuser: psycopg.Connection[tuple[object, ...]]
) -> None:
    with open_probe(superuser, server.dsn(), ("acme_admin",)) as probe:
        assert probe is not None
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            probe.execute("SELECT FROM acme.departments")
        probe.execute("SET ROLE acme_admin")
        probe.execute("SELECT FROM acme.departments")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            probe.execute("SET SESSION AUTHORIZATION postgres")


def test_a_failure_leaves_nothing_either(
    server: LiveServer, superuser: psycopg.Connection[tuple[object, ...]]
) -> None:
    def fail() -> None:
        with open_probe(superuser, server.dsn(), ("acme_admin",)):
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert superuser.execute(PROBES).fetchall() == []
