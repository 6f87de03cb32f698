"""What specs there are, and what they are called."""

from pathlib import Path

import pytest

from compiler import api
from compiler.api import ListedSpec, ListedTable
from compiler.diagnostics import Position
from compiler.errors import CannotRun, UsageError
from tests.build.cases import write_minimal


@pytest.fixture
def specs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return write_minimal(Path())


def test_specs_come_by_kind_and_name(specs: Path) -> None:
    (specs / "a.yaml").write_text("table: zebras\nschema: pg\n", encoding="utf-8")
    listed = api.ls(specs)
    assert [(each.kind, each.name) for each in listed.specs] == [
        ("project", "acme"),
        ("table", "orders"),
        ("table", "zebras"),
        ("mixin", "tenant_key"),
        ("policy_type", "isolation"),
        ("retention_rule", "keep"),
        ("tenants", "north"),
        ("tenants", "south"),
        ("role", "{{ tenant.login }}"),
        ("role", "{{ tenant.role }}"),
    ]


def test_a_table_comes_with_its_numbers_and_its_place(specs: Path) -> None:
    assert api.ls(specs, "table").specs == (
        ListedSpec(
            kind="table",
            name="orders",
            position=Position("specs/orders.yaml", 1, 8),
            shared=False,
            table=ListedTable(columns=3, policies=1),
        ),
    )


def test_a_shared_object_is_one(specs: Path) -> None:
    (specs / "log.yaml").write_text(
        'table: log\nschema: "{{ project.schema }}"\ncolumns: {id: {type: text}}\n',
        encoding="utf-8",
    )
    log, orders = api.ls(specs, "table").specs
    assert (log.shared, log.table) == (True, ListedTable(columns=1, policies=0))
    assert orders.shared is False
    assert {each.shared for each in api.ls(specs, "role").specs} == {None}


def test_a_spec_with_an_error_is_listed_too(specs: Path) -> None:
    (specs / "orders.yaml").write_text("table: orders\ncolums: {}\n", encoding="utf-8")
    listed = api.ls(specs, "table")
    assert not listed.ok
    assert [(each.name, each.table) for each in listed.specs] == [("orders", None)]


def test_without_a_project_there_are_names_all_the_same(specs: Path) -> None:
    (specs / "project.yaml").unlink()
    listed = api.ls(specs, "table")
    assert not listed.ok
    assert [each.name for each in listed.specs] == ["orders"]


def test_a_kind_that_there_is_not_is_refused(specs: Path) -> None:
    with pytest.raises(UsageError, match='"tables" is no kind') as stopped:
        api.ls(specs, "tables")
    assert stopped.value.help.startswith("Write table;")


def test_names_are_found_without_judging(specs: Path) -> None:
    (specs / "a.yaml").write_text("table: zebras\ncolums: {}\n", encoding="utf-8")
    (specs / "b.yaml").write_text("table: [\n", encoding="utf-8")
    (specs / "c.yaml").write_bytes(b"table: \xff\n")
    (specs / "d.yaml").write_text("columns:\n  table: {}\n", encoding="utf-8")
    assert api.names_of(specs, "table") == ("orders", "zebras")
    assert api.names_of(specs, "tenants") == ("north", "south")
    with pytest.raises(CannotRun):
        api.names_of(Path("nowhere"), "table")
