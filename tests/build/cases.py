"""The golden cases: a few specs each, over the minimal project.

`golden/<case>/specs/` holds what the case is about; a file of the same name takes the
place of the minimal project's, and an empty one removes it. Beside it stands what
must come out: `diagnostics.txt`, or `out/` with the files that differ from the minimal
project's.
"""

import shutil
from pathlib import Path
from typing import Final

HERE: Final = Path(__file__).parent
MINIMAL: Final = HERE / "minimal"
GOLDEN: Final = HERE / "golden"

CASES: Final = tuple(sorted(path.name for path in GOLDEN.iterdir()))
REFUSED: Final = tuple(
    case for case in CASES if (GOLDEN / case / "diagnostics.txt").exists()
)
ACCEPTED: Final = tuple(case for case in CASES if case not in REFUSED)


def write_minimal(directory: Path) -> Path:
    """Return a folder with the minimal project's specs."""
    specs = directory / "specs"
    shutil.copytree(MINIMAL, specs)
    return specs


def write_case(case: str, directory: Path) -> Path:
    """Return a folder with the specs of a case."""
    specs = write_minimal(directory)
    for path in sorted((GOLDEN / case / "specs").iterdir()):
        if path.stat().st_size:
            shutil.copy(path, specs / path.name)
        else:
            (specs / path.name).unlink()
    return specs
