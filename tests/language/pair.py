"""Two servers on which plans between two states of specs are tried, there and back."""

import importlib.util
import os
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any, Final, TypeAlias

import psycopg

from compiler.api.compilation import Compilation
from compiler.introspect.objects import build_catalog
from compiler.model.catalog import DatabaseObject
from compiler.model.partition import Partition
from compiler.model.role import Role
from compiler.model.schema import Schema
from compiler.names import SENTINEL_TENANT
from compiler.plan.notes import NO_NOTES
from compiler.plan.part import Part, Wanted
from compiler.plan.plan import PartPlan, Priced
from compiler.plan.planning import plan_part
from compiler.plan.sentinel import list_names, map_names
from compiler.rehearse.actual import read_actual
from compiler.rehearse.forms import find_forms
from compiler.render.change import render_change
from compiler.render.script import arrange_statements
from compiler.syntax.quote import replace_sentinel
from compiler.syntax.settle import settle_expression
from tests.language.claims import find_wrong_claims, measure
from tests.language.test_server import TENANT, _script

Connection: TypeAlias = "psycopg.Connection[Any]"
Objects: TypeAlias = tuple[DatabaseObject, ...]

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
    """A server for what is there, and one on which what is wanted is built."""

    def __init__(
        self, there: Connection, scratch: Connection, observer: ModuleType | None
    ) -> None:
        self.there, self.scratch = there, scratch
        self._observer = observer
        self._owner = ""

    def build(self, compilation: Compilation, other: Compilation) -> State:
        """Return what a fresh build of specs gives, in the schemas of both."""
        with self.scratch.transaction(force_rollback=True):
            self.scratch.execute(_script(compilation, owner_of(compilation)).encode())
            return self.read(self.scratch, compilation, other)

    def find_faults(
        self, former: Compilation, compilation: Compilation, wanted: State
    ) -> list[str]:
        """Return what is wrong with the plans there and back.

        To be called where the former state stands, in a transaction that is undone.

        Args:
            former: what stands there.
            compilation: what is wanted.
            wanted: what a fresh build of it gives.
        """
        both = (former, compilation)
        self._owner = owner_of(compilation)
        claims: list[str] = []
        before = self.read(self.there, *both)
        if not self._can_run(plan(before.objects, wanted.objects, compilation), claims):
            return []
        after = self.read(self.there, *both)
        faults = self._left(plan(after.objects, wanted.objects, compilation))
        faults += self._differences(after, wanted)
        if faults or not self._can_run(
            plan(after.objects, before.objects, former), claims
        ):
            return faults + claims
        again = self.read(self.there, *both)
        faults = self._left(plan(again.objects, before.objects, former))
        return [*faults, *self._differences(again, before), *claims]

    def _left(self, part: PartPlan) -> list[str]:
        return [f"left: {each.change}" for each in part.changes()]

    def read(self, conn: Connection, *compilations: Compilation) -> State:
        """Return what stands in the schemas of either state, under the sentinel."""
        made = [
            each.object for one in compilations for each in (*one.shared, *one.tenant)
        ]
        schemas = {_own(each.name) for each in made if isinstance(each, Schema)}
        roles = {_own(each.name) for each in made if isinstance(each, Role)}
        actual = read_actual(
            conn, ["", *sorted(schemas)], sorted(roles), owner_of(compilations[0])
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

    def _can_run(self, part: PartPlan, claims: list[str]) -> bool:
        """Make the changes, and return whether the data could follow.

        Args:
            part: the changes.
            claims: takes what is said of them, and is not so.
        """
        self.there.execute("SET LOCAL check_function_bodies = off")
        before = measure(self.there)
        relations = frozenset(before.files)
        for priced in part.changes():
            try:
                self._make(priced)
            except psycopg.Error as error:
                if any(words in str(error) for words in REFUSED):
                    return False
                raise
            after = measure(self.there)
            said = map_names(priced, {SENTINEL_TENANT: TENANT})
            claims += find_wrong_claims(said, before, after, relations)
            # What is dropped may come back as another thing.
            relations &= after.files.keys()
            before = after
        return True

    def _make(self, priced: Priced) -> None:
        statements = render_change(priced.change, self._owner)
        for sql, statement in arrange_statements(statements, self._owner):
            # All of it is undone, so all of it is in one transaction.
            text = replace_sentinel(sql, TENANT).replace("CONCURRENTLY ", "")
            try:
                made = self.there.execute(text.encode())
                if statement is not None and statement.generates:
                    for (each,) in made.fetchall():
                        self.there.execute(each.encode())
            except psycopg.Error as error:
                error.add_note(text)
                raise
        self.there.execute("RESET ROLE")

    def _differences(self, one: State, other: State) -> list[str]:
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


def plan(actual: Objects, wanted: Objects, compilation: Compilation) -> PartPlan:
    """Return what makes a state another, in the words of its specs."""
    blueprint = compilation.blueprint
    assert blueprint is not None
    sources = (*blueprint.shared.objects, *blueprint.tenant.objects)
    part = Part(
        tenants=(TENANT,),
        actual=actual,
        around=(),
        wanted=Wanted(spelled=wanted, neutral=wanted, sources=sources),
        unmodelled=(),
    )
    return plan_part(part, NO_NOTES)


def _own(name: str) -> str:
    return name.replace(SENTINEL_TENANT, TENANT)


def _settled(text: object) -> object:
    return settle_expression(text) if isinstance(text, str) else text


def load_observer() -> ModuleType | None:
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


def owner_of(compilation: Compilation) -> str:
    """Return the role that owns the platform."""
    assert compilation.blueprint is not None
    return compilation.blueprint.project.owner
