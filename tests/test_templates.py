"""Every template says which lock it takes, and whom that blocks."""

from pathlib import Path
from typing import Final

import pytest

import compiler

PACKAGE: Final = Path(compiler.__file__).parent
TEMPLATES: Final = sorted(PACKAGE.rglob("*.sql.j2"))
# What is made of these stands between dollar quotes.
BODIES: Final = PACKAGE / "build"


def test_every_template_is_found_by_its_loader() -> None:
    folders = {path.relative_to(PACKAGE).parts[1] for path in TEMPLATES}
    assert folders == {"templates"}
    assert {path.name for path in PACKAGE.rglob("*.j2")} == {
        path.name for path in TEMPLATES
    }


@pytest.mark.parametrize(
    "template", TEMPLATES, ids=lambda path: str(path.relative_to(PACKAGE))
)
def test_every_template_names_its_lock_and_whom_it_blocks(template: Path) -> None:
    text = template.read_text(encoding="utf-8")
    comment = text.partition("#}")[0]
    assert comment.startswith("{# Lock: ")
    assert "blocks" in comment
    if not template.is_relative_to(BODIES):
        assert text.rstrip().endswith(";")
