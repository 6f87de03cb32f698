"""The rule names that the code can give, read off its syntax trees."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import compiler

# The rule names that the code puts together, and those that it hands through.
_COMPOSED: Final = {
    "f\"unknown-{kind.replace('_', '-')}\"": (),
    "kind": (
        "unknown-function",
        "unknown-sequence",
        "unknown-table",
        "unknown-type",
    ),
    "f'duplicate-{part[:-1]}'": (
        "duplicate-column",
        "duplicate-check",
        "duplicate-trigger",
    ),
    "RULE.name": (),
    "meaning.rule": (),
    "misplaced.rule": (),
    "rule": (),
}
# Where these take the kind of what is not there.
_REFERENCES: Final = {"find_spec": 1, "find_qualified": 1, "report_unknown": 2}


def emitted_rules(*stages: str) -> frozenset[str]:
    """Every rule name that the code of some stages can give."""
    package = Path(compiler.__file__).parent
    return frozenset(
        name
        for stage in stages
        for path in (package / stage).rglob("*.py")
        for name in _rules_in(ast.parse(path.read_text(encoding="utf-8")))
    )


def _rules_in(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        whole = ast.unparse(node.func)
        called = whole.rpartition(".")[2]
        if called == "Rule":
            yield from (ast.literal_eval(item.value) for item in node.keywords[:1])
        elif called in {"_Meaning", "_Misplaced"}:
            rules = (item.value for item in node.keywords if item.arg == "rule")
            yield from (ast.literal_eval(value) for value in rules)
        elif called in {"error", "warning"} or whole == "self._report":
            yield from _names(node.args[0], "")
        elif called in _REFERENCES:
            yield from _names(node.args[_REFERENCES[called]], "unknown-")


def _names(node: ast.expr, before: str) -> Iterator[str]:
    if isinstance(node, ast.Constant):
        yield before + str(node.value).replace("_", "-")
    else:
        yield from _COMPOSED[ast.unparse(node)]
