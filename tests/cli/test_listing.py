"""`ls`: a table for people, JSON for programs."""

from pathlib import Path

import pytest

from compiler.cli import run
from tests.cli.conftest import parse_json


@pytest.mark.usefixtures("specs")
def test_the_specs_stand_in_columns(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["ls"]) == 0
    printed = capsys.readouterr()
    assert printed.err == ""
    assert (
        printed.out
        == """\
kind            name                scope   columns  policies  file
project         acme                                           specs/project.yaml:1
table           orders              tenant        3         1  specs/orders.yaml:1
mixin           tenant_key                                     specs/tenant_key.yaml:1
policy_type     isolation                                      specs/isolation.yaml:1
retention_rule  keep                                           specs/keep.yaml:1
tenants         north                                          specs/tenants.yaml:2
tenants         south                                          specs/tenants.yaml:3
role            {{ tenant.login }}                             specs/login.yaml:1
role            {{ tenant.role }}                              specs/role.yaml:1
"""
    )


@pytest.mark.usefixtures("specs")
def test_columns_that_nothing_stands_in_are_left_out(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["ls", "mixin"]) == 0
    assert capsys.readouterr().out == (
        "kind   name        file\nmixin  tenant_key  specs/tenant_key.yaml:1\n"
    )
    assert run(["ls", "function"]) == 0
    assert capsys.readouterr().out == ""


@pytest.mark.usefixtures("specs")
def test_ls_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["ls", "table", "--json"]) == 0
    assert parse_json(capsys.readouterr().out) == {
        "ok": True,
        "specs": [
            {
                "kind": "table",
                "name": "orders",
                "file": "specs/orders.yaml",
                "line": 1,
                "shared": False,
                "columns": 3,
                "policies": 1,
            }
        ],
    }


def test_an_error_in_the_specs_exits_1(
    specs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (specs / "odd.yaml").write_text("table: odd\ncolums: {}\n", encoding="utf-8")
    assert run(["ls", "table"]) == 1
    printed = capsys.readouterr()
    assert "specs/odd.yaml:1" in printed.out
    assert printed.err == "1 error; `tenantry check` says what is wrong.\n"


@pytest.mark.usefixtures("specs")
def test_an_unknown_kind_exits_64(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["ls", "rolle"]) == 64
    assert "Write role" in capsys.readouterr().err


def test_a_name_cannot_move_the_columns(
    specs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = f'table: "{"x" * 10_000}\\u001b[2J"\n'
    (specs / "odd.yaml").write_text(text, encoding="utf-8")
    run(["ls"])
    printed = capsys.readouterr().out
    assert "\x1b" not in printed
    assert max(map(len, printed.splitlines())) < 200
