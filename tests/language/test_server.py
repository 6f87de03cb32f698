"""A server takes what the examples come to, and its catalogs show it.

What is read back is what `catalog_compare.py`, beside the corpus that TENANTRY_CORPUS
names, finds in the database, and what the product itself reads of roles.
"""

import dataclasses
import importlib.util
import os
from collections.abc import Callable, Iterator, Mapping
from itertools import count, groupby
from pathlib import Path
from typing import Any, Final, TypeAlias

import psycopg
import pytest
from psycopg.sql import SQL, Identifier

from compiler.api.compilation import Compilation
from compiler.introspect.read import read_memberships, read_roles
from compiler.model.role import Role
from compiler.syntax.quote import quote_identifier, replace_sentinel
from tests.conftest import RunServer
from tests.language.base_project import BaseProject, Outcome, registration
from tests.language.effects import (
    IN_MANIFEST,
    NOT_READ,
    OF_ONE_SHAPE,
    ONE_VALUE,
    ORDER_ONLY,
    SCRIPT_ONLY,
    TOLD_BY_A_FINDING,
)
from tests.language.properties import Json, find_properties
from tests.servers import LiveServer

Connection: TypeAlias = "psycopg.Connection[Any]"
Snapshot: TypeAlias = Mapping[Any, Any]

TENANT: Final = "north"
SEEDED: Final = "titles"
"""The table that has rows from the start."""

EXAMPLES: Final = {
    f"{one}[{index}]": (one, example)
    for one in find_properties()
    if str(one)
    not in {
        *(*IN_MANIFEST, *TOLD_BY_A_FINDING, *ONE_VALUE),
        *(*ORDER_ONLY, *SCRIPT_ONLY, *OF_ONE_SHAPE),
    }
    for index, example in enumerate(one.examples)
}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """The base on a server, in a transaction that variants are tried in and undone.

    Args:
        lacks: words that an example must not hold on this server.
        turns: numbers the examples.
    """

    conn: Connection
    base: BaseProject
    snapshot: Snapshot
    lacks: tuple[str, ...]
    turns: Iterator[int]


@pytest.fixture(scope="module")
def read_catalog() -> Callable[..., Snapshot] | None:
    corpus = os.environ.get("TENANTRY_CORPUS")
    if not corpus:
        return None
    path = Path(corpus).parent / "tools" / "catalog_compare.py"
    spec = importlib.util.spec_from_file_location("catalog_compare", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    snapshot: Callable[..., Snapshot] = module.snapshot
    return snapshot


@pytest.fixture(scope="module")
def running(run_server: RunServer) -> Iterator[LiveServer]:
    # Of our own, because roles belong to a whole server.
    with run_server() as server:
        yield server


@pytest.fixture(scope="module")
def loaded(
    running: LiveServer,
    read_catalog: Callable[..., Snapshot] | None,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Loaded]:
    with psycopg.connect(running.dsn(), autocommit=True) as conn:
        lacks = tuple(_lacks(conn))
        base = BaseProject(
            tmp_path_factory.mktemp("specs"),
            with_vector="vector" not in lacks,
            postgres=min(conn.info.server_version // 10_000, 18),
        )
        with conn.transaction(force_rollback=True):
            snapshot = load(conn, base.outcome, read_catalog)
        yield Loaded(
            conn=conn, base=base, snapshot=snapshot, lacks=lacks, turns=count()
        )


def _lacks(conn: Connection) -> Iterator[str]:
    found = conn.execute("SELECT 1 FROM pg_available_extensions WHERE name = 'vector'")
    if not found.fetchall():
        yield from ("vector", "ef_construction")
    methods = conn.execute(
        "SELECT enumvals FROM pg_settings WHERE name = 'default_toast_compression'"
    )
    if "lz4" not in methods.fetchall()[0][0]:
        yield "lz4"


def load(
    conn: Connection, outcome: Outcome, read_catalog: Callable[..., Snapshot] | None
) -> Snapshot:
    """Return what there is once the shared objects and one tenant stand."""
    compilation = outcome.compilation
    assert compilation.blueprint is not None
    project = compilation.blueprint.project
    conn.execute(_script(compilation, project.owner).encode())
    conn.execute(SQL("SET LOCAL ROLE {}").format(Identifier(project.owner)))
    for statement in registration(compilation):
        conn.execute(statement.encode())
    rows = {
        table: conn.execute(
            SQL("SELECT to_jsonb(t) - 'created_at' FROM {} AS t ORDER BY 1").format(
                Identifier(project.schema, table)
            )
        ).fetchall()
        for table in (project.tenants_table, "retention_overrides")
    }
    conn.execute("RESET ROLE")
    rows[SEEDED] = conn.execute(
        SQL("SELECT to_jsonb(t) FROM {} AS t ORDER BY 1").format(
            Identifier(project.schema_of(TENANT), SEEDED)
        )
    ).fetchall()
    statements = (*compilation.shared, *compilation.tenant)
    roles = [
        replace_sentinel(each.object.name, TENANT)
        for each in statements
        if isinstance(each.object, Role)
    ]
    return {
        "rows": rows,
        "roles": read_roles(conn, roles),
        "memberships": read_memberships(conn, roles),
        **(read_catalog(conn, owner=True, in_tx=True) if read_catalog else {}),
    }


def _script(compilation: Compilation, owner: str) -> str:
    texts = ["SET LOCAL check_function_bodies = off;"]
    statements = (*compilation.shared, *compilation.tenant)
    for as_owner, group in groupby(statements, lambda each: each.as_owner):
        become = f"SET LOCAL ROLE {quote_identifier(owner)};"
        texts.append(become if as_owner else "RESET ROLE;")
        texts += (replace_sentinel(each.sql, TENANT) for each in group)
    return "\n".join((*texts, "RESET ROLE;"))


@pytest.mark.live
@pytest.mark.parametrize("name", EXAMPLES)
def test_a_server_takes_an_example_and_shows_it(
    loaded: Loaded, read_catalog: Callable[..., Snapshot] | None, name: str
) -> None:
    one, example = EXAMPLES[name]
    base, problems, too_old = loaded.base, [], False
    lacking = [word for word in loaded.lacks if word in str(example)]
    if lacking:
        pytest.skip(f"this server has no {lacking[0]}")
    _tidy(loaded)
    for variant in base.variants(one, example):
        outcome = base.compile(variant)
        too_old = too_old or "newer-syntax" in outcome.rules
        if not outcome.ok or outcome.sql == base.outcome.sql:
            continue
        try:
            with loaded.conn.transaction(force_rollback=True):
                snapshot = load(loaded.conn, outcome, read_catalog)
        except psycopg.Error as problem:
            problems.append(f"{variant.file} {variant.place}: {problem}")
            continue
        if snapshot != loaded.snapshot or read_catalog is None or str(one) in NOT_READ:
            return
        problems.append(f"{variant.file} {variant.place}: the catalogs are the same")
    if _is_in_base(base, name, example):
        return
    if too_old and not problems:
        pytest.skip("this server is too old")
    pytest.fail("\n".join([f"{name} = {example} shows nowhere", *problems]))


def _tidy(loaded: Loaded) -> None:
    """Clear away now and then what was undone, which has to be read past otherwise."""
    if next(loaded.turns) % 20 == 0:
        loaded.conn.execute("VACUUM")


def _is_in_base(base: BaseProject, name: str, example: Json) -> bool:
    """Whether the server took the example already, as part of the base."""
    one, _ = EXAMPLES[name]
    return any(True for _ in base.removals(one, example))


@pytest.mark.live
def test_catalogs_are_compared_beside_roles_and_rows(
    loaded: Loaded, read_catalog: Callable[..., Snapshot] | None
) -> None:
    if read_catalog is None:
        pytest.skip("TENANTRY_CORPUS is unset: only roles and rows are read back")
    assert {"rows", "roles", "memberships"} < loaded.snapshot.keys()
    assert SEEDED in str({**loaded.snapshot, "rows": ""})
