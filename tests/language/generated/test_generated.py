"""Whatever specs come together, they end in findings or on a server, as they say.

Each example is a project of a fixed core and one to six specs that follow from the
JSON Schemas. About three in four compile; what is wrong with the others has to be a
finding. What compiles is put on a server for two tenants, and its catalogs, as
`catalog_compare.py` beside the corpus that TENANTRY_CORPUS names reads them, are held
against the specs by a reader of the tests' own.

Not compared: the SQL of expressions, conditions and queries beyond that it is there;
bounds of partitions; operator classes; arguments and results of routines; functions of
aggregates; values of rows; what a retention rule comes to; settings of roles; what
plans alone need (`renamed_from`, `ignore`, `depends_on`).

GENERATED_EXAMPLES is how many there are, if not as many as a quick run has time for.
"""

import json
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import psycopg
import pytest
from hypothesis import HealthCheck, event, given, settings

from compiler.api.compilation import Compilation, compile_specs
from compiler.diagnostics import has_errors
from tests.conftest import RunServer
from tests.language.generated.drawing.access import TENANT
from tests.language.generated.drawing.projects import CORE, Project, projects
from tests.language.generated.drawing.shape import as_json
from tests.language.generated.reading.comparing import find_differences, find_reader
from tests.language.generated.reading.loading import Connection, load
from tests.language.generated.reading.said import Snapshot
from tests.language.properties import Json

UNKNOWABLE: Final = (
    # What PostgreSQL's functions take is not known here.
    r"function numeric_\w+\(.*\) does not exist",
    # Nor is the type of each expression.
    r"data type \w+ has no default operator class for access method",
    r'operator class "\w+" does not accept data type',
    # Nor what access method an operator class of an extension is for.
    r'operator class "[^"]+" does not exist for access method',
    # Nor which extensions a server has.
    r'extension "\w+" is not available',
    # Nor what a server was built with.
    r"compression method lz4 not supported",
    # A fault of PostgreSQL: a foreign key on an array of varchar with a collation.
    r'cannot determine element type of "anyarray" argument',
)
"""What a server alone can tell."""

EXAMPLES: Final = int(os.environ.get("GENERATED_EXAMPLES", "150"))
LEAST_SHARE: Final = 0.4
"""How many of the examples have to compile, or they would prove little."""

PROJECT: Final[dict[str, Json]] = {
    "project": "acme",
    "postgres": 15,
    "tenant": as_json(TENANT),
    "defaults": {"mixins": ["tenant_key"], "policies": ["isolation"]},
}
TENANTS: Final[dict[str, Json]] = {"tenants": {"north": {}, "south": {}}}
TABLE: Final[dict[str, Json]] = {
    "table": "t",
    "columns": {"a": {"type": "integer", "not_null": True}, "b": {"type": "text"}},
    "primary_key": ["a"],
}
CHANGES: Final[dict[str, dict[str, Json]]] = {
    "name": {"table": "u"},
    "comment": {"description": "Something."},
    "order": {"columns": {"b": {"type": "text"}, "a": {"type": "integer"}}},
    "type": {"columns": {"a": {"type": "bigint"}, "b": {"type": "text"}}},
    "key": {"primary_key": ["a", "b"]},
    "unique": {"unique": [{"columns": ["b"]}]},
    "check": {"checks": {"c": "a > 0"}},
    "foreign key": {"foreign_keys": [{"columns": ["a"], "references": "t"}]},
    "exclusion": {"exclude": [{"elements": [{"column": "b", "operator": "="}]}]},
    "index": {"indexes": [{"columns": ["b"]}]},
    "statistics": {"statistics": [{"columns": ["a", "b"]}]},
    "partitions": {"partition_by": {"hash": "a", "partitions": 2}},
    "trigger": {
        "triggers": {
            "x": {"timing": "after", "events": ["update"], "function": "touch"}
        }
    },
    "policy": {"policies": {"without": {"isolation": "Nobody owns it."}}},
    "rule": {"rules": {"x": {"event": "delete", "do": "nothing"}}},
    "rows": {"rows": [{"a": 1}]},
    "unlogged": {"unlogged": True},
    "replica identity": {"replica_identity": "full"},
    "parameters": {"with": {"fillfactor": 70}},
}
"""What the catalogs of a small table do not say."""


class Trial:
    """Compiles projects one after another, and puts those that compile on a server."""

    def __init__(
        self, conn: Connection, folder: Path, read: Callable[..., Snapshot] | None
    ) -> None:
        self._conn = conn
        self._folder = folder
        self.read = read
        self._passed: dict[str, int] = {}
        self.seen = 0
        self.compiled = 0

    @property
    def version(self) -> int:
        """The server's major version, or the newest that there is."""
        return min(self._conn.info.server_version // 10_000, 18)

    def try_out(self, project: Project, said: Project | None = None) -> list[str]:
        """Return what is wrong: what the server refuses, or has otherwise.

        Args:
            project: what is compiled.
            said: what the server is held against, if that is something else.
        """
        self.seen += 1
        compilation = self.compile(project)
        if has_errors(compilation.findings):
            return []
        self.compiled += 1
        if self.compiled % 20 == 0:
            # What is undone stays in the catalogs until then, and has to be read past.
            self._conn.execute("VACUUM")
        with self._conn.transaction(force_rollback=True):
            try:
                load(self._conn, compilation)
            except psycopg.Error as problem:
                if any(re.match(it, str(problem)) for it in UNKNOWABLE):
                    return []
                return [f"the server refuses what compiles: {problem}"]
            if self.read is None:
                return []
            return list(find_differences(self._conn, said or project, self.read))

    def compile(self, project: Project) -> Compilation:
        """Return what a project comes to."""
        for path in self._folder.iterdir():
            path.unlink()
        for name, spec in project.items():
            # JSON is YAML.
            text = json.dumps(spec, ensure_ascii=False)
            (self._folder / name).write_text(text, "utf-8")
        compilation = compile_specs(self._folder, self._passed)
        self._passed |= compilation.passed
        return compilation


@pytest.fixture(scope="module")
def trial(
    run_server: RunServer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Trial]:
    # Of our own, because roles belong to a whole server.
    with run_server() as server, psycopg.connect(server.dsn(), autocommit=True) as conn:
        yield Trial(conn, tmp_path_factory.mktemp("specs"), find_reader())


@pytest.mark.live
def test_specs_compile_and_read_back_as_they_say(trial: Trial) -> None:
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize="GENERATED_EXAMPLES" not in os.environ,
        database=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    @given(projects(trial.version))
    def run(project: Project) -> None:
        before = trial.compiled
        assert trial.try_out(project) == []
        event("compiles" if trial.compiled > before else "ends in findings")

    run()
    assert trial.compiled >= LEAST_SHARE * trial.seen


@pytest.mark.live
@pytest.mark.parametrize("change", CHANGES)
def test_a_difference_is_seen(trial: Trial, change: str) -> None:
    if trial.read is None:
        pytest.skip("TENANTRY_CORPUS is unset: no catalog is read")
    specs = {**CORE, "project.yaml": PROJECT, "tenants.yaml": TENANTS, "t.yaml": TABLE}
    assert trial.try_out(specs) == []
    assert trial.try_out(specs, {**specs, "t.yaml": TABLE | CHANGES[change]}) != []
