import subprocess
import sys
from pathlib import Path

import pytest

from compiler.load.documents import KINDS, Loaded, load_specs, load_text
from compiler.load.files import MAX_SPEC_BYTES

ROOT = Path(__file__).parents[2]


def load(directory: Path, **specs: str) -> Loaded:
    for name, text in specs.items():
        (directory / f"{name}.yaml").write_text(text, encoding="utf-8")
    return load_specs(directory)


def own_files(loaded: Loaded) -> list[str]:
    return [each.file for each in loaded.documents if not each.shipped]


def test_a_document_knows_its_file_its_kind_and_its_lines() -> None:
    document, findings = load_text("specs/t.yaml", b"# first\r\ntable: t\r\n")
    assert findings == ()
    assert document
    assert (document.file, document.kind, document.shipped) == (
        "specs/t.yaml",
        "table",
        False,
    )
    assert document.lines == ("# first", "table: t", "")
    assert document.root.text("table") == "t"


def test_the_kind_need_not_come_first() -> None:
    document, findings = load_text("t.yaml", b"columns: {a: {type: text}}\nmixin: m\n")
    assert findings == ()
    assert document
    assert document.kind == "mixin"


@pytest.mark.parametrize("kind", KINDS)
def test_a_spec_of_each_kind_is_judged_by_its_own_json_schema(kind: str) -> None:
    document, findings = load_text("t.yaml", f"{kind}: x\nunheard: 1\n".encode())
    assert document
    assert document.kind == kind
    assert "unknown-key" in {finding.rule for finding in findings}


def test_the_packages_own_specs_are_loaded_with_the_users(tmp_path: Path) -> None:
    loaded = load(tmp_path, a="table: a\n")
    assert loaded.findings == ()
    assert own_files(loaded) == [f"{tmp_path.as_posix()}/a.yaml"]
    shipped = [each for each in loaded.documents if each.shipped]
    assert shipped
    for each in shipped:
        assert each.file.startswith("<tenantry>/control/")


def test_files_are_shown_as_the_user_named_the_directory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "specs" / "tables").mkdir(parents=True)
    (tmp_path / "specs" / "tables" / "a.yaml").write_text("table: a\n")
    monkeypatch.chdir(tmp_path)
    assert own_files(load_specs(Path("specs"))) == ["specs/tables/a.yaml"]
    assert own_files(load_specs(Path("./specs/"))) == ["specs/tables/a.yaml"]


def test_a_spec_with_a_fault_is_kept_apart_with_its_name(tmp_path: Path) -> None:
    loaded = load(tmp_path, a="table: a\n", b="table: b\nkolumns: {}\n", c="table: [\n")
    assert len(own_files(loaded)) == 1
    assert [document.root.text("table") for document in loaded.broken] == ["b"]
    assert [finding.rule for finding in loaded.findings] == [
        "unknown-key",
        "yaml-syntax",
    ]


def test_findings_of_all_files_come_together_in_order(tmp_path: Path) -> None:
    (tmp_path / "large.yaml").write_bytes(b"#" * (MAX_SPEC_BYTES + 1))
    (tmp_path / "bytes.yaml").write_bytes(b"a: \xff\n")
    loaded = load(tmp_path, z="table: z\nx: 1\n", a="tabel: a\n")
    assert [
        (Path(finding.position.file).stem, finding.rule, finding.excerpt)
        for finding in loaded.findings
    ] == [
        ("a", "unknown-kind", "tabel: a"),
        ("bytes", "not-utf8", "a: �"),
        ("large", "file-too-large", ""),
        ("z", "unknown-key", "x: 1"),
    ]


def test_reading_specs_needs_no_heavy_library() -> None:
    heavy = "{'jsonschema', 'jinja2', 'sqlglot', 'psycopg', 'postgast', 'rich'}"
    program = f"import sys, compiler.load.documents; print({heavy} & set(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    assert done.stdout.strip() == "set()"
