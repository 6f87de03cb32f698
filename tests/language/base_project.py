"""The project in `base/`, changed at one place, and what compiling it comes to."""

import copy
import functools
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, cast

import psycopg
import pytest

import compiler.load.documents
from compiler.api.compilation import Compilation, compile_specs
from compiler.api.platform import describe_platform
from compiler.apply.registration import register_tenants
from compiler.diagnostics import has_errors
from compiler.load.documents import load_text
from compiler.plan.platform import Platform
from compiler.syntax.quote import replace_sentinel
from tests.language.properties import Json, Property, find_places

BASE: Final = Path(__file__).parent / "base"
OF_VECTOR: Final = {
    "materialized_views/copied_vectors.yaml",
    "mixins/vectors.yaml",
    "tables/embeddings.yaml",
}
"""Specs that a server without that extension cannot take."""

OF_18: Final = {"tables/seasons.yaml", "tables/stays.yaml"}
"""Specs that a server before version 18 cannot take."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """The base with one spec in place of another one.

    Args:
        file: the spec that is other than in the base.
        place: where in it.
    """

    file: str
    place: tuple[str | int, ...]
    tree: Json


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What specs come to: all that can show that a property has an effect.

    Args:
        sql: of the shared objects, of one tenant, and of the tenants' rows.
        findings: rule, severity and message; where they stand is no effect.
    """

    compilation: Compilation
    sql: tuple[str, ...]
    findings: frozenset[tuple[str, str, str]]

    @property
    def ok(self) -> bool:
        return not has_errors(self.compilation.findings)

    @property
    def rules(self) -> frozenset[str]:
        return frozenset(rule for rule, _, _ in self.findings)


class BaseProject:
    """Compiles the base and its variants.

    What has been read or parsed once is kept, since a variant differs in one file.
    """

    def __init__(
        self, folder: Path, *, with_vector: bool = True, postgres: int = 18
    ) -> None:
        self._folder = folder
        self._passed: Mapping[str, int] = {}
        self.trees: dict[str, tuple[str, Json]] = {}
        for path in sorted(BASE.rglob("*.yaml")):
            document, _ = load_text(path.name, path.read_bytes())
            assert document is not None
            name = path.relative_to(BASE).as_posix()
            left_out = set() if with_vector else OF_VECTOR
            if name not in left_out | (OF_18 if postgres < 18 else set()):
                # The only Decimals of the base would be in SQL, which is text.
                tree = cast("Json", document.root.plain())
                self.trees[name] = (document.kind, tree)
        self._change_project("postgres", postgres)
        if not with_vector:
            extensions = dict(_holder(self.trees["project.yaml"][1], ("extensions",)))
            del extensions["vector"]
            self._change_project("extensions", extensions)
        for name, (_, tree) in self.trees.items():
            self._write(name, tree)
        self.outcome = self._compile()
        assert self.outcome.ok, self.outcome.findings

    def compile(self, variant: Variant) -> Outcome:
        """Return what the variant comes to."""
        self._write(variant.file, variant.tree)
        try:
            return self._compile()
        finally:
            self._write(variant.file, self.trees[variant.file][1])

    def variants(self, one: Property, example: Json) -> Iterator[Variant]:
        """Yield the base with the example, at each place where it has another value."""
        for file, place, tree in self._places(one):
            holder = _holder(tree, place)
            if one.path[-1] not in holder or holder[one.path[-1]] != example:
                holder[one.path[-1]] = copy.deepcopy(example)
                yield Variant(file=file, place=place, tree=tree)

    def removals(self, one: Property, example: Json) -> Iterator[Variant]:
        """Yield the base without the property, at each place that has the example."""
        for file, place, tree in self._places(one):
            holder = _holder(tree, place)
            if one.path[-1] in holder and holder[one.path[-1]] == example:
                del holder[one.path[-1]]
                yield Variant(file=file, place=place, tree=tree)

    def _places(
        self, one: Property
    ) -> Iterator[tuple[str, tuple[str | int, ...], Json]]:
        for file, (kind, tree) in self.trees.items():
            if kind == one.kind:
                for place in find_places(tree, one.path):
                    yield file, place, copy.deepcopy(tree)

    def _change_project(self, key: str, value: Json) -> None:
        kind, tree = self.trees["project.yaml"]
        self.trees["project.yaml"] = (kind, {**_holder(tree, ()), key: value})

    def _write(self, name: str, tree: Json) -> None:
        path = self._folder / name
        path.parent.mkdir(exist_ok=True)
        # JSON is YAML.
        path.write_text(json.dumps(tree, ensure_ascii=False), "utf-8")

    def _compile(self) -> Outcome:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(compiler.load.documents, "load_text", _load_once)
            compilation = compile_specs(self._folder, self._passed)
        self._passed = {**self._passed, **compilation.passed}
        return Outcome(
            compilation=compilation,
            sql=tuple(_texts(compilation)),
            findings=frozenset(
                (one.rule, one.severity.value, one.message)
                for one in compilation.findings
            ),
        )


_load_once = functools.cache(load_text)


def _holder(tree: Json, place: tuple[str | int, ...]) -> dict[str, Json]:
    holder: Any = tree
    for step in place:
        holder = holder[step]
    return cast("dict[str, Json]", holder)


def _texts(compilation: Compilation) -> Iterator[str]:
    for statement in compilation.shared:
        yield statement.sql
    if compilation.blueprint is None:
        return
    for statement in compilation.tenant:
        yield replace_sentinel(statement.sql, "north")
    yield from registration(compilation)


class _Recorder:
    """Stands for a connection, and keeps what it is asked to execute."""

    rowcount = 0

    def __init__(self) -> None:
        self.statements: list[str] = []

    def execute(self, statement: bytes) -> "_Recorder":
        self.statements.append(statement.decode())
        return self

    def fetchall(self) -> list[object]:
        """No row is there yet."""
        return []


def platform_of(compilation: Compilation) -> Platform:
    """Return what apply is told of a platform."""
    assert compilation.blueprint is not None
    return describe_platform(compilation.blueprint)


def registration(compilation: Compilation) -> tuple[str, ...]:
    """Return the statements that write the tenants' rows."""
    platform, recorder = platform_of(compilation), _Recorder()
    conn = cast("psycopg.Connection[Any]", recorder)
    register_tenants(conn, platform, platform.tenants)
    return tuple(recorder.statements)
