"""The table of features is what servers say: they refuse what is newer than they."""

from collections.abc import Iterator
from typing import Any, Final

import psycopg
import pytest

from compiler.syntax import features
from compiler.syntax.builtin_functions import BUILTIN_FUNCTIONS
from compiler.syntax.features import (
    NEWER_COLLATIONS,
    NEWER_PARAMETERS,
    Feature,
    features_of_collation,
    features_of_parameter,
)
from compiler.syntax.newer_functions import NEWER_FORMS, NEWER_FUNCTIONS
from tests.servers import LiveServer

OLDEST: Final = 15
NAMED: Final = {
    name: value for name, value in vars(features).items() if isinstance(value, Feature)
}
FEATURES: Final = {
    **NAMED,
    **{
        f"collation {name}": feature
        for name in NEWER_COLLATIONS
        for feature in features_of_collation(name)
    },
    **{
        f"parameter {name}": feature
        for name in NEWER_PARAMETERS
        for feature in features_of_parameter(name)
    },
}
NOT_BUILT_IN: Final = "0A000"
"""What a server without libxml says to XML that its grammar takes."""

Connection = psycopg.Connection[Any]


@pytest.fixture(scope="module")
def conn(session_server: LiveServer) -> Iterator[Connection]:
    with psycopg.connect(session_server.dsn(), autocommit=True) as connection:
        yield connection


def major_of(conn: Connection) -> int:
    return conn.info.server_version // 10_000


@pytest.mark.live
@pytest.mark.parametrize("name", FEATURES)
def test_a_server_takes_a_feature_from_its_version_on(
    conn: Connection, name: str
) -> None:
    feature = FEATURES[name]
    taken = True
    try:
        with conn.transaction(force_rollback=True):
            conn.execute(feature.example.encode())
    except psycopg.Error as refused:
        is_ours = "xml" in str(refused).lower() and refused.sqlstate == NOT_BUILT_IN
        taken = is_ours and major_of(conn) >= feature.since
    assert taken == (major_of(conn) >= feature.since)


def functions_of(conn: Connection) -> set[str]:
    rows = conn.execute(
        """SELECT DISTINCT p.proname::text
             FROM pg_proc AS p
            WHERE p.pronamespace = 'pg_catalog'::regnamespace"""
    )
    return {name for (name,) in rows}


@pytest.mark.live
def test_a_server_has_the_functions_of_its_version_and_no_newer_ones(
    conn: Connection,
) -> None:
    there, major = functions_of(conn), major_of(conn)
    newer = {name for name, since in NEWER_FUNCTIONS.items() if since > major}
    assert newer & there == set()
    if major == OLDEST:
        # What is missing there is what the table has forgotten.
        assert BUILTIN_FUNCTIONS - newer - there == set()


@pytest.mark.live
@pytest.mark.parametrize(("name", "count"), NEWER_FORMS)
def test_a_server_has_a_form_of_a_function_from_its_version_on(
    conn: Connection, name: str, count: int
) -> None:
    found = conn.execute(
        """SELECT
             FROM pg_proc AS p
            WHERE p.pronamespace = 'pg_catalog'::regnamespace
              AND p.proname = %s
              AND p.pronargs = %s""",
        (name, count),
    )
    assert bool(found.fetchall()) == (major_of(conn) >= NEWER_FORMS[name, count])


@pytest.mark.live
def test_no_setting_of_a_server_is_forgotten(conn: Connection) -> None:
    rows = conn.execute("SELECT name::text FROM pg_settings").fetchall()
    there, major = {name for (name,) in rows}, major_of(conn)
    assert {
        name for name, since in NEWER_PARAMETERS.items() if since > major
    }.isdisjoint(there)
    assert {name for name, since in NEWER_PARAMETERS.items() if since <= major} <= there


def test_every_feature_is_newer_than_the_oldest_server_and_says_what_to_do() -> None:
    for feature in FEATURES.values():
        assert feature.since > OLDEST
        assert feature.instead
        assert feature.instead[0].islower()
        assert not feature.instead.endswith(".")
