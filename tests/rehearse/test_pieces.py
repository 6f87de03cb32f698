"""A build is split where its locks are many, and stays in order."""

import pytest

from compiler.model.name import QualifiedName
from compiler.rehearse.pieces import prepare_build, split_build
from compiler.render.create import render_create
from tests.render.sample import column, plain_table

TABLES = [
    plain_table(QualifiedName("s", f"t{number}"), column("a", "integer"))
    for number in range(5)
]


def test_what_takes_many_locks_is_made_in_several_transactions(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    statements = [one for each in TABLES for one in render_create(each, "o")]
    build = prepare_build(statements, "o")
    assert build.locks == 4 * len(TABLES)
    assert [some for some in split_build(build) if some.pieces] == [build]

    monkeypatch.setattr("compiler.rehearse.pieces._LOCKS_AT_ONCE", 8)

    parts = [some.pieces for some in split_build(build) if some.pieces]
    assert [len(some) for some in parts] == [2, 2, 1]
    assert tuple(one for some in parts for one in some) == build.pieces
