"""What `tenantry apply` costs, beside psql that runs the same statements.

The clock starts when the plan is made and stands, and stops when the command ends:
rows of the journal, looks at bodies and partitions, and registration are in it. psql
runs as many processes as `apply` has sessions; a new tenant is one message and one
transaction of its own, and a call that makes its partitions; an added column is its
statements one by one in a transaction.

TENANTRY_PG_BIN names the PostgreSQL that is measured, as for the tests. The table of
vectors is left out, so that any will do.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from report import Row, mebibytes, read_arguments, run_child, tenantry, write_section
from report.child import ChildStopped
from tenants import VACUUM, add_tenants, run_sql

from compiler import api
from compiler.api.compilation import Compilation, compile_specs
from compiler.postgres.embedded import EmbeddedServer, read_server
from compiler.render.script import arrange_statements
from compiler.syntax.quote import replace_sentinel

SPECS = Path(__file__).resolve().parents[1] / "specs"
FIRST = 5
"""How many tenants the specs list."""

_APPLY = (tenantry(), "apply", "--all", "--local", "--yes", "--json")
_MAXRSS_BYTES = 1024
_PLANNED = "shared"
"""The first event after the plan is made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """What a run of `apply` took.

    Args:
        seconds: after the plan was made.
        peak_bytes: the most memory that it held.
    """

    seconds: float
    peak_bytes: int


def main() -> None:
    """Measure, and write the section."""
    arguments = read_arguments(__doc__ or "", runs=3, more=_add_options)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        _copy_specs(folder)
        run_child((tenantry(), "up"), folder=folder)
        try:
            rows = tuple(_measure(folder, arguments))
        finally:
            run_child((tenantry(), "down", "--delete-data"), folder=folder)
    options = (
        f"--tenants {arguments.tenants} --made {arguments.made} --jobs {arguments.jobs}"
    )
    write_section("apply.py", arguments, rows, options)


def _add_options(parser: argparse.ArgumentParser) -> None:
    for name, value, what in (
        ("--tenants", 1_000, "how many get a column"),
        ("--made", 100, "how many are made"),
        ("--jobs", 4, "sessions of apply, and processes of psql"),
    ):
        parser.add_argument(name, type=int, default=value, help=f"{what} (%(default)s)")


def _copy_specs(folder: Path) -> None:
    specs = folder / "specs"
    shutil.copytree(SPECS, specs)
    (specs / "tables" / "vector_store_embeddings.yaml").unlink()
    project = specs / "project.yaml"
    lines = project.read_text().splitlines(keepends=True)
    project.write_text("".join(it for it in lines if "vector" not in it))


def _measure(folder: Path, arguments: argparse.Namespace) -> Iterator[Row]:
    server = _server(folder)
    major, jobs = server.version[0], arguments.jobs
    yield from _made(folder, arguments, f"PostgreSQL {major}, {jobs} sessions")
    present = FIRST + arguments.made * arguments.runs
    if arguments.tenants > present:
        add_tenants(folder, present=present, wanted=arguments.tenants)
        # They have no partitions yet.
        _apply(folder, jobs)
    what = f"PostgreSQL {major}, {max(present, arguments.tenants):,} tenants"
    yield from _columns(folder, arguments, f"{what}, {jobs} sessions")


def _server(folder: Path) -> EmbeddedServer:
    server = read_server(folder / ".tenantry")
    if server is None:
        raise SystemExit("the server is gone")
    return server


def _made(folder: Path, arguments: argparse.Namespace, where: str) -> Iterator[Row]:
    """Yield what making tenants costs, by us and by psql in turn."""
    ours, theirs = [], []
    compilation = compile_specs(folder / "specs", {})
    for run in range(arguments.runs):
        first = FIRST + run * arguments.made
        ids = [f"t{number:05d}" for number in range(first, first + arguments.made)]
        # Theirs are in no spec, and nobody asks for them again.
        others = [each.replace("t", "u", 1) for each in ids]
        scripts = [_script(compilation, each) for each in others]
        with (folder / "specs" / "tenants.yaml").open("a", encoding="utf-8") as file:
            file.writelines(f"  {one}: {{name: Tenant {one[1:]}}}\n" for one in ids)
        for is_ours in (run % 2 == 0, run % 2 == 1):
            run_sql(folder, VACUUM)
            if is_ours:
                ours.append(_apply(folder, arguments.jobs).seconds / arguments.made)
            else:
                theirs.append(_psql(folder, scripts, arguments.jobs) / arguments.made)
    yield from _compared(f"a tenant of 23 tables made, {where}", ours, theirs)


def _columns(folder: Path, arguments: argparse.Namespace, where: str) -> Iterator[Row]:
    """Yield what a column in every tenant costs, by us and by psql in turn."""
    table = folder / "specs" / "tables" / "contacts.yaml"
    before = table.read_text()
    schemas = [f"{each}_tenant" for each in api.names_of(folder / "specs", "tenants")]
    add, drop = (
        [_BEGIN + each.format(schema=one) + "COMMIT;\n" for one in schemas]
        for each in (_ADD, _DROP)
    )
    ours, theirs, peaks = [], [], []
    for _ in range(arguments.runs):
        theirs.append(_psql(folder, add, arguments.jobs))
        _psql(folder, drop, arguments.jobs)
        table.write_text(before.replace("columns:\n", _COLUMN, 1))
        applied = _apply(folder, arguments.jobs)
        ours.append(applied.seconds)
        peaks.append(applied.peak_bytes)
        table.write_text(before)
        _psql(folder, drop, arguments.jobs)
    yield from _compared(f"a column added, {where}", ours, theirs)
    yield Row(
        what=f"`apply`, a column added, {where}, peak memory",
        measured=mebibytes(max(peaks)),
        bound="< 477 MiB",
    )


_COLUMN = "columns:\n  nickname: {type: text, description: What friends say.}\n"
_BEGIN = "BEGIN;\nSET LOCAL ROLE federation_owner;\n"
_ADD = """ALTER TABLE {schema}.contacts ADD COLUMN nickname text;
COMMENT ON COLUMN {schema}.contacts.nickname IS 'What friends say.';
"""
_DROP = "ALTER TABLE {schema}.contacts DROP COLUMN nickname;\n"


def _compared(
    what: str, ours: Sequence[float], theirs: Sequence[float]
) -> Iterator[Row]:
    for name, seconds in (("`apply`", ours), ("psql", theirs)):
        shown = f"{statistics.median(seconds) * 1_000:.1f} ms"
        yield Row(what=f"{name}, {what}, wall", measured=shown)
    ratio = statistics.median(a / b for a, b in zip(ours, theirs, strict=True))
    yield Row(what=f"over psql, {what}", measured=f"{ratio:.2f}", bound="≤ 1.2")


def _apply(folder: Path, jobs: int) -> Applied:
    """Return what applying the specs took, once the plan was made."""
    command = (*_APPLY, "--jobs", str(jobs))
    child = subprocess.Popen(  # noqa: S603 - our own command, without a shell
        command, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE
    )
    started = 0.0
    for line in child.stdout or ():
        if not started and json.loads(line)["event"] == _PLANNED:
            started = time.perf_counter()
    _, status, usage = os.wait4(child.pid, 0)
    ended = time.perf_counter()
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode or not started:
        raise ChildStopped(f"apply exits {child.returncode}", "fails")
    return Applied(seconds=ended - started, peak_bytes=usage.ru_maxrss * _MAXRSS_BYTES)


def _psql(folder: Path, scripts: Sequence[str], jobs: int) -> float:
    """Return how long psql takes for scripts, in so many processes at once."""
    server = _server(folder)
    command = [str(server.bin_dir / "psql"), "-X", "-q", "-v", "ON_ERROR_STOP=1"]
    command += ["-d", server.dsn(), "-f"]
    files = []
    for job in range(jobs):
        path = folder / f"psql{job}.sql"
        path.write_text("".join(scripts[job::jobs]), "utf-8")
        files.append(path)
    started = time.perf_counter()
    running = [
        subprocess.Popen([*command, str(each)], stdout=subprocess.DEVNULL)  # noqa: S603 - a fixed command
        for each in files
    ]
    codes = [each.wait() for each in running]
    if any(codes):
        raise SystemExit(f"psql exits {codes}")
    return time.perf_counter() - started


def _script(compilation: Compilation, tenant: str) -> str:
    """Return what makes a tenant, as one message of psql's."""
    statements = arrange_statements(compilation.tenant, "federation_owner")
    texts = (replace_sentinel(sql, tenant) for sql, _ in statements)
    made = "\\;\n".join(("BEGIN", *(_bare(each) for each in texts), "COMMIT"))
    return f"{made};\nCALL {tenant}_tenant.ensure_partitions();\n"


def _bare(sql: str) -> str:
    return sql.rstrip().removesuffix(";")


if __name__ == "__main__":
    main()
