"""The pages: their form, and that each example shows what its page is about."""

import re
import shutil
from pathlib import Path
from typing import Final

import pytest

from compiler import api
from compiler.diagnostics import Finding, Page, has_errors
from compiler.rules import RULES
from compiler.rules.page import parse_page, read_page, rule_names
from tests.build.cases import GOLDEN, MINIMAL

TESTS: Final = Path(__file__).parent.parent
PAGES: Final = tuple(read_page(name) for name in rule_names())
TOLD_IN_WORDS: Final = {
    "cascade-too-wide": "build/golden/cascade-too-wide/diagnostics.txt",
    "column-without-values": "cli/test_planning.py",
    "control-character": "load/test_text.py",
    "file-too-large": "cli/test_specs.py",
    "no-project": "build/golden/no-project/diagnostics.txt",
    "not-utf8": "load/test_text.py",
    "too-deep": "load/test_yaml_nodes.py",
    "too-many-columns": "build/golden/too-many-columns/diagnostics.txt",
}
"""Rules that no text of a few lines can show, and the test that shows them."""

FORM: Final = """What is wrong.

Why that matters,
in two lines.

And more of it.

Fails:

    table: a
    ---
    table: b

Passes: Without
them.
"""


def pour(example: str, specs: Path) -> None:
    """Write the specs of an example over the minimal project.

    One that begins like a spec of the minimal project, or is of a kind of which there
    is one, takes its place; of the project an example says only what it is about.
    """
    shutil.copytree(MINIMAL, specs)
    firsts = {first_line(path.read_text("utf-8")): path for path in specs.iterdir()}
    for number, spec in enumerate(example.split("\n---\n")):
        path = firsts.pop(first_line(spec), specs / f"example_{number}.yaml")
        is_project = spec.startswith("project:")
        text = complete(spec, path.read_text("utf-8")) if is_project else spec
        path.write_text(f"{text}\n", encoding="utf-8")


def complete(project: str, minimal: str) -> str:
    """Return the project of an example, completed from the minimal one."""
    own, others = (re.split(r"\n(?=\w)", text.strip()) for text in (project, minimal))
    keys = {part.partition(":")[0] for part in own}
    left_out = (part for part in others if part.partition(":")[0] not in keys)
    return "\n".join((*own, *left_out))


def first_line(text: str) -> str:
    line = text.partition("\n")[0]
    return line.partition(":")[0] if line.startswith(("project:", "tenants:")) else line


def found_in(example: str, folder: Path) -> tuple[Finding, ...]:
    pour(example, folder / "specs")
    checked = api.check(folder / "specs", home=folder / ".tenantry")
    return tuple(finding for finding in checked.findings if not finding.allowed)


def test_every_page_is_read_by_its_name() -> None:
    assert len(PAGES) > 60
    assert {rule.name for rule in RULES} <= {page.name for page in PAGES}
    assert {page.name for page in PAGES if page.waivable} == {
        rule.name for rule in RULES if rule.waivable
    }


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_has_all_four_parts(page: Page) -> None:
    assert page.what.endswith(".")
    assert ". " not in page.what
    assert all(paragraph.endswith((".", "?")) for paragraph in page.why)
    assert page.failing.is_yaml == page.passing.is_yaml
    assert page.failing.text != page.passing.text


@pytest.mark.parametrize(
    "page", [page for page in PAGES if page.failing.is_yaml], ids=lambda page: page.name
)
def test_the_failing_example_fails_and_the_passing_one_passes(
    page: Page, tmp_path: Path
) -> None:
    failing = found_in(page.failing.text, tmp_path / "failing")
    passing = found_in(page.passing.text, tmp_path / "passing")
    assert page.name in {finding.rule for finding in failing}
    wrong = [it for it in passing if it.rule == page.name or has_errors([it])]
    assert [f"{it.position}: {it.rule}: {it.message}" for it in wrong] == []


def test_only_what_no_text_can_show_is_told_in_words() -> None:
    told = {page.name for page in PAGES if not page.failing.is_yaml}
    assert told == set(TOLD_IN_WORDS)
    for rule, test in TOLD_IN_WORDS.items():
        assert rule in (TESTS / test).read_text(encoding="utf-8")


def test_a_page_is_parsed_from_a_docstring() -> None:
    page = parse_page("some-rule", FORM, waivable=True)
    assert (page.name, page.what) == ("some-rule", "What is wrong.")
    assert page.why == ("Why that matters, in two lines.", "And more of it.")
    assert page.failing.specs == ("table: a", "table: b")
    assert (page.passing.text, page.passing.specs) == ("Without them.", ())


@pytest.mark.parametrize("part", ["Fails:", "Passes:", FORM])
def test_a_docstring_of_another_form_is_no_page(part: str) -> None:
    with pytest.raises(ValueError, match="some-rule"):
        parse_page("some-rule", FORM.replace(part, ""), waivable=False)


def test_golden_cases_are_called_like_pages_or_say_what_compiles() -> None:
    refused = (path.parent.name for path in GOLDEN.glob("*/diagnostics.txt"))
    named = {name.partition("--")[0] for name in refused}
    assert named - {page.name for page in PAGES} == {"a-broken-spec-is-one-finding"}
