"""What `tenantry up` costs, beside psql that runs the same SQL on such a server.

`up` does more than psql: it compiles, registers tenants, makes partitions, and tries
the isolation of every tenant.
"""

import argparse
import shutil
import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path

from report import (
    Cost,
    Row,
    milliseconds,
    read_arguments,
    run_child,
    tenantry,
    write_section,
)

from compiler import api
from compiler.build.blueprint import build_blueprint
from compiler.load.documents import load_specs
from compiler.postgres.embedded import delete_server, start_server

SPECS = Path(__file__).resolve().parents[1] / "specs"


def main() -> None:
    """Measure, and write the section."""
    arguments = read_arguments(__doc__ or "", runs=3)
    with tempfile.TemporaryDirectory() as folder:
        rows = tuple(_measure(Path(folder), arguments))
    write_section("up.py", arguments, rows)


def _measure(folder: Path, arguments: argparse.Namespace) -> Iterator[Row]:
    shutil.copytree(SPECS, folder / "specs")
    scripts = _write_scripts(folder)
    taken: dict[str, list[Cost]] = {}
    for number in range(arguments.runs):
        home = folder / f"home{number}"
        for what, cost in _round(folder, home, scripts):
            taken.setdefault(what, []).append(cost)
    tenants = len(scripts) - 1
    for what, costs in taken.items():
        wall = statistics.median(cost.wall for cost in costs)
        yield Row(what=f"{what}, {tenants} tenants, wall", measured=milliseconds(wall))
    ratios = [
        up.wall / psql.wall for up, psql in zip(taken[UP], taken[PSQL], strict=True)
    ]
    yield Row(
        what="install over psql, wall, pairs of the same run",
        measured=f"{statistics.median(ratios):.2f}",
    )
    cpu = statistics.median(cost.cpu for cost in taken[UP])
    yield Row(what="install, CPU of the command", measured=milliseconds(cpu))


FIRST = "`tenantry up` from nothing, server and all"
AGAIN = "`tenantry up` again, nothing to do"
UP = "install: `tenantry up --dsn` on a fresh server"
PSQL = "psql, the same scripts on a fresh server"


def _round(
    folder: Path, home: Path, scripts: tuple[Path, ...]
) -> Iterator[tuple[str, Cost]]:
    up = (tenantry(), "up", "--specs", folder / "specs")
    home.mkdir()
    try:
        yield FIRST, run_child(up, folder=home)
        yield AGAIN, run_child(up, folder=home)
    finally:
        delete_server(home / ".tenantry")
    try:
        server = start_server(home / "up")
        yield UP, run_child((*up, "--dsn", server.dsn()), folder=home)
    finally:
        delete_server(home / "up")
    try:
        server = start_server(home / "psql")
        psql = [server.bin_dir / "psql", "-X", "-q", "-v", "ON_ERROR_STOP=1"]
        psql += ["-d", server.dsn()]
        for script in scripts:
            psql += ["-f", script]
        yield PSQL, run_child(psql, folder=home)
    finally:
        delete_server(home / "psql")


def _write_scripts(folder: Path) -> tuple[Path, ...]:
    loaded = load_specs(folder / "specs")
    blueprint, _ = build_blueprint(loaded.documents, loaded.broken)
    if blueprint is None:
        raise SystemExit("the specs have no project")
    scripts = []
    for tenant in (None, *(each.id for each in blueprint.tenants)):
        script = api.sql(folder / "specs", tenant, home=folder / "cache")
        path = folder / f"{tenant or '(shared)'}.sql"
        path.write_text(script.text, "utf-8")
        scripts.append(path)
    return tuple(scripts)


main()
