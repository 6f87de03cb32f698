"""Every block of the README is run, and every command stands in it."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from compiler import api
from compiler.cli import COMMANDS, run

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def block(language: str) -> str:
    (found,) = re.findall(
        rf"^```{language}\n(.*?)^```$", README, re.MULTILINE | re.DOTALL
    )
    return str(found)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(ROOT / "specs", tmp_path / "specs")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_spec_compiles_to_the_sql_beside_it(project: Path) -> None:
    (project / "specs/tables/notes.yaml").write_text(block("yaml"))

    compiled = api.compile(Path("specs"), Path("out"))

    assert compiled.findings == ()
    whole = (project / "out/tenant/tables/notes.sql").read_text()
    paragraphs = block("sql").strip().split("\n\n")
    assert len(paragraphs) == 5
    assert [each for each in paragraphs if each not in whole] == []


def test_the_finding_looks_as_shown(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spec = block("yaml").replace("[user_id,", "[user,")
    (project / "specs/tables/notes.yaml").write_text(spec)

    code = run(["check"])

    assert code == 1
    assert capsys.readouterr().err == block("text")


@pytest.mark.usefixtures("project")
def test_the_python_block_runs() -> None:
    done = subprocess.run(
        [sys.executable, "-c", block("python")],
        check=True,
        capture_output=True,
        text=True,
    )

    assert int(done.stdout) > 100


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_stands_in_the_readme(command: str) -> None:
    assert f"| `tenantry {command}" in README


def test_every_make_target_of_the_readme_is_there() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"(?:^|`)make ([a-z-]+)", README, re.MULTILINE))

    assert targets >= {"up", "test"}
    assert {each for each in targets if f"\n{each}:" not in makefile} == set()
