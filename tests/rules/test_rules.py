"""Every rule is called like its module, and has a page."""

import re
import sys
from pathlib import Path
from typing import Final

import compiler.rules
from compiler.rules import RULES
from compiler.rules.page import rule_names
from tests.rules.emitted import emitted_rules

FOLDER: Final = Path(compiler.rules.__file__).parent
NO_RULES: Final = {
    "__init__",
    "page",
    "rule",
    "waivers",
}
MODULES: Final = {path.stem for path in FOLDER.glob("*.py")} - NO_RULES
STAGES: Final = ("load", "build", "rules", "plan", "api")


def test_every_module_is_a_rule() -> None:
    assert {rule.name.replace("-", "_") for rule in RULES} == MODULES


def test_what_the_code_can_find_has_a_page_and_no_page_is_left_over() -> None:
    assert set(rule_names()) == emitted_rules(*STAGES)
    assert len(rule_names()) == len(set(rule_names()))


def test_names_of_rules_are_words_with_hyphens() -> None:
    odd = [it for it in rule_names() if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", it)]
    assert odd == []


def test_rules_read_nothing_but_the_blueprint() -> None:
    for name in MODULES:
        module = sys.modules[f"compiler.rules.{name}"]
        assert not {"os", "pathlib", "Path", "open"} & set(vars(module))
