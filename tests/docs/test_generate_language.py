"""The language reference says what the JSON Schemas say, and its specs compile."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest

from compiler.api.compilation import compile_specs
from compiler.build.symbols import SINGLE_KINDS
from compiler.describe.yaml_text import write_yaml
from compiler.diagnostics import Finding, has_errors
from compiler.load.documents import KINDS, load_text
from compiler.load.files import read_json_schema
from tests.build.cases import MINIMAL
from tests.language.base_project import BASE

ROOT: Final = Path(__file__).parents[2]
PAGES: Final = ROOT / "docs" / "language"
GENERATOR: Final = ROOT / "docs" / "generate_language.py"

EXAMPLES: Final = [
    pytest.param(kind, example, id=f"{kind}-{number}")
    for kind in KINDS
    for number, example in enumerate(read_json_schema(kind).get("examples", ()))
]


def texts(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}


def test_it_is_up_to_date(tmp_path: Path) -> None:
    subprocess.run([sys.executable, GENERATOR, tmp_path], check=True, cwd=ROOT)
    assert texts(PAGES) == texts(tmp_path), "run `make docs`"


@pytest.mark.parametrize("kind", KINDS)
def test_the_page_of_a_kind_starts_with_a_whole_spec(kind: str) -> None:
    first, *_ = read_json_schema(kind)["examples"]
    page = (PAGES / f"{kind}.md").read_text(encoding="utf-8")
    before, _, _ = page.partition("\n## ")
    assert f"```yaml\n{write_yaml(first)}```\n" in before


@pytest.mark.parametrize("kind", KINDS)
def test_the_page_of_a_kind_names_every_key_at_every_depth(kind: str) -> None:
    page = (PAGES / f"{kind}.md").read_text(encoding="utf-8")
    for key, description in _keys(read_json_schema(kind)):
        assert f"`{key}`" in page
        assert description in page.replace("\\|", "|")


def _keys(json_schema: object) -> Iterator[tuple[str, str]]:
    if isinstance(json_schema, dict):
        for key, inner in json_schema.get("properties", {}).items():
            yield key, inner["description"]
        for key, inner in json_schema.items():
            if key not in {"examples", "default", "enum"}:
                yield from _keys(inner)
    elif isinstance(json_schema, list):
        for inner in json_schema:
            yield from _keys(inner)


@pytest.mark.parametrize(("kind", "example"), EXAMPLES)
def test_a_whole_spec_compiles_in_one_of_the_projects(
    tmp_path: Path, kind: str, example: dict[str, Any]
) -> None:
    errors = [
        errors_in(tmp_path / str(number), base, kind, example)
        for number, base in enumerate((MINIMAL, BASE))
    ]
    assert [] in errors, errors


def errors_in(
    specs: Path, base: Path, kind: str, example: dict[str, Any]
) -> list[Finding]:
    """The errors of a project with the example in the place of what has its name."""
    shutil.copytree(base, specs)
    for path in specs.rglob("*.yaml"):
        document, _ = load_text(path.name, path.read_bytes())
        assert document
        if document.kind == kind and (
            kind in SINGLE_KINDS or document.root.text(kind) == example[kind]
        ):
            path.unlink()
    (specs / "example.yaml").write_text(write_yaml(example), encoding="utf-8")
    findings = compile_specs(specs, {}).findings
    return [finding for finding in findings if has_errors([finding])]
