"""`init` and `new`: what they print, and their exit codes."""

from pathlib import Path

import pytest

from compiler.cli import run
from tests.cli.conftest import parse_json


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_init_says_what_it_wrote_and_what_comes_next(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["init", "shop"]) == 0
    printed = capsys.readouterr()
    assert printed.err == ""
    shown = [line.split(maxsplit=1) for line in printed.out.splitlines()]
    assert ["shop/specs/tables/", "contacts.yaml, messages.yaml"] in shown
    assert printed.out.endswith(
        "The project shop is written. Next:\n"
        "  cd shop\n"
        "  tenantry compile    write its SQL to out/, for review\n"
        "  tenantry up         install it in a PostgreSQL that tenantry starts\n"
    )


def test_init_here_needs_no_other_folder(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["init", ".", "--name", "shop"]) == 0
    assert "Next:\n  tenantry check\n" in capsys.readouterr().out
    assert run(["check"]) == 0
    assert "no findings" in capsys.readouterr().out


def test_init_twice_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["init", "shop"]) == 0
    capsys.readouterr()
    assert run(["init", "shop"]) == 3
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "exists already" in printed.err


def test_a_name_that_will_not_do_exits_64(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["init", "42"]) == 64
    assert "--name" in capsys.readouterr().err
    assert list(Path().iterdir()) == []


def test_init_lists_its_files_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["init", "shop", "--json"]) == 0
    content = parse_json(capsys.readouterr().out)
    files = content.pop("files")
    assert content == {"ok": True, "project": "shop", "directory": "shop"}
    assert isinstance(files, list)
    written = (path for path in Path("shop").rglob("*") if path.is_file())
    assert files == sorted(path.relative_to("shop").as_posix() for path in written)


def test_new_says_where_the_spec_is(capsys: pytest.CaptureFixture[str]) -> None:
    run(["init", ".", "--name", "shop"])
    capsys.readouterr()
    assert run(["new", "table", "invoices"]) == 0
    assert capsys.readouterr().out == (
        "specs/tables/invoices.yaml is written; `tenantry check` judges it.\n"
    )
    assert run(["new", "table", "invoices"]) == 3
    assert run(["new", "tabel", "invoices"]) == 64
    assert "Write table" in capsys.readouterr().err
    assert run(["new", "table", "../invoices"]) == 64
    assert run(["new", "table", "other", "--specs", "nowhere"]) == 4
    capsys.readouterr()
    assert run(["new", "type", "state", "--schema", "shop", "--json"]) == 0
    assert parse_json(capsys.readouterr().out) == {
        "ok": True,
        "kind": "type",
        "name": "state",
        "file": "specs/types/state.yaml",
    }
