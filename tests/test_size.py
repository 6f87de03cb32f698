"""A module stops at 300 lines and a function at 40; then it is two things."""

import ast
from pathlib import Path
from typing import Final

import pytest

import compiler

PACKAGE: Final = Path(compiler.__file__).parent
MODULES: Final = sorted(PACKAGE.rglob("*.py"))
FUNCTIONS: Final = (ast.FunctionDef, ast.AsyncFunctionDef)


def lines_of(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """How long it is, its docstring left out."""
    whole = (function.end_lineno or 0) - function.lineno + 1
    if ast.get_docstring(function) is None:
        return whole
    first = function.body[0]
    return whole - ((first.end_lineno or 0) - first.lineno + 1)


def test_there_are_modules() -> None:
    assert len(MODULES) > 100


@pytest.mark.parametrize("module", MODULES, ids=lambda it: str(it.relative_to(PACKAGE)))
def test_modules_and_functions_are_short(module: Path) -> None:
    text = module.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 300
    functions = (it for it in ast.walk(ast.parse(text)) if isinstance(it, FUNCTIONS))
    assert {it.name for it in functions if lines_of(it) > 40} == set()
