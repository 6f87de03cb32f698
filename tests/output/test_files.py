import json
from pathlib import Path

import pytest

from compiler.model.ignored import Ignored
from compiler.model.rename import Rename
from compiler.model.table import Table
from compiler.model.table_part import Thing
from compiler.model.value_source import ValueSource
from compiler.output.files import HEADER, OutputTree, arrange_files
from compiler.output.manifest import (
    MANIFEST,
    NO_NOTES,
    PlanNotes,
    parse_manifest_files,
)
from compiler.render.change import render_catalog
from compiler.syntax.libpg_query import count_statements
from tests.render.golden_file import check_golden
from tests.render.sample import OWNER, shared_catalog, tenant_catalog

GOLDEN = Path(__file__).parent / "golden"


def _origin(item: Thing) -> str:
    kind = type(item).__module__.rpartition(".")[2]
    name = f"{item.name.name}.yaml" if isinstance(item, Table) else f"{kind}s.yaml"
    return f"specs/{name}#/{kind}"


def _tree() -> OutputTree:
    return arrange_files(
        render_catalog(shared_catalog(), OWNER),
        render_catalog(tenant_catalog("example"), OWNER),
        _origin,
    )


@pytest.mark.parametrize("path", sorted(_tree().files))
def test_golden(path: str, pytestconfig: pytest.Config) -> None:
    check_golden(pytestconfig, GOLDEN / path, _tree().files[path])


def test_no_golden_file_is_left_over() -> None:
    files = {
        path.relative_to(GOLDEN).as_posix()
        for path in GOLDEN.rglob("*")
        if path.is_file()
    }
    assert files == set(_tree().files)


def test_the_same_catalogs_give_the_same_bytes() -> None:
    assert _tree() == _tree()


def test_every_statement_stands_in_the_manifest_where_it_stands_in_its_file() -> None:
    tree = _tree()
    manifest = json.loads(tree.files[MANIFEST])
    for side, catalog in (
        ("shared", shared_catalog()),
        ("tenant", tenant_catalog("example")),
    ):
        statements = render_catalog(catalog, OWNER)
        assert len(manifest[side]) == len(statements)
        for entry, statement in zip(manifest[side], statements, strict=True):
            # No statement of the sample holds an empty line.
            paragraphs = tree.files[entry["file"]].rstrip("\n").split("\n\n")
            assert paragraphs[entry["number"]] == statement.sql
            assert entry["origin"] == _origin(statement.object)
            assert (entry["as"] == "owner") == statement.as_owner


def test_the_manifest_lists_every_other_file() -> None:
    files = _tree().files
    assert set(parse_manifest_files(files[MANIFEST]) or ()) == set(files) - {MANIFEST}


def test_the_manifest_has_one_statement_a_line() -> None:
    text = _tree().files[MANIFEST]
    manifest = json.loads(text)
    lines = [line.strip().rstrip(",") for line in text.splitlines()]
    for entry in (*manifest["shared"], *manifest["tenant"]):
        assert json.dumps(entry) in lines


def test_every_file_says_what_made_it_and_is_grammatical() -> None:
    for path, text in _tree().files.items():
        assert text.endswith("\n")
        assert not text.endswith("\n\n")
        if path != MANIFEST:
            assert text.startswith(HEADER)
            assert count_statements(text) == text.count(";\n\n") + 1


def test_nothing_at_all_is_a_manifest_alone() -> None:
    files = arrange_files((), (), _origin).files
    assert set(files) == {MANIFEST}
    assert json.loads(files[MANIFEST]) == {
        "version": 1,
        "files": [],
        "shared": [],
        "tenant": [],
    }


def test_a_line_break_in_a_header_stays_in_the_comment() -> None:
    shared = render_catalog(shared_catalog(), OWNER)
    tree = arrange_files(shared, (), lambda _: "specs/a\nDROP TABLE t;.yaml#/x")
    for path, text in tree.files.items():
        assert path == MANIFEST or "\nDROP" not in text


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "null", '{"version": 1}', '{"files": ["a"]}']
)
def test_what_is_no_manifest_is_none(text: str) -> None:
    assert parse_manifest_files(text) is None


def test_what_plans_have_to_know_stands_in_the_manifest_if_there_is_any() -> None:
    rename = Rename(kind="column", schema="s", table="t", old="a", new="b")
    ignored = Ignored(schema="s", table="x_*", aspects=())
    source = ValueSource(
        schema="s", table="t", column="c", use="using", expression="c::int", role="r"
    )
    notes = PlanNotes(
        renames={rename: "a.yaml#/r"},
        ignored={ignored: "b.yaml#/i"},
        value_sources={source: "c.yaml#/v"},
    )
    plain, noted = (
        json.loads(arrange_files((), (), _origin, which).files[MANIFEST])
        for which in (NO_NOTES, notes)
    )
    assert noted == {
        **plain,
        "renames": [
            {
                "kind": "column",
                "schema": "s",
                "table": "t",
                "from": "a",
                "to": "b",
                "origin": "a.yaml#/r",
            }
        ],
        "ignored": [
            {"schema": "s", "table": "x_*", "aspects": [], "origin": "b.yaml#/i"}
        ],
        "values": [
            {
                "schema": "s",
                "table": "t",
                "column": "c",
                "use": "using",
                "expression": "c::int",
                "origin": "c.yaml#/v",
            }
        ],
    }
    assert not {"renames", "ignored", "values"} & set(plain)
