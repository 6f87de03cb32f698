"""The option that rewrites golden files; `git diff` shows what became of them."""

import contextlib

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    # Another folder's conftest may have said it first.
    with contextlib.suppress(ValueError):
        parser.addoption(
            "--update-golden", action="store_true", help="rewrite golden files"
        )
