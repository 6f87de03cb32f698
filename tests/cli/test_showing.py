"""`show`: YAML with where it is from, SQL, JSON, and the exit codes."""

import json
from pathlib import Path

import pytest
import yaml

from compiler.cli import run
from tests.cli.test_specs import break_specs

ORDERS = """\
table: orders
mixins: [timed]
columns: {id: {type: uuid, not_null: true}}
primary_key: [id]
"""
TIMED = "mixin: timed\ncolumns: {at: {type: timestamptz}}\n"


@pytest.fixture
def orders(specs: Path) -> Path:
    """A project with a table that has a mixin."""
    (specs / "orders.yaml").write_text(ORDERS, encoding="utf-8")
    (specs / "timed.yaml").write_text(TIMED, encoding="utf-8")
    return specs


@pytest.mark.usefixtures("orders")
def test_a_table_is_shown_as_yaml_with_where_it_is_from(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["show", "orders"]) == 0
    printed = capsys.readouterr()
    assert printed.err == ""
    assert printed.out.startswith("# From specs/orders.yaml:1\ntable: orders\n")
    assert "{type: timestamptz}  # specs/timed.yaml:2\n" in printed.out
    content = yaml.safe_load(printed.out)
    assert content["primary_key"]["name"] == "orders_pkey"
    assert content["columns"]["at"] == {"type": "timestamptz"}


@pytest.mark.usefixtures("orders")
def test_its_sql_says_where_each_statement_is_from(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["show", "orders", "--sql"]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("-- specs/orders.yaml:1\nCREATE TABLE ")
    for statement in printed.rstrip("\n").split("\n\n-- ")[1:]:
        place, _, sql = statement.partition("\n")
        assert place.rpartition(":")[2].isdigit()
        assert "orders" in sql


@pytest.mark.usefixtures("orders")
def test_json_has_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["show", "orders", "--json"]) == 0
    content = json.loads(capsys.readouterr().out)
    assert content["ok"] is True
    assert (content["file"], content["line"]) == ("specs/orders.yaml", 1)
    assert content["object"]["columns"]["at"] == {"type": "timestamptz"}
    assert content["origins"]["/columns/at"] == "specs/timed.yaml:2"


@pytest.mark.usefixtures("orders")
@pytest.mark.parametrize(
    ("name", "help"),
    [
        ("ordres", "Write orders."),
        ("legal_holds", ".legal_holds."),
        ("qqq", "`tenantry ls`"),
    ],
)
def test_an_unknown_name_is_a_usage_error(
    capsys: pytest.CaptureFixture[str],
    name: str,
    help: str,  # noqa: A002 - it is the word that findings use
) -> None:
    assert run(["show", name]) == 64
    printed = capsys.readouterr()
    assert printed.out == ""
    assert f'called "{name}"' in printed.err
    assert help in printed.err


def test_an_error_in_the_specs_is_shown_instead(
    orders: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    break_specs(orders)
    for option in ([], ["--sql"]):
        assert run(["show", "orders", *option]) == 1
        printed = capsys.readouterr()
        assert "error[invalid-expression]" in printed.err
        assert printed.out == ""
    assert run(["show", "orders", "--json"]) == 1
    content = json.loads(capsys.readouterr().out)
    assert content["ok"] is False
    assert content["findings"]


@pytest.mark.usefixtures("orders")
def test_two_forms_at_once_are_a_usage_error() -> None:
    assert run(["show", "orders", "--sql", "--json"]) == 64
    assert run(["check", "--sarif", "--json"]) == 64


@pytest.mark.parametrize("broken", [False, True])
def test_check_prints_sarif_and_nothing_else(
    orders: Path, capsys: pytest.CaptureFixture[str], *, broken: bool
) -> None:
    if broken:
        break_specs(orders)
    assert run(["check", "--sarif"]) == int(broken)
    printed = capsys.readouterr()
    assert printed.err == ""
    (found,) = json.loads(printed.out)["runs"]
    levels = {result["level"] for result in found["results"]}
    assert ("error" in levels) is broken
    for result in found["results"]:
        (location,) = result["locations"]
        place = location["physicalLocation"]["artifactLocation"]["uri"]
        # Specs of the package are no files of the project.
        assert Path(place).is_file() or place.startswith("%3Ctenantry%3E/")
    for rule in found["tool"]["driver"]["rules"]:
        assert rule["help"]["text"]
