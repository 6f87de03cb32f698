from pathlib import Path

import psycopg
import pytest
from docker.errors import DockerException  # type: ignore[import-untyped] # it brings no types

from tests.servers import borrow, run_container, run_embedded


@pytest.mark.live
def test_a_borrowed_server_is_given_back_without_what_was_made_on_it(
    tmp_path: Path, template_data: Path
) -> None:
    # Not new_server(): that may be a borrowed one itself.
    with run_embedded(tmp_path, template_data) as lender:
        dsn = lender.dsn()
        with borrow(dsn) as server, psycopg.connect(server.dsn()) as conn:
            conn.autocommit = True
            conn.execute("CREATE ROLE lent")
            conn.execute("CREATE DATABASE lent OWNER lent")
            conn.execute("GRANT CREATE ON SCHEMA public TO lent")
        assert names_left(dsn) == []


def names_left(dsn: str) -> list[tuple[object, ...]]:
    with psycopg.connect(dsn) as conn:
        left = """SELECT datname FROM pg_database WHERE datname = 'lent'
                  UNION ALL SELECT rolname FROM pg_roles WHERE rolname = 'lent'"""
        return conn.execute(left).fetchall()


def test_a_container_that_cannot_be_had_fails_the_run(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DOCKER_HOST", "tcp://127.0.0.1:1")
    with pytest.raises(DockerException), run_container("1"):
        pass
