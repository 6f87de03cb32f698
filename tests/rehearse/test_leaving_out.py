"""What follows rows or time, and what belongs to others, is no difference."""

import json

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


def test_partitions_that_time_made_and_what_hangs_on_them_are_left_out() -> None:
    def lines(*said: dict[str, str]) -> str:
        return "\n".join(json.dumps(each) for each in said)

    made, meant = {"name": "log_p1", "parent": "log"}, {"name": "x", "parent": "family"}
    mine, other = {"name": "i", "table": "log"}, {"name": "log_p1", "table": "other"}
    facts = SchemaFacts(
        {
            "partition": lines(made, meant),
            "index": lines(mine, {"name": "j", "table": "log_p1"}, other),
            "row_security": lines({"table": "log_p1"}),
        }
    )

    kept = leave_out_partitions(facts, {"log"})

    assert kept.lines == {"partition": lines(meant), "index": lines(mine, other)}
    assert leave_out_partitions(kept, {"log"}) == kept
