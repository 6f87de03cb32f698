"""The public calls: values out, exceptions only for what stops them."""

from pathlib import Path

import pytest

from compiler import api
from compiler.errors import CannotRun, Refused, UsageError
from tests.build.cases import write_minimal


@pytest.fixture
def specs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return write_minimal(Path())


def test_calls_are_silent(specs: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (specs / "odd.yaml").write_text("table: x\n", encoding="utf-8")
    assert api.check(specs).ok
    assert api.compile(specs, Path("out")).ok
    assert api.compare(specs, Path("out")).ok
    assert api.sql(specs).ok
    assert capfd.readouterr() == ("", "")


def test_findings_are_returned_by_every_call(specs: Path) -> None:
    (specs / "odd.yaml").write_text("table: x\nprimary_key: [y]\n", encoding="utf-8")
    calls = (
        api.check(specs),
        api.compile(specs, Path("out")),
        api.compare(specs, Path("out")),
        api.sql(specs, "north"),
    )
    assert len({call.findings for call in calls}) == 1
    assert not any(call.ok for call in calls)
    assert "unknown-column" in {finding.rule for finding in calls[0].findings}


def test_what_stops_a_call_is_an_exception(specs: Path) -> None:
    with pytest.raises(CannotRun, match="does not exist"):
        api.check(Path("nowhere"))
    with pytest.raises(UsageError, match="no shop west"):
        api.sql(specs, "west")
    Path("full").mkdir()
    Path("full/mine.txt").touch()
    with pytest.raises(Refused, match="not empty"):
        api.compile(specs, Path("full"))


def test_the_same_input_is_not_compiled_twice(
    specs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = api.compile(specs, Path("out"))
    monkeypatch.setattr("compiler.api.compilation.compile_specs", None)
    again = api.compile(specs, Path("out"))
    assert first.differs
    assert not again.differs
    assert (again.statements, again.files) == (first.statements, first.files)
    assert api.check(specs).statements == first.statements


def test_a_remembered_outcome_has_the_same_findings(specs: Path) -> None:
    odd = "table: x\nprimary_key: [y]\nchecks: {a: 'b >'}\n"
    (specs / "odd.yaml").write_text(odd, encoding="utf-8")
    first = api.check(specs)
    assert first.findings
    assert api.check(specs) == first


@pytest.mark.parametrize("change", ["new", "gone", "other", "touched out"])
def test_other_input_is_compiled_anew(specs: Path, change: str) -> None:
    api.compile(specs, Path("out"))
    match change:
        case "new":
            (specs / "a.yaml").write_text("table: a\n", encoding="utf-8")
        case "gone":
            (specs / "orders.yaml").unlink()
        case "other":
            (specs / "orders.yaml").write_text("table: orders\n", encoding="utf-8")
        case _:
            Path("out/tenant/roles.sql").write_text("", encoding="utf-8")
    assert api.compare(specs, Path("out")).differs
    assert api.compile(specs, Path("out")).differs
    assert not api.compile(specs, Path("out")).differs


def test_findings_name_files_as_the_caller_named_the_folder(specs: Path) -> None:
    (specs / "odd.yaml").write_text("table: x\nprimary_key: [y]\n", encoding="utf-8")
    for folder in (specs, specs.resolve(), Path("./specs/../specs")):
        files = {finding.position.file for finding in api.check(folder).findings}
        assert files == {(folder / "odd.yaml").as_posix()}
