"""The list of rules says what their pages say."""

import subprocess
import sys
from pathlib import Path
from typing import Final

from compiler.rules.page import read_page, rule_names

ROOT: Final = Path(__file__).parents[2]
LIST: Final = ROOT / "docs" / "rules.md"
GENERATOR: Final = ROOT / "docs" / "generate_rules.py"


def test_it_is_up_to_date(tmp_path: Path) -> None:
    written = tmp_path / "rules.md"
    subprocess.run([sys.executable, GENERATOR, written], check=True, cwd=ROOT)
    assert LIST.read_text("utf-8") == written.read_text("utf-8"), "run `make docs`"


def test_every_rule_has_a_section_and_a_link_to_it() -> None:
    text = LIST.read_text("utf-8")
    for name in rule_names():
        page = read_page(name)
        assert f"| [`{name}`](#{name}) | {page.what} |\n" in text
        assert f"\n## {name}\n\n{page.what}\n" in text
        assert page.failing.text in text
        assert page.passing.text in text
