"""What the benchmarks have in common: arguments, measuring, and RESULTS.md."""

import argparse
import compileall
import datetime as dt
import functools
import os
import platform
import re
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from report.child import ChildStopped, Cost, run_child

__all__ = [
    "ChildStopped",
    "Cost",
    "Row",
    "mebibytes",
    "median_cpu",
    "milliseconds",
    "read_arguments",
    "run_child",
    "spread",
    "tenantry",
    "write_section",
]

RESULTS = Path(__file__).resolve().parents[1] / "RESULTS.md"
_PACKAGE = Path(__file__).resolve().parents[2] / "compiler"
_HEAD = """# Measured

Written by `make benchmark`; each section names the command that writes it. CPU seconds
are user and system time together; every value is the median of the runs.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of the table.

    Args:
        bound: what is promised; empty where nothing is.
    """

    what: str
    measured: str
    bound: str = ""


def read_arguments(
    description: str,
    *,
    runs: int,
    more: Callable[[argparse.ArgumentParser], object] | None = None,
) -> argparse.Namespace:
    """Return `runs` and `date`, and what `more` adds, as the command line says."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument(
        "--runs", type=int, default=runs, help="how often (%(default)s)"
    )
    parser.add_argument(
        "--date",
        type=dt.date.fromisoformat,
        default=dt.datetime.now(dt.UTC).date(),  # noqa: TID251 - a script is an edge
        help="of the measurement (today)",
    )
    if more is not None:
        more(parser)
    return parser.parse_args()


def median_cpu(work: Callable[[], object], *, runs: int) -> float:
    """Return the CPU seconds that some work takes in this process."""
    taken = []
    for _ in range(runs):
        started = time.process_time()
        work()
        taken.append(time.process_time() - started)
    return statistics.median(taken)


def milliseconds(seconds: float) -> str:
    """Return a time as the table shows it."""
    return f"{seconds * 1_000:.3g} ms" if seconds < 1 else f"{seconds:.2f} s"


def spread(values: Sequence[float], shown: Callable[[float], str]) -> str:
    """Return the median and the least of some values as the table shows them."""
    return f"{shown(statistics.median(values))}, least {shown(min(values))}"


def mebibytes(count: float) -> str:
    """Return a size, of so many bytes, as the table shows it."""
    return f"{count / 2**20:.0f} MiB"


def write_section(
    script: str, arguments: argparse.Namespace, rows: Iterable[Row], options: str = ""
) -> None:
    """Put the rows into RESULTS.md, in place of what the script wrote there last.

    Args:
        script: its name, which is the section's.
        arguments: what it was called with.
        rows: what was measured.
        options: what else it was called with, as it was typed.
    """
    command = f"python benchmarks/{script} --runs {arguments.runs} {options}".rstrip()
    lines = [
        f"## {script}",
        "",
        f"`{command}`, {arguments.date}: {_machine()}",
        "",
        "| | measured | bound |",
        "| --- | ---: | ---: |",
        *(f"| {row.what} | {row.measured} | {row.bound} |" for row in rows),
        "",
    ]
    section = "\n".join(lines)
    text = RESULTS.read_text("utf-8") if RESULTS.exists() else _HEAD
    others = [
        part
        for part in re.split(r"(?m)^(?=## )", text)[1:]
        if not part.startswith(f"## {script}\n")
    ]
    sections = sorted(part.strip() + "\n" for part in (*others, section))
    RESULTS.write_text("\n".join((_HEAD, *sections)), "utf-8")
    print(section)


def _machine() -> str:
    return (
        f"{os.cpu_count()} CPUs ({platform.machine()}), {platform.system()}, "
        f"{platform.python_implementation()} {platform.python_version()}"
    )


@functools.cache
def tenantry() -> Path:
    """Return the command that is installed beside this Python.

    Its bytecode is made first, as it is where a package is not editable.
    """
    compileall.compile_dir(_PACKAGE, quiet=1)
    return Path(sys.executable).with_name("tenantry")
