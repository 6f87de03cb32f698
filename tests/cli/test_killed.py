"""A compile that is killed leaves `out/` as it was, or as it is to be."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

INVOICES = "table: invoices\ncolumns: {id: {type: uuid}}\nprimary_key: [id]\n"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there are no forks here")
def test_out_is_never_half_written(specs: Path) -> None:
    assert specs.exists()
    Path("other").mkdir()
    Path("other/invoices.yaml").write_text(INVOICES, encoding="utf-8")
    script = Path(__file__).with_name("killed_compile.py")
    done = subprocess.run(
        [sys.executable, str(script)],
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 20
