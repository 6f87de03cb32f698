"""Between any two projects, a plan leads there, and another one back.

Both are drawn as in `test_generated`. GENERATED_PAIRS is how many there are, if not as
many as a quick run has time for.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import psycopg
import pytest
from hypothesis import HealthCheck, Phase, given, settings

from compiler.api.compilation import Compilation
from compiler.diagnostics import has_errors
from compiler.execute.session import connect
from tests.conftest import RunServer
from tests.language.generated.drawing.projects import Project, projects
from tests.language.generated.test_generated import UNKNOWABLE, Trial
from tests.language.pair import Pair, load_observer, owner_of
from tests.language.test_server import _script

PAIRS: Final = int(os.environ.get("GENERATED_PAIRS", "150"))


class PairTrial:
    """Compiles two projects, and plans from the one to the other."""

    def __init__(self, pair: Pair, folder: Path) -> None:
        self._pair = pair
        self._trial = Trial(pair.there, folder, None)
        self.tried = 0

    @property
    def version(self) -> int:
        """The servers' major version, or the newest that there is."""
        return self._trial.version

    def find_faults(self, former: Project, later: Project) -> list[str]:
        """Return what is wrong; nothing where one of them does not compile."""
        before, after = self._compile(former), self._compile(later)
        if before is None or after is None:
            return []
        try:
            wanted = self._pair.build(after, before)
            with self._pair.there.transaction(force_rollback=True):
                script = _script(before, owner_of(before))
                self._pair.there.execute(script.encode())
                self.tried += 1
                return self._pair.find_faults(before, after, wanted)
        except psycopg.Error as problem:
            if any(re.match(it, str(problem)) for it in UNKNOWABLE):
                return []
            raise

    def _compile(self, project: Project) -> Compilation | None:
        compilation = self._trial.compile(project)
        return None if has_errors(compilation.findings) else compilation


@pytest.fixture(scope="module")
def trial(
    run_server: RunServer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[PairTrial]:
    if os.environ.get("TENANTRY_TEST_DSN"):
        pytest.skip("roles of two states need two servers, and one is named")
    with (
        run_server() as first,
        run_server() as second,
        connect(first.dsn(), purpose="test") as there,
        connect(second.dsn(), purpose="test") as scratch,
    ):
        pair = Pair(there, scratch, load_observer())
        yield PairTrial(pair, tmp_path_factory.mktemp("specs"))


@pytest.mark.live
def test_a_plan_leads_from_one_project_to_another_and_back(trial: PairTrial) -> None:
    @settings(
        max_examples=PAIRS,
        deadline=None,
        derandomize="GENERATED_PAIRS" not in os.environ,
        database=None,
        suppress_health_check=list(HealthCheck),
        # Each example is two projects on two servers: what fails first is shown.
        phases=[Phase.generate],
    )
    @given(former=projects(trial.version), later=projects(trial.version))
    def run(former: Project, later: Project) -> None:
        assert trial.find_faults(former, later) == []

    run()

    assert trial.tried > PAIRS // 4
