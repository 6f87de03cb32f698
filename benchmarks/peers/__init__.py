"""Other programs that compare two databases, in the versions that are measured.

They are put into `.tools/peers`, which git ignores. They do not all do the same:
alembic looks at tables, columns, keys and indexes alone, and reads one schema; migra
looks at functions and policies too, but at no comments; pg-delta looks at nearly all.
The last two read the whole database, and leave other schemas out afterwards. None
rehearses what it proposes.
"""

import json
import shlex
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from report import ChildStopped, run_child, tenantry

TOOLS = Path(__file__).resolve().parents[2] / ".tools" / "peers"
REQUIREMENTS = Path(__file__).with_name("requirements.txt")
COMPARE = Path(__file__).with_name("alembic_compare.py")
PG_DELTA = "1.0.0-alpha.34"
LIVE = "postgres"
"""The database in which `tenantry up` installs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Peer:
    """A program that says how a live database differs from a desired one.

    Args:
        command: for the name of the desired database.
        exits: codes of a run that went well.
        found: whether what it printed names a difference.
    """

    name: str
    command: Callable[[str], tuple[str | Path, ...]]
    exits: tuple[int, ...]
    found: Callable[[str], bool]


def make_peers(folder: Path, schema: str, desired: tuple[str, ...]) -> tuple[Peer, ...]:
    """Return those that can be had, installed if they are not yet.

    Args:
        folder: whose embedded server has the databases.
        schema: the only one that they compare.
        desired: names of the databases that they are asked to compare with.
    """
    TOOLS.mkdir(parents=True, exist_ok=True)
    url = _read_url(folder)
    peers: list[Peer] = []
    if _had("migra and alembic", _install_python):
        peers += (_migra(schema, url), _alembic(folder, schema, url, desired))
    if _had("pg-delta", _install_node):
        peers.append(_pg_delta(folder, schema, url))
    return tuple(peers)


def _had(name: str, install: Callable[[], None]) -> bool:
    try:
        install()
    except ChildStopped as stopped:
        print(f"{name} cannot be had, so left out: {stopped.reason}", file=sys.stderr)
        return False
    return True


def _install_python() -> None:
    stamp = TOOLS / "requirements.txt"
    if stamp.exists() and stamp.read_text("utf-8") == REQUIREMENTS.read_text("utf-8"):
        return
    run_child((sys.executable, "-m", "venv", TOOLS / "venv"), folder=TOOLS)
    pip = (_python(), "-m", "pip", "--disable-pip-version-check", "--quiet")
    run_child((*pip, "install", "--requirement", REQUIREMENTS), folder=TOOLS)
    shutil.copy(REQUIREMENTS, stamp)


def _install_node() -> None:
    package = TOOLS / "node_modules" / "@supabase" / "pg-delta" / "package.json"
    if package.exists() and json.loads(package.read_text())["version"] == PG_DELTA:
        return
    npm = shutil.which("npm")
    if npm is None:
        raise ChildStopped("npm is missing", "npm is missing")
    flags = ("--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=1")
    spec = f"@supabase/pg-delta@{PG_DELTA}"
    run_child((npm, "install", *flags, "--prefix", TOOLS, spec), folder=TOOLS)


def _python() -> Path:
    return TOOLS / "venv" / "bin" / "python"


def _read_url(folder: Path) -> Callable[[str], str]:
    """Return what makes the URI of a database of the embedded server."""
    dsn = run_child((tenantry(), "dsn"), folder=folder).printed
    part = dict(each.split("=", 1) for each in shlex.split(dsn))
    host, port = quote(part["host"], safe=""), part["port"]
    return lambda name: f"postgresql://{part['user']}@/{name}?host={host}&port={port}"


def _migra(schema: str, url: Callable[[str], str]) -> Peer:
    migra = (TOOLS / "venv" / "bin" / "migra", "--unsafe", "--schema", schema)
    return Peer(
        name="migra 3.0",
        command=lambda desired: (*migra, url(LIVE), url(desired)),
        # 2 says that there are differences.
        exits=(0, 2),
        found=lambda printed: bool(printed.strip()),
    )


def _alembic(
    folder: Path, schema: str, url: Callable[[str], str], desired: tuple[str, ...]
) -> Peer:
    for name in desired:
        file = folder / f"{name}.pickle"
        run_child((_python(), COMPARE, "keep", url(name), schema, file), folder=folder)
    compare = (_python(), COMPARE, "compare", url(LIVE), schema)
    return Peer(
        name="alembic 1.20",
        command=lambda desired: (*compare, folder / f"{desired}.pickle"),
        exits=(0,),
        found=lambda printed: bool(printed.strip()),
    )


def _pg_delta(folder: Path, schema: str, url: Callable[[str], str]) -> Peer:
    own = [
        {"schema": schema},
        {"target": {"schema": schema}},
        {"all": [{"kind": "schema"}, {"name": schema}]},
        # Of the server, so alike in both databases; grants and owners name them.
        {"kind": ["role", "membership"]},
    ]
    policy = {
        "id": "one-schema",
        "filter": [{"match": {"not": {"any": own}}, "action": "exclude"}],
        "assumedSchemas": ["federation", "extensions"],
    }
    profile = folder / "profile.json"
    whole = {"id": "one-schema", "handlers": [], "policy": policy}
    profile.write_text(json.dumps(whole), "utf-8")
    program = TOOLS / "node_modules" / ".bin" / "pgdelta"
    plan = (program, "plan", "--profile", profile, "--source", _with_host(url(LIVE)))
    return Peer(
        name=f"pg-delta {PG_DELTA}",
        command=lambda desired: (*plan, "--desired", _with_host(url(desired))),
        exits=(0,),
        found=lambda printed: bool(json.loads(printed)["actions"]),
    )


def _with_host(uri: str) -> str:
    """Return a URI whose host stands in front: pg-delta refuses one without."""
    start, _, options = uri.partition("?")
    host, _, port = options.removeprefix("host=").partition("&port=")
    return start.replace("@/", f"@{host}:{port}/")
