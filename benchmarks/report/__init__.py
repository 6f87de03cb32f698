"""What the benchmarks have in common: arguments, measuring, and RESULTS.md."""

import argparse
import datetime as dt
import os
import platform
import re
import resource
import shlex
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

RESULTS = Path(__file__).resolve().parents[1] / "RESULTS.md"
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What a run took, in seconds."""

    cpu: float
    wall: float


def read_arguments(description: str, *, runs: int) -> argparse.Namespace:
    """Return `runs` and `date` as the command line says."""
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
    return parser.parse_args()


def run_child(command: Sequence[str | Path], *, folder: Path) -> Cost:
    """Run a command in a folder and return what it took.

    Raises:
        SystemExit: it failed.
    """
    before, started = _children(), time.perf_counter()
    done = subprocess.run(  # noqa: S603 - our own command, without a shell
        command, cwd=folder, capture_output=True, text=True, check=False
    )
    cost = Cost(cpu=_children() - before, wall=time.perf_counter() - started)
    if done.returncode:
        line = shlex.join(map(str, command))
        raise SystemExit(f"{line} exits {done.returncode}\n{done.stderr}")
    return cost


def _children() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


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


def write_section(
    script: str, arguments: argparse.Namespace, rows: Iterable[Row]
) -> None:
    """Put the rows into RESULTS.md, in place of what the script wrote there last."""
    command = f"python benchmarks/{script} --runs {arguments.runs}"
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


def tenantry() -> Path:
    """Return the command that is installed beside this Python."""
    return Path(sys.executable).with_name("tenantry")
