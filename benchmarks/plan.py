"""What `tenantry plan` and `diff` cost on the shipped specs, with all their tenants."""

import argparse
import shutil
import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path

from report import Row, milliseconds, read_arguments, run_child, tenantry, write_section

SPECS = Path(__file__).resolve().parents[1] / "specs"
TENANTS = 5
PLAN = (tenantry(), "plan", "--all", "--local")
DIFF = (tenantry(), "diff", "before", "specs")


def main() -> None:
    """Measure, and write the section."""
    arguments = read_arguments(__doc__ or "", runs=5)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        shutil.copytree(SPECS, folder / "specs")
        shutil.copytree(SPECS, folder / "before")
        run_child((tenantry(), "up"), folder=folder)
        try:
            rows = tuple(_measure(folder, arguments))
        finally:
            run_child((tenantry(), "down", "--delete-data"), folder=folder)
    write_section("plan.py", arguments, rows)


def _measure(folder: Path, arguments: argparse.Namespace) -> Iterator[Row]:
    """Yield what was measured, first without a change and then with a column more."""
    yield _row("plan`, nothing to change", PLAN, folder, arguments.runs, "≤ 400 ms")
    table = folder / "specs" / "tables" / "contacts.yaml"
    column = "columns:\n  nickname: {type: text, description: What friends say.}\n"
    table.write_text(table.read_text().replace("columns:\n", column, 1))
    yield _row("plan`, a column to add", PLAN, folder, arguments.runs, "")
    yield _row("diff`, a column added", DIFF, folder, arguments.runs, "≤ 1.5 s")


def _row(
    what: str, command: tuple[str, ...], folder: Path, runs: int, bound: str
) -> Row:
    seconds = [run_child(command, folder=folder).cpu for _ in range(runs)]
    return Row(
        what=f"`tenantry {what}, {TENANTS} tenants of 24 tables, CPU of our process",
        measured=milliseconds(statistics.median(seconds)),
        bound=bound,
    )


if __name__ == "__main__":
    main()
