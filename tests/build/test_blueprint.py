"""What the blueprint does not depend on, and what a new file alone brings about."""

import os
import random
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from compiler import api
from tests.build.cases import HERE, write_minimal

SHIPPED: Final = HERE.parents[1] / "specs"

INVOICES: Final = """\
table: invoices
columns:
  id: {type: uuid, not_null: true, default: gen_random_uuid()}
  created_at: {type: timestamptz, not_null: true, default: now()}
primary_key: [id]
retention: {rule: keep}
"""


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def read(out: Path) -> dict[str, bytes]:
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in out.rglob("*")
        if path.is_file()
    }


def copy_shuffled(source: Path, target: Path, seed: int) -> None:
    """Copy a folder with its files made in another order."""
    files = sorted(path for path in source.rglob("*") if path.is_file())
    random.Random(seed).shuffle(files)  # noqa: S311 - an order, no secret
    for path in files:
        place = target / path.relative_to(source)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, place)


def test_the_same_specs_give_the_same_bytes() -> None:
    outputs = []
    for seed in (1, 2, 3):
        folder = Path(str(seed))
        copy_shuffled(SHIPPED, folder / "specs", seed)
        command = [sys.executable, "-c", "from compiler.cli import main; main()"]
        environment = os.environ | {
            "PYTHONHASHSEED": str(seed),
            "PYTHONPATH": str(HERE.parents[1]),
            "TZ": "Asia/Tokyo" if seed == 2 else "UTC",
            "LC_ALL": "C" if seed == 3 else "C.UTF-8",
        }
        subprocess.run(
            [*command, "compile"],
            cwd=folder,
            env=environment,
            check=True,
            capture_output=True,
        )
        outputs.append(read(folder / "out"))
    assert outputs[0] == outputs[1] == outputs[2]
    assert "tenant/tables/tool_calls.sql" in outputs[0]


def test_a_new_table_is_one_new_file() -> None:
    specs = write_minimal(Path())
    api.compile(specs, Path("out"))
    before = read(Path("out"))
    (specs / "invoices.yaml").write_text(INVOICES, encoding="utf-8")
    compiled = api.compile(specs, Path("out"))
    assert set(compiled.changed) == {
        "manifest.json",
        "tenant/procedures.sql",
        "tenant/tables/invoices.sql",
    }
    after = read(Path("out"))
    unchanged = before.keys() - set(compiled.changed)
    assert {path: before[path] for path in unchanged} == {
        path: after[path] for path in unchanged
    }
    sql = after["tenant/tables/invoices.sql"].decode()
    assert "ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY" in sql
    assert "CREATE POLICY isolation ON example_shop.invoices" in sql
    assert "CHECK (shop = 'example')" in sql
    assert "GRANT SELECT, INSERT, UPDATE, DELETE ON TABLE example_shop.invoices" in sql


def test_a_table_that_goes_takes_its_file_along() -> None:
    specs = write_minimal(Path())
    (specs / "invoices.yaml").write_text(INVOICES, encoding="utf-8")
    api.compile(specs, Path("out"))
    (specs / "invoices.yaml").unlink()
    assert api.compile(specs, Path("out")).removed == ("tenant/tables/invoices.sql",)


def test_every_table_has_row_level_security_and_a_policy() -> None:
    specs = SHIPPED
    api.compile(specs, Path("out"))
    files = sorted(Path("out").rglob("tables/*.sql"))
    assert files
    for path in files:
        sql = path.read_text(encoding="utf-8")
        assert "ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY" in sql, path
        assert "CREATE POLICY" in sql, path
