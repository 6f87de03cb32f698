"""Every rule is called like its module, and explains itself."""

import importlib
import re
import sys
from pathlib import Path
from typing import Final

import pytest

import compiler.rules
from compiler.rules import RULES
from compiler.rules.rule import Rule

FOLDER: Final = Path(compiler.rules.__file__).parent
MODULES: Final = {path.stem for path in FOLDER.glob("*.py")} - {"__init__", "rule"}


def test_every_module_is_a_rule() -> None:
    assert {rule.name.replace("-", "_") for rule in RULES} == MODULES


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_says_what_why_and_what_instead(rule: Rule) -> None:
    module = importlib.import_module(f"compiler.rules.{rule.name.replace('-', '_')}")
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name)
    what, why, instead = (module.__doc__ or "").strip().split("\n\n")
    assert what.endswith(".")
    assert why
    assert instead.startswith("Instead of ")


def test_rules_read_nothing_but_the_blueprint() -> None:
    for name in MODULES:
        module = sys.modules[f"compiler.rules.{name}"]
        assert not {"os", "pathlib", "Path", "open"} & set(vars(module))
