"""Between any two projects, `apply` leads there and `rollback` back, with rows.

Both are drawn as in `test_generated`; the later one is of the same platform. Rows that
the plan does not say are lost are there after it, in both directions, and the next plan
finds nothing to do. GENERATED_APPLIED is how many pairs there are, if not as many as a
quick run has time for.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import psycopg
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from psycopg.conninfo import make_conninfo
from psycopg.sql import SQL, Identifier

from compiler import api
from compiler.api.compilation import Compilation
from compiler.diagnostics import Severity, has_errors
from compiler.errors import CannotRun
from compiler.model.catalog import DatabaseObject
from compiler.model.name import QualifiedName
from compiler.model.table import Table
from compiler.names import SENTINEL_TENANT
from compiler.plan.sentinel import list_names, map_names
from compiler.rehearse.forms import find_forms
from compiler.rehearse.rows import (
    Rows,
    find_lost_rows,
    read_announcements,
    read_rows,
    seed_rows,
)
from tests.apply.sample import ANY
from tests.conftest import RunServer
from tests.language.generated.drawing.projects import Project, projects
from tests.language.generated.reading.loading import Connection
from tests.language.generated.test_generated import UNKNOWABLE, Trial
from tests.language.pair import REFUSED

PAIRS: Final = int(os.environ.get("GENERATED_APPLIED", "12"))
DATABASE: Final = "trial"

TABLES: Final = """
    SELECT n.nspname, c.relname
      FROM pg_class AS c
      JOIN pg_namespace AS n ON n.oid = c.relnamespace
     WHERE c.relkind IN ('r', 'p')
       AND NOT c.relispartition
       AND n.nspname !~ '^pg_|^information_schema$'
       AND c.relname NOT IN ('schema_migrations', 'schema_catalogs')"""
DATA: Final = (
    "column-without-values",
    *REFUSED,
    # A value that a column asks for is made up nowhere.
    "contains null values",
    "is violated by some row",
    "could not create unique index",
    "could not create exclusion constraint",
    "no partition of relation",
    "and the specs say",
)
"""What a server says where rows could not follow; that is for people to decide."""


class AppliedTrial:
    """A database that becomes what one project says, then another, and goes back."""

    def __init__(self, admin: Connection, dsn: str, folder: Path) -> None:
        self._admin = admin
        self._dsn = make_conninfo(dsn, dbname=DATABASE)
        self._folder = folder
        self._trial = Trial(self._admin, folder, None)
        self._home = folder.parent / "home"
        self.tried = 0
        self.returned = 0

    @property
    def version(self) -> int:
        """The server's major version, or the newest that there is."""
        return self._trial.version

    def find_faults(self, former: Project, later: Project) -> list[str]:
        """Return what is wrong; nothing where one of them does not compile."""
        later = of_same_platform(former, later)
        before, after = (self._trial.compile(each) for each in (former, later))
        if any(has_errors(each.findings) for each in (before, after)):
            return []
        self._forms = find_forms((*before.tenant, *after.tenant))
        self._make_database()
        try:
            return [*self._try(former, before, later)]
        except CannotRun as problem:
            if is_expected(problem.message):
                return []
            raise

    def _try(
        self, former: Project, before: Compilation, later: Project
    ) -> Iterator[str]:
        self._trial.compile(former)
        made = self._change(api.apply)
        failures = [*find_failures(made)]
        if failures:
            yield from (f"at first: {it}" for it in failures if not is_expected(it))
            return
        self.tried += 1
        tables, objects = find_tables(before)
        with psycopg.connect(self._dsn, autocommit=True) as conn:
            empty = (
                set(map(name_of, tables)) - read_rows(conn, map(name_of, tables)).keys()
            )
            rows = seed_rows(conn, [it for it in tables if it.name in empty], objects)
        self._trial.compile(later)
        changed = self._change(api.apply)
        yield from self._find_faults("apply", rows, changed)
        if changed.applied is None or changed.applied.failed:
            return
        for shared in (False, True):
            rows = self._read()
            back = self._change(api.rollback, shared=shared, to=1)
            yield from self._find_faults("rollback", rows, back)
            if back.applied is None or back.applied.failed:
                return
        self._trial.compile(former)
        yield from self._find_left("rollback")
        self.returned += 1

    def _find_faults(
        self, done: str, rows: Rows, changed: api.Changed
    ) -> Iterator[str]:
        failures = [*find_failures(changed)]
        yield from (f"{done}: {it}" for it in failures if not is_expected(it))
        if not failures:
            yield from self._find_lost(rows, changed, done)
            if done == "apply":
                yield from self._find_left(done)

    def _change(self, call: Any, **how: Any) -> api.Changed:  # noqa: ANN401 - any call's
        changed = call(
            self._folder,
            dsn=self._dsn,
            scratch=self._dsn,
            options=api.ApplyOptions(allow=ANY),
            home=self._home,
            **how,
        )
        assert isinstance(changed, api.Changed)
        return changed

    def _find_left(self, done: str) -> Iterator[str]:
        planned = api.plan(
            self._folder, dsn=self._dsn, scratch=self._dsn, home=self._home
        )
        assert planned.plan is not None
        for part in planned.plan.parts:
            yield from (f"left by {done}: {it.change}" for it in part.changes())
            yield from (
                f"{done} leaves {it}"
                for it in part.unmodelled
                # A role that no spec asks for any more stays where it stood.
                if it.kind != "member of a role"
            )

    def _read(self) -> Rows:
        with psycopg.connect(self._dsn, autocommit=True) as conn:
            found = conn.execute(TABLES).fetchall()
            return read_rows(conn, (QualifiedName(*each) for each in found))

    def _find_lost(self, rows: Rows, changed: api.Changed, done: str) -> Iterator[str]:
        planned = changed.planned
        assert planned is not None
        assert planned.plan is not None
        said = read_announcements(
            map_names(priced, list_names(self._forms, SENTINEL_TENANT, tenant))
            for part in planned.plan.parts
            for tenant in part.tenants or ("",)
            for priced in part.changes()
        )
        for each in find_lost_rows(rows, self._read(), said):
            yield f"{done}: {each}"

    def _make_database(self) -> None:
        name = Identifier(DATABASE)
        self._admin.execute(SQL("DROP DATABASE IF EXISTS {} (FORCE)").format(name))
        roles = "SELECT rolname FROM pg_roles WHERE rolname !~ '^pg_|^postgres$'"
        for (role,) in self._admin.execute(roles).fetchall():
            self._admin.execute(SQL("DROP ROLE {}").format(Identifier(role)))
        self._admin.execute(SQL("CREATE DATABASE {}").format(name))


def of_same_platform(former: Project, later: Project) -> Project:
    """Return a project with the tenants of another, and what that calls them."""
    named = ("project", "tenant")
    project = {**later["project.yaml"]}
    for key in named:
        project[key] = former["project.yaml"][key]
    return {**later, "project.yaml": project, "tenants.yaml": former["tenants.yaml"]}


def find_failures(changed: api.Changed) -> Iterator[str]:
    """Yield what stopped a change."""
    if changed.applied is None:
        for found in changed.findings:
            if found.severity is Severity.ERROR:
                yield f"{found.rule}: {found.message}"
        return
    for each in changed.applied.failed:
        yield each.failure.words if each.failure else f"{each.part}: {each.outcome}"


def is_expected(words: str) -> bool:
    """Return whether something could not be done for what only a server knows."""
    return any(re.search(each, words) for each in (*UNKNOWABLE, *map(re.escape, DATA)))


def name_of(table: Table) -> QualifiedName:
    """Return what a table is called."""
    return table.name


def find_tables(
    compilation: Compilation,
) -> tuple[list[Table], list[DatabaseObject]]:
    """Return the tables of a project's own, and all objects, of every tenant."""
    blueprint = compilation.blueprint
    assert blueprint is not None
    forms = find_forms(compilation.tenant)
    names = [list_names(forms, SENTINEL_TENANT, it.id) for it in blueprint.tenants]
    objects: list[DatabaseObject] = [*blueprint.shared.objects]
    for each in names:
        objects += map_names(blueprint.tenant.objects, each)
    control = {
        each.name
        for each in blueprint.shared.objects
        if isinstance(each, Table)
        and blueprint.origin_of(each).position.file in compilation.shipped
    }
    tables = [
        each for each in objects if isinstance(each, Table) and each.name not in control
    ]
    return tables, objects


@pytest.fixture(scope="module")
def trial(
    run_server: RunServer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[AppliedTrial]:
    # Of our own, because roles belong to a whole server.
    with run_server() as server, psycopg.connect(server.dsn(), autocommit=True) as conn:
        yield AppliedTrial(conn, server.dsn(), tmp_path_factory.mktemp("specs"))


@pytest.mark.live
def test_rows_are_there_after_apply_and_after_rollback(trial: AppliedTrial) -> None:
    @settings(
        max_examples=PAIRS,
        deadline=None,
        derandomize="GENERATED_APPLIED" not in os.environ,
        database=None,
        suppress_health_check=list(HealthCheck),
        # Each example takes seconds: what fails first is shown.
        phases=[Phase.generate],
    )
    @given(former=projects(trial.version), later=projects(trial.version))
    def run(former: Project, later: Project) -> None:
        faults = trial.find_faults(former, later)
        assert not faults, "\n".join(faults)

    run()

    assert trial.returned > PAIRS // 4
