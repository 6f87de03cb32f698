"""From the base to each example of the language, and back, by plans.

A plan has to give what a fresh build gives, as the product reads it and as an observer
does that knows nothing of it (`catalog_compare.py`, beside the corpus that
TENANTRY_CORPUS names); the plan back has to give what was there.
"""

import importlib.util
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any, Final, TypeAlias

import psycopg
import pytest

from compiler.api.compilation import Compilation
from compiler.execute.session import connect
from compiler.introspect.objects import build_catalog
from compiler.model.catalog import DatabaseObject
from compiler.model.partition import Partition
from compiler.model.role import Role
from compiler.model.schema import Schema
from compiler.names import SENTINEL_TENANT
from compiler.plan.part import Wanted, plan_part
from compiler.plan.plan import PartPlan, Priced
from compiler.plan.sentinel import list_names, map_names
from compiler.rehearse.actual import read_in_transaction
from compiler.rehearse.fleet import find_forms
from compiler.render.change import render_change
from compiler.render.script import arrange_statements
from compiler.syntax.quote import replace_sentinel
from compiler.syntax.settle import settle_expression
from tests.conftest import RunServer
from tests.language.base_project import BaseProject
from tests.language.claims import find_wrong_claims, measure
from tests.language.test_server import EXAMPLES, TENANT, _lacks, _script

Connection: TypeAlias = "psycopg.Connection[Any]"
Objects: TypeAlias = tuple[DatabaseObject, ...]

EVERY: Final = int(os.environ.get("TRANSITIONS_EVERY", "4"))
"""One example of so many is tried; all of them with 1."""

REFUSED: Final = (
    "cannot be cast automatically",
    "RESTART value (1) cannot be less than MINVALUE",
)
"""What a server says where data cannot follow: that is for people to decide."""

UNSEEN: Final = frozenset({"composite_type", "domain", "enum", "range_type"})
"""Kinds whose privileges no spec speaks of, but what is said of objects to come."""


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What a database has, as the product and the observer read it."""

    objects: Objects
    snapshot: Any


class Pair:
    """A server that has the base, and one on which variants are built and undone."""

    def __init__(
        self,
        there: Connection,
        scratch: Connection,
        base: BaseProject,
        observer: ModuleType | None,
    ) -> None:
        self.there, self.scratch, self.base = there, scratch, base
        self._observer = observer
        self.wrong_claims: list[str] = []
        self.compilation = base.outcome.compilation
        there.execute("BEGIN")
        there.execute(_script(self.compilation, self.owner).encode())
        there.execute("COMMIT")

    @property
    def owner(self) -> str:
        assert self.compilation.blueprint is not None
        return self.compilation.blueprint.project.owner

    def read(self, conn: Connection, *compilations: Compilation) -> State:
        """Return what stands in the schemas of either state, under the sentinel."""
        made = [
            each.object for one in compilations for each in (*one.shared, *one.tenant)
        ]
        schemas = {_own(each.name) for each in made if isinstance(each, Schema)}
        roles = {_own(each.name) for each in made if isinstance(each, Role)}
        actual = read_in_transaction(
            conn, ["", *sorted(schemas)], sorted(roles), self.owner
        )
        objects = (
            *build_catalog(actual.facts.values()).objects,
            *actual.roles.values(),
            *actual.memberships.values(),
            *actual.extensions,
        )
        forms = find_forms(each for one in compilations for each in one.tenant)
        names = list_names(forms, TENANT, SENTINEL_TENANT)
        taken = None
        if self._observer is not None:
            taken = self._observer.snapshot(conn, owner=True, in_tx=True)
        return State(objects=map_names(objects, names), snapshot=taken)

    def build(self, compilation: Compilation) -> State:
        """Return what a fresh build of specs gives."""
        with self.scratch.transaction(force_rollback=True):
            self.scratch.execute(_script(compilation, self.owner).encode())
            return self.read(self.scratch, self.compilation, compilation)

    def can_run(self, part: PartPlan) -> bool:
        """Make the changes, and return whether the data could follow."""
        try:
            self.run(part)
        except psycopg.Error as error:
            if any(words in str(error) for words in REFUSED):
                return False
            raise
        return True

    def run(self, part: PartPlan) -> None:
        """Make the changes in the transaction that is open."""
        self.there.execute("SET LOCAL check_function_bodies = off")
        before = measure(self.there)
        there = frozenset(before.files)
        names = {SENTINEL_TENANT: TENANT}
        for step in part.steps:
            for priced in step.changes:
                self._make(priced)
                after = measure(self.there)
                said = map_names(priced, names)
                self.wrong_claims += find_wrong_claims(said, before, after, there)
                before = after

    def _make(self, priced: Priced) -> None:
        statements = render_change(priced.change, self.owner)
        for sql, _ in arrange_statements(statements, self.owner):
            # All of it is undone, so all of it is in one transaction.
            text = replace_sentinel(sql, TENANT).replace("CONCURRENTLY ", "")
            try:
                self.there.execute(text.encode())
            except psycopg.Error as error:
                error.add_note(text)
                raise
        self.there.execute("RESET ROLE")

    def differences(self, one: State, other: State) -> list[str]:
        """Return what the observer finds, what no plan could do aside."""
        if self._observer is None:
            return []
        partitions = tuple(
            f"{_own(each.name.name)}_"
            for each in other.objects
            if isinstance(each, Partition)
        )
        return [
            str(each)
            for each in self._observer.diff(one.snapshot, other.snapshot)
            if not (
                each.kind == "column_order"
                or (each.attr == "acl" and each.kind in UNSEEN)
                # PostgreSQL names the indexes of partitions, by what is taken already.
                or (each.kind == "index" and each.ident[1].startswith(partitions))
                # Whether a stored view is filled is no part of it.
                or each.attr == "populated"
                or (each.attr == "def" and _settled(each.a) == _settled(each.b))
            )
        ]


@pytest.fixture(scope="module")
def pair(
    run_server: RunServer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Pair]:
    if os.environ.get("TENANTRY_TEST_DSN"):
        pytest.skip("roles of two states need two servers, and one is named")
    with run_server() as first, run_server() as second:
        there = connect(first.dsn(), purpose="test")
        scratch = connect(second.dsn(), purpose="test")
        with there, scratch:
            base = BaseProject(
                tmp_path_factory.mktemp("specs"),
                with_vector="vector" not in tuple(_lacks(there)),
                postgres=min(there.info.server_version // 10_000, 18),
            )
            yield Pair(there, scratch, base, _load_observer())


@pytest.mark.live
@pytest.mark.parametrize("name", list(EXAMPLES)[::EVERY])
def test_a_plan_leads_there_and_back(pair: Pair, name: str) -> None:
    one, example = EXAMPLES[name]
    refused: list[psycopg.Error] = []
    for variant in pair.base.variants(one, example):
        outcome = pair.base.compile(variant)
        if not outcome.ok or outcome.sql == pair.base.outcome.sql:
            continue
        try:
            wanted = pair.build(outcome.compilation)
        except psycopg.Error as error:
            refused.append(error)
            continue
        _try(pair, outcome.compilation, wanted)
        return
    if refused:
        pytest.skip(f"this server has no such thing: {refused[0]}")


def _try(pair: Pair, compilation: Compilation, wanted: State) -> None:
    both = (pair.compilation, compilation)
    pair.wrong_claims.clear()
    with pair.there.transaction(force_rollback=True):
        before = pair.read(pair.there, *both)
        forward = plan(before.objects, wanted.objects, compilation)
        if not pair.can_run(forward):
            return
        after = pair.read(pair.there, *both)
        assert plan(after.objects, wanted.objects, compilation).steps == ()
        assert pair.differences(after, wanted) == []
        if not pair.can_run(plan(after.objects, before.objects, pair.compilation)):
            return
        again = pair.read(pair.there, *both)
    assert plan(again.objects, before.objects, pair.compilation).steps == ()
    assert pair.differences(again, before) == []
    assert pair.wrong_claims == []


def plan(actual: Objects, wanted: Objects, compilation: Compilation) -> PartPlan:
    """Return what makes a state another, in the words of its specs."""
    blueprint = compilation.blueprint
    assert blueprint is not None
    sources = (*blueprint.shared.objects, *blueprint.tenant.objects)
    ask = Wanted(spelled=wanted, neutral=wanted, sources=sources)
    return plan_part(actual, ask, (TENANT,))


def _own(name: str) -> str:
    return name.replace(SENTINEL_TENANT, TENANT)


def _settled(text: object) -> object:
    return settle_expression(text) if isinstance(text, str) else text


def _load_observer() -> ModuleType | None:
    corpus = os.environ.get("TENANTRY_CORPUS")
    if not corpus:
        return None
    path = Path(corpus).parent / "tools" / "catalog_compare.py"
    spec = importlib.util.spec_from_file_location("catalog_compare", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
