import os
from pathlib import Path

import pytest

from compiler.diagnostics import Position, warning
from compiler.output.cache import Cache
from compiler.output.memo import (
    Memo,
    digest_files,
    digest_folder,
    digest_inputs,
    recall,
    remember,
)

MEMO = Memo(
    specs=2,
    statements=7,
    files=3,
    parsers=("a parser: 7 statements checked",),
    findings=(warning("rule", Position("specs/t.yaml", 3, 5), "wrong", "Mend it."),),
    digest="d",
)
CODE = ("stage.py", "create.sql.j2", "policy.sql", "role.yaml", "table.schema.json")


def cache_of(outcome: str) -> Cache:
    return Cache(passed={}, compiled={"inputs": "i", "outcome": outcome})


def test_what_was_remembered_is_recalled() -> None:
    cache = Cache(passed={}, compiled=remember("i", MEMO))

    assert recall(cache, "i") == MEMO
    assert recall(cache, "j") is None


@pytest.mark.parametrize(
    "outcome",
    [
        "",
        "x",
        "[]",
        '"x"',
        "{}",
        '{"findings": ["x"]}',
        '{"findings": [], "parsers": 3}',
    ],
)
def test_a_broken_outcome_is_none(outcome: str) -> None:
    assert recall(cache_of(outcome), "i") is None


@pytest.fixture
def code(tmp_path: Path) -> Path:
    folder = tmp_path / "code"
    folder.mkdir()
    for name in CODE:
        (folder / name).write_text("x")
    return folder


@pytest.mark.parametrize("name", CODE)
def test_the_compiler_s_own_files_are_inputs(code: Path, name: str) -> None:
    before = digest_inputs((), (code,), ("1",))
    status = (code / name).stat()

    os.utime(code / name, ns=(status.st_atime_ns, status.st_mtime_ns + 1))

    assert digest_inputs((), (code,), ("1",)) != before


def test_specs_and_versions_are_inputs(code: Path) -> None:
    digests = {
        digest_inputs(specs, (code,), versions)
        for specs in ((), (("a", b""),), (("a", b"b"),), (("ab", b""),))
        for versions in (("1",), ("1", "2"))
    }

    assert len(digests) == 8


def test_a_folder_has_the_digest_of_its_files(tmp_path: Path) -> None:
    manifest = '{"version": 1, "files": ["a.sql"], "shared": [], "tenant": []}'
    files = {"manifest.json": manifest, "a.sql": "SELECT 1;\n"}
    for name, text in files.items():
        (tmp_path / name).write_text(text)

    assert digest_folder(tmp_path) == digest_files(files)
    (tmp_path / "a.sql").write_text("SELECT 2;\n")
    assert digest_folder(tmp_path) != digest_files(files)
