from typing import Final

import pytest

from compiler.model.enum_type import EnumType
from compiler.model.extension import Extension
from compiler.model.grant import SchemaGrant, TableGrant
from compiler.model.name import QualifiedName
from compiler.model.policy import RowSecurity
from compiler.model.schema import Schema
from compiler.model.view import MaterializedView, View
from compiler.output.layout import place_shared, place_tenant
from tests.render.sample import role, routine, shared_catalog, tenant_catalog

NO_VIEWS: Final[frozenset[QualifiedName]] = frozenset()


def _table_file(name: str) -> str:
    table = QualifiedName(schema="hr_tenant", name=name)
    return place_tenant(
        RowSecurity(table=table, family=table, enabled=True, forced=True),
        {"hr_tenant"},
        NO_VIEWS,
    )


def test_every_object_of_the_shared_side_has_its_file() -> None:
    assert {place_shared(item, NO_VIEWS) for item in shared_catalog().objects} == {
        "shared/roles.sql",
        "shared/extensions.sql",
        "shared/extensions/schema.sql",
        "shared/extensions/grants.sql",
        "shared/federation/schema.sql",
        "shared/federation/functions.sql",
        "shared/federation/grants.sql",
        "shared/federation/tables/departments.sql",
        "shared/default_privileges.sql",
        "shared/event_triggers.sql",
        "shared/extensions/functions.sql",
    }


def test_every_object_of_the_tenant_side_has_its_file() -> None:
    objects = tenant_catalog("example").objects
    views = frozenset(
        item.name for item in objects if isinstance(item, View | MaterializedView)
    )
    assert {place_tenant(item, {"example_tenant"}, views) for item in objects} == {
        "tenant/roles.sql",
        "tenant/schema.sql",
        "tenant/types.sql",
        "tenant/functions.sql",
        "tenant/procedures.sql",
        "tenant/aggregates.sql",
        "tenant/default_privileges.sql",
        "tenant/grants.sql",
        "tenant/sequences.sql",
        "tenant/views/%42odies.sql",
        "tenant/views/counted.sql",
        "tenant/views/one.sql",
        "tenant/views/steps.sql",
        "tenant/tables/bookings.sql",
        "tenant/tables/countries.sql",
        "tenant/tables/documents.sql",
        "tenant/tables/tool_calls.sql",
        "tenant/shared/federation/grants.sql",
        "tenant/shared/federation/tables/departments.sql",
    }


def test_a_tenants_right_on_a_shared_table_is_not_in_the_file_of_its_own_table() -> (
    None
):
    grant = TableGrant(
        table=QualifiedName(schema="federation", name="notes"),
        privileges=("select",),
        columns=(),
        roles=("hr_role",),
        grantable=False,
    )
    assert place_tenant(grant, {"hr_tenant"}, NO_VIEWS) != _table_file("notes")


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("tool_calls", "tool_calls"),
        ("../../etc/passwd", "%2E%2E%2F%2E%2E%2Fetc%2Fpasswd"),
        ("..", "%2E%2E"),
        (".hidden", "%2Ehidden"),
        ("a\\b", "a%5Cb"),
        ("a\0b", "a%00b"),
        ("Notes", "%4Eotes"),
        ("100%", "100%25"),
        ("é", "%C3%A9"),
        ("con:x*?", "con%3Ax%2A%3F"),
    ],
)
def test_a_name_becomes_a_safe_file_name(name: str, file: str) -> None:
    assert _table_file(name) == f"tenant/tables/{file}.sql"


def test_names_that_file_systems_confuse_stay_apart() -> None:
    names = ("notes", "Notes", "NOTES", "e\u0301", "\u00e9", "%C3%A9", "notes.sql")
    assert len({_table_file(name).casefold() for name in names}) == len(names)


def test_the_longest_name_is_a_file_name() -> None:
    assert len(_table_file("\u00e9" * 31 + "X").rpartition("/")[2]) <= 255


def test_a_schema_cannot_stand_in_for_a_file() -> None:
    sides = {
        place_shared(Schema(name="roles.sql", owner="o", description=""), NO_VIEWS),
        place_shared(role("r"), NO_VIEWS),
        place_shared(Extension(name="e", schema="s"), NO_VIEWS),
    }
    assert sides == {
        "shared/roles%2Esql/schema.sql",
        "shared/roles.sql",
        "shared/extensions.sql",
    }


def test_procedures_types_and_grants_stand_with_their_schema() -> None:
    name = QualifiedName(schema="s", name="x")
    assert [
        place_shared(routine(name, "", ""), NO_VIEWS),
        place_shared(routine(name, "text", ""), NO_VIEWS),
        place_shared(EnumType(name=name, labels=("a",), description=""), NO_VIEWS),
        place_shared(
            SchemaGrant(
                schema="s", privileges=("usage",), roles=("r",), grantable=False
            ),
            NO_VIEWS,
        ),
    ] == [
        "shared/s/procedures.sql",
        "shared/s/functions.sql",
        "shared/s/types.sql",
        "shared/s/grants.sql",
    ]
