"""Nearest neighbours come from the index; a department's plans are free of policies."""
# ruff: noqa: S608 - the names in these statements are our own

import json
import re
from collections.abc import Iterator
from typing import Any, Final

import pytest

from tests.live.conftest import CopyPlatform
from tests.live.platform import Platform, Session, insert
from tests.shipped import VECTOR_TABLE

pytestmark = pytest.mark.live

VECTOR: Final = """(SELECT array_agg(sin({} * j))::extensions.vector
                      FROM generate_series(1, 1536) AS j)"""
NEAREST: Final = f"""SELECT chunk_index FROM {VECTOR_TABLE}
                      ORDER BY embedding <=> {VECTOR.format("%s")} LIMIT 3"""
STATEMENTS: Final = (
    "SELECT * FROM {}",
    "SELECT * FROM {} WHERE id = gen_random_uuid()",
    "SELECT count(*) FROM {} WHERE created_at > now()",
    "SELECT * FROM {} ORDER BY created_at DESC LIMIT 20",
    "SELECT a.id FROM {} AS a JOIN {} AS b USING (department, id)",
    "UPDATE {} SET department = department",
    "DELETE FROM {} WHERE id = gen_random_uuid()",
)
APART: Final = re.compile(r"gen_random_uuid\(\)|now\(\)|statement_timestamp\(\)")
FILTERS: Final = ("Filter", "Index Cond", "Recheck Cond", "Join Filter", "Hash Cond")


@pytest.fixture(scope="module")
def own_platform(copy_platform: CopyPlatform) -> Platform:
    made = copy_platform()
    if VECTOR_TABLE in made.tables:
        with made.session("hr_app") as conn:
            hr = Session(conn)
            hr.run(f"DELETE FROM {VECTOR_TABLE}")
            given = {"chunk_index": "i", "embedding": VECTOR.format("(i * 0.01)")}
            many = insert("hr", VECTOR_TABLE, given).replace(" VALUES (", " SELECT ")
            hr.run(f"{many.removesuffix(')')} FROM generate_series(1, 300) AS i")
            hr.run(f"ANALYZE {VECTOR_TABLE}")
    return made


@pytest.fixture
def embeddings(own_platform: Platform) -> None:
    if VECTOR_TABLE not in own_platform.tables:
        pytest.skip(f"{VECTOR_TABLE} is left out on a server without vector")


@pytest.mark.usefixtures("embeddings")
def test_nearest_neighbours_come_from_the_index(hr: Session) -> None:
    # So few rows are otherwise read and sorted faster.
    hr.run("SET enable_seqscan = off")
    hr.run("SET enable_sort = off")
    ((plan,),) = hr.rows(f"EXPLAIN (FORMAT JSON) {NEAREST}", 1.23)
    scans = [node for node in nodes(plan[0]["Plan"]) if "Index Name" in node]
    (name,) = (scan["Index Name"] for scan in scans)
    query = """SELECT m.amname FROM pg_class AS c JOIN pg_am AS m ON m.oid = c.relam
                WHERE c.relname = %s AND c.relnamespace = 'hr_tenant'::regnamespace"""
    assert hr.rows(query, name) == [("hnsw",)]
    assert hr.rows(NEAREST, 1.23)[0] == (123,)


@pytest.mark.usefixtures("embeddings")
def test_neighbours_of_other_departments_are_not_found(
    hr: Session, sales: Session
) -> None:
    with sales.conn.transaction(force_rollback=True):
        sales.run(f"DELETE FROM {VECTOR_TABLE}")
        assert hr.rows(NEAREST, 1.23) != []
        assert sales.rows(NEAREST, 1.23) == []


@pytest.mark.parametrize("statement", STATEMENTS)
def test_policies_cost_a_department_no_call_and_no_choice(
    hr: Session, own_platform: Platform, statement: str
) -> None:
    for table in own_platform.tables:
        if table == "audit_trail" and not statement.startswith("SELECT"):
            continue
        explained = f"EXPLAIN (FORMAT JSON, VERBOSE) {statement.format(table, table)}"
        ((plan,),) = hr.rows(explained)
        found = list(nodes(plan[0]["Plan"]))
        assert found
        for node in found:
            for key in FILTERS:
                condition = APART.sub("", node.get(key, ""))
                assert not re.search(r"\bOR\b|\w\(|SubPlan|hashed", condition), (
                    condition
                )


def test_what_policies_ask_is_asked_once_and_not_of_each_row(hr: Session) -> None:
    for _ in range(3):
        hr.run(insert("hr", "contacts"))
    ((plan,),) = hr.rows("EXPLAIN (ANALYZE, FORMAT JSON) SELECT * FROM contacts")
    once = [
        node
        for node in nodes(plan[0]["Plan"], asked=True)
        if node.get("Parent Relationship") == "InitPlan"
    ]
    assert once
    assert all(node["Actual Loops"] <= 1 for node in once)


def nodes(plan: dict[str, Any], *, asked: bool = False) -> Iterator[dict[str, Any]]:
    """Yield a plan's nodes; those that run once before it only where they are asked."""
    if plan.get("Parent Relationship") == "InitPlan" and not asked:
        return
    yield plan
    for child in plan.get("Plans", ()):
        yield from nodes(child, asked=asked)


def test_the_reading_of_plans_sees_calls_and_choices(
    hr: Session, superuser: Session
) -> None:
    superuser.run(
        """CREATE POLICY late ON hr_tenant.contacts TO hr_role
           USING (pg_has_role(current_user, 'hr_role', 'USAGE')
                  OR owner_user_id = '')"""
    )
    try:
        ((plan,),) = hr.rows("EXPLAIN (FORMAT JSON, VERBOSE) SELECT * FROM contacts")
        filters = json.dumps([node.get("Filter") for node in nodes(plan[0]["Plan"])])
        assert re.search(r"\bOR\b", filters)
        assert re.search(r"\w\(", filters)
    finally:
        superuser.run("DROP POLICY late ON hr_tenant.contacts")
