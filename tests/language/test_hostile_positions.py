"""Hostile text comes to findings or to text, wherever in the language it stands."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from compiler.load.documents import KINDS
from tests.language.hostile_positions import PAYLOADS, Came

ROOT: Final = Path(__file__).parents[2]


@pytest.mark.parametrize("kind", KINDS)
def test_no_text_is_run_wherever_it_stands(kind: str, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.language.hostile_positions", kind],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2_000:]
    came = [Came(**one) for one in json.loads(done.stdout)]
    assert {one.payload for one in came} <= PAYLOADS.keys()
    assert came
    assert [one for one in came if one.ran] == []
    assert list(tmp_path.iterdir()) == []
