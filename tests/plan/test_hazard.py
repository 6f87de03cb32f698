"""What is said of defaults is what a server does with the rows that are there."""

import pytest

from compiler.execute.session import connect
from compiler.plan.hazard import STEADY, is_constant
from tests.conftest import NewServer

COMPUTED_ONCE = (
    "1",
    "'a(b'::text",
    "now()",
    "(now() + '30 days'::interval)",
    "(now() AT TIME ZONE 'utc')",
    "pg_catalog.now()",
    "CURRENT_TIMESTAMP",
    "coalesce('a'::text, ('b'::text || 'c'::text))",
)
COMPUTED_EACH = (
    "gen_random_uuid()",
    "clock_timestamp()",
    "(now() - (random() * '1 day'::interval))",
)
FILE = "SELECT relfilenode FROM pg_class WHERE oid = 'public.t'::regclass"


@pytest.mark.live
def test_rows_are_written_where_a_default_is_computed_for_each(
    new_server: NewServer,
) -> None:
    with connect(new_server().dsn(), purpose="test") as conn:
        conn.execute("CREATE TABLE public.t (a integer)")
        conn.execute("INSERT INTO public.t VALUES (1)")
        for default in (*COMPUTED_ONCE, *COMPUTED_EACH):
            before = conn.execute(FILE).fetchall()
            kind = f"SELECT pg_typeof({default})::text"
            ((found,),) = conn.execute(kind.encode())
            add = f"ALTER TABLE public.t ADD COLUMN x {found} DEFAULT {default}"
            conn.execute(add.encode())
            same = conn.execute(FILE).fetchall() == before
            assert same is is_constant(default), default
            conn.execute("ALTER TABLE public.t DROP COLUMN x")


@pytest.mark.live
def test_what_is_taken_for_steady_is_not_volatile(new_server: NewServer) -> None:
    query = """
        SELECT DISTINCT proname::text, provolatile <> 'v' FROM pg_proc
         WHERE pronamespace = 'pg_catalog'::regnamespace AND proname = ANY (%s)
    """
    with connect(new_server().dsn(), purpose="test") as conn:
        found = conn.execute(query, (sorted(STEADY),)).fetchall()
    assert sorted(found) == [(name, True) for name in sorted(STEADY)]


def test_what_is_not_known_may_be_computed_for_each() -> None:
    assert not is_constant("hub.now()")
    assert not is_constant("f(1)")
    assert not is_constant("broken(")
