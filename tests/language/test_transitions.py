"""From the base to each example of the language, and back, by plans.

A plan has to give what a fresh build gives, as the product reads it and as an observer
does that knows nothing of it (`catalog_compare.py`, beside the corpus that
TENANTRY_CORPUS names); the plan back has to give what was there. What is said of locks
and rewrites on the way has to be so.
"""

import os
from collections.abc import Iterator
from typing import Final

import psycopg
import pytest

from compiler.execute.session import connect
from tests.conftest import RunServer
from tests.language.base_project import BaseProject
from tests.language.pair import Pair, load_observer, owner_of
from tests.language.test_server import EXAMPLES, _lacks, _script

EVERY: Final = int(os.environ.get("TRANSITIONS_EVERY", "4"))
"""One example of so many is tried; all of them with 1."""


@pytest.fixture(scope="module")
def tried(
    run_server: RunServer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Pair, BaseProject]]:
    if os.environ.get("TENANTRY_TEST_DSN"):
        pytest.skip("roles of two states need two servers, and one is named")
    with (
        run_server() as first,
        run_server() as second,
        connect(first.dsn(), purpose="test") as there,
        connect(second.dsn(), purpose="test") as scratch,
    ):
        base = BaseProject(
            tmp_path_factory.mktemp("specs"),
            with_vector="vector" not in tuple(_lacks(there)),
            postgres=min(there.info.server_version // 10_000, 18),
        )
        compilation = base.outcome.compilation
        with there.transaction():
            there.execute(_script(compilation, owner_of(compilation)).encode())
        yield Pair(there, scratch, load_observer()), base


@pytest.mark.live
@pytest.mark.parametrize("name", list(EXAMPLES)[::EVERY])
def test_a_plan_leads_there_and_back(
    tried: tuple[Pair, BaseProject], name: str
) -> None:
    pair, base = tried
    one, example = EXAMPLES[name]
    former = base.outcome.compilation
    refused: list[psycopg.Error] = []
    for variant in base.variants(one, example):
        outcome = base.compile(variant)
        if not outcome.ok or outcome.sql == base.outcome.sql:
            continue
        if owner_of(outcome.compilation) != owner_of(former):
            # Another platform, and nothing that a plan could lead to.
            continue
        try:
            wanted = pair.build(outcome.compilation, former)
        except psycopg.Error as error:
            refused.append(error)
            continue
        with pair.there.transaction(force_rollback=True):
            assert pair.find_faults(former, outcome.compilation, wanted) == []
        return
    if refused:
        pytest.skip(f"this server has no such thing: {refused[0]}")
