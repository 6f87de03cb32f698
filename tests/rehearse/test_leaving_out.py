"""What follows rows or time, and what belongs to others, is no difference."""

import json
from collections.abc import Mapping

import pytest

from compiler.introspect.facts import SchemaFacts
from compiler.model.catalog import DatabaseObject
from compiler.model.extension import Extension
from compiler.model.schema import Schema
from compiler.rehearse.leaving_out import (
    find_lent_schemas,
    leave_out_partitions,
    leave_out_permissions,
)


def grant(role: str, *privileges: str, grantable: bool = False) -> dict[str, object]:
    return {"role": role, "privileges": list(privileges), "grantable": grantable}


def test_only_reading_that_other_tenants_may_do_follows_permissions() -> None:
    said = [
        grant("legal_role", "select"),
        grant("legal_role", "select", "update"),
        grant("legal_role", "select", grantable=True),
        grant("public", "select"),
    ]
    facts = SchemaFacts({"table_grant": "\n".join(map(json.dumps, said))})

    kept = leave_out_permissions(facts, {"legal_role"})

    assert list(kept.of("table_grant")) == said[1:]


def test_the_schema_of_an_extension_is_lent_where_it_is_another_roles() -> None:
    asked: tuple[DatabaseObject, ...] = (
        Extension(name="vector", schema="extensions"),
        Schema(name="extensions", owner="shop_owner", description=""),
        Schema(name="shop", owner="shop_owner", description=""),
    )
    theirs = Schema(name="extensions", owner="postgres", description="")
    shop = Schema(name="shop", owner="postgres", description="")

    assert find_lent_schemas(asked, (theirs, shop)) == {"extensions"}
    assert find_lent_schemas(asked, asked) == frozenset()


def lines(*said: Mapping[str, object]) -> str:
    return "\n".join(json.dumps(each) for each in said)


MADE = {"name": "log_p1", "parent": "log"}
MEANT = {"name": "x", "parent": "family"}
PROTECTED = {"table": "log_p1", "enabled": True, "forced": True}


def test_partitions_that_time_made_are_left_out() -> None:
    mine, other = {"name": "i", "table": "log"}, {"name": "log_p1", "table": "other"}
    facts = SchemaFacts(
        {
            "partition": lines(MADE, MEANT),
            "index": lines(mine, other),
            "row_security": lines(PROTECTED),
            "statistics": lines({"name": "log_p1_stat", "table": "log_p1"}),
        }
    )

    kept = leave_out_partitions(facts, {"log"})

    assert kept.lines == {"partition": lines(MEANT), "index": lines(mine, other)}
    assert leave_out_partitions(kept, {"log"}) == kept


@pytest.mark.parametrize(
    "more",
    [
        {"index": lines({"name": "j", "table": "log_p1"})},
        {"ownership": lines({"name": "log_p1", "owner": "other"})},
        {"row_security": lines(PROTECTED | {"forced": False})},
        {"row_security": lines()},
    ],
)
def test_those_that_somebody_changed_are_kept(more: dict[str, str]) -> None:
    whole = {"partition": lines(MADE), "row_security": lines(PROTECTED)} | more
    facts = SchemaFacts({kind: text for kind, text in whole.items() if text})

    assert leave_out_partitions(facts, {"log"}) == facts
