"""What can only be seen from outside: imports, pipes, memory, arguments."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from compiler.cli import COMMANDS, run
from tests.cli.conftest import CALL, Tenantry, parse_json

HEAVY: Final = ("psycopg", "sqlglot", "jsonschema", "jinja2", "postgast", "rich")
WHAT_IS_IMPORTED: Final = f"""
import atexit, sys
heavy = {HEAVY!r}
atexit.register(lambda: print(*(m for m in heavy if m in sys.modules), file=sys.stderr))
{CALL}
"""
WITH_PEAK: Final = f"""
import atexit, re, resource, sys
from pathlib import Path

def peak():
    status = Path("/proc/self/status")
    if status.exists():
        # Linux lets getrusage count what the process was before it was this program.
        return int(re.search(r"VmHWM:\\s+(\\d+) kB", status.read_text())[1]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

atexit.register(lambda: print(f"peak={{peak()}}", file=sys.stderr))
{CALL}
"""


@pytest.mark.parametrize(
    "arguments", [("--help",), ("--version",), *((name, "--help") for name in COMMANDS)]
)
def test_help_imports_nothing_heavy(
    tenantry: Tenantry, arguments: tuple[str, ...]
) -> None:
    done = tenantry(*arguments, code=WHAT_IS_IMPORTED)
    assert done.returncode == 0, done.stderr
    assert done.stderr.strip() == ""


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_every_command_has_examples(
    capsys: pytest.CaptureFixture[str], command: str
) -> None:
    assert run([command, "--help"]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith(f"Usage: tenantry {command} ")
    assert "Examples:\n" in printed
    assert f"tenantry {command}" in printed.split("Examples:\n")[1]
    assert run([command, "-h"]) == 0


def test_the_help_lists_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--help"]) == 0
    printed = capsys.readouterr().out
    assert all(f"\n  {command} " in printed for command in COMMANDS)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["chek"], "Did you mean check?"),
        (["complie"], "Did you mean compile?"),
        (["frobnicate"], "No such command"),
        (["check", "--spec"], "No such option"),
        (["check", "specs"], "unexpected extra argument"),
        (["sql", "north", "south"], "unexpected extra argument"),
        (["compile", "--out"], "requires an argument"),
        ([], "Usage: tenantry"),
    ],
)
def test_a_wrong_call_exits_64(
    capsys: pytest.CaptureFixture[str], arguments: list[str], says: str
) -> None:
    assert run(arguments) == 64
    printed = capsys.readouterr()
    assert says in printed.err
    assert printed.out == ""


@pytest.mark.usefixtures("specs")
def test_the_environment_names_the_specs(tenantry: Tenantry) -> None:
    Path("specs").rename("elsewhere")
    assert tenantry("check").returncode == 4
    named = tenantry("check", environment={"TENANTRY_SPECS": "elsewhere"})
    assert named.returncode == 0


@pytest.mark.usefixtures("specs")
@pytest.mark.parametrize(
    "arguments", [("sql", "north"), ("check", "--json"), ("compile",), ("--help",)]
)
def test_a_reader_that_leaves_is_no_failure(arguments: tuple[str, ...]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run(
        [sys.executable, "-c", CALL, *arguments],
        stdout=writing,
        stderr=subprocess.PIPE,
        env=environment,
        check=False,
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux has such a device")
@pytest.mark.usefixtures("specs")
def test_a_full_disk_is_said() -> None:
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-c", CALL, "sql", "north"],
            stdout=full,
            stderr=subprocess.PIPE,
            env=environment,
            check=False,
        )
    assert (done.returncode, done.stderr) == (4, b"error: No space left on device\n")


def test_ten_thousand_findings_are_bounded(tenantry: Tenantry, specs: Path) -> None:
    columns = "".join(f"  column_{n}: {{type: text}}\n" for n in range(1_500))
    checks = "".join(f"  check_{n}: colum_{n} <> ''\n" for n in range(5_000))
    indexes = "".join(f"  - {{columns: [colum_{n}]}}\n" for n in range(5_000))
    text = f"table: many\ncolumns:\n{columns}checks:\n{checks}indexes:\n{indexes}"
    (specs / "many.yaml").write_text(text, encoding="utf-8")
    done = tenantry("check", code=WITH_PEAK)
    assert done.returncode == 1
    *_, peak = done.stderr.splitlines()
    assert int(peak.removeprefix("peak=")) < 400 * 1024 * 1024
    assert len(done.stderr) < 100_000
    assert "more findings; --json prints all of them" in done.stderr
    assert "10000 errors" in done.stdout
    found = parse_json(tenantry("check", "--json").stdout)["findings"]
    assert isinstance(found, list)
    assert len(found) > 10_000
    assert len(json.dumps(found)) < 10_000_000


def test_a_file_of_fifty_megabytes_is_not_read(tenantry: Tenantry, specs: Path) -> None:
    with (specs / "huge.yaml").open("wb") as huge:
        huge.truncate(50 * 1024 * 1024)
    done = tenantry("check", code=WITH_PEAK)
    assert done.returncode == 1
    assert "error[file-too-large]" in done.stderr
    *_, peak = done.stderr.splitlines()
    assert int(peak.removeprefix("peak=")) < 150 * 1024 * 1024
