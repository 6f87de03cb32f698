"""What plans make of changes: the way there, and the way back.

`golden/<case>/` holds two states of the specs that the case is about, over the minimal
project, `before.yaml` and `after.yaml`; `up.sql` and `down.sql` are what comes out.
"""

from pathlib import Path
from typing import Final

import pytest

from compiler import api
from compiler.execute.session import connect
from compiler.postgres.server import major_of
from compiler.review.plan_text import show_sql, show_tree, summarise
from tests.render.golden_file import check_golden
from tests.rules.test_page import pour
from tests.servers import LiveServer

GOLDEN: Final = Path(__file__).parent / "golden"
CASES: Final = sorted(path.name for path in GOLDEN.iterdir())
VERSION: Final = 18
"""Whose spelling of catalogs the golden files have."""


def describe(before: Path, after: Path, dsn: str) -> str:
    result = api.diff(before, after, scratch=dsn)
    assert result.ok, result.findings
    assert result.plan is not None
    assert result.labels is not None
    lines = (
        summarise(result.plan, result.labels),
        *show_tree(result.plan, result.labels),
        "",
    )
    told = "".join(f"-- {line}".rstrip() + "\n" for line in lines)
    return told + "\n".join(show_sql(result.plan, result.labels))


@pytest.mark.live
@pytest.mark.parametrize("case", CASES)
def test_a_change_comes_to_this(
    case: str,
    server: LiveServer,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    pytestconfig: pytest.Config,
) -> None:
    with connect(server.dsn(), purpose="test") as conn:
        if major_of(conn) != VERSION:
            pytest.skip(f"the golden files are PostgreSQL {VERSION}'s")
    monkeypatch.chdir(tmp_path)
    before, after = Path("before"), Path("after")
    for folder in (before, after):
        text = (GOLDEN / case / f"{folder.name}.yaml").read_text("utf-8")
        pour(text.rstrip("\n"), folder)

    up = describe(before, after, server.dsn())
    down = describe(after, before, server.dsn())

    check_golden(pytestconfig, GOLDEN / case / "up.sql", up)
    check_golden(pytestconfig, GOLDEN / case / "down.sql", down)
