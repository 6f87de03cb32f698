"""Compares a text with the file that holds what it should be."""

from pathlib import Path

import pytest


def check_golden(config: pytest.Config, path: Path, text: str) -> None:
    if config.getoption("--update-golden"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")
