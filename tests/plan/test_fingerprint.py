"""Fingerprints are equal exactly where a plan has nothing to do."""

import dataclasses
from collections.abc import Iterator
from typing import Any, Final

import pytest

from compiler.model.catalog import DatabaseObject
from compiler.model.grant import RoutineGrant
from compiler.model.ignored import Ignored
from compiler.model.name import QualifiedName
from compiler.model.rename import Rename
from compiler.plan.compare import compare_catalogs
from compiler.plan.fingerprint import fingerprint, fingerprint_part
from compiler.plan.notes import NO_NOTES
from compiler.plan.part import Part, Wanted
from tests.language.base_project import BaseProject
from tests.render.sample import check, column, plain_table, routine

NAME: Final = QualifiedName("s", "t")
A, B = column("a", "integer"), column("b", "text")
TABLE: Final = plain_table(NAME, A, B)
OTHER: Final = plain_table(QualifiedName("s", "flyway_x"), A)
ONE_OF: Final = "((b)::text = ANY (ARRAY['x'::character varying]::text[]))"


def checked(expression: str) -> DatabaseObject:
    return dataclasses.replace(TABLE, checks=(check("c", expression),))


def granted(*roles: str) -> RoutineGrant:
    called = routine(QualifiedName("s", "f"), "integer", "SELECT 1", language="sql")
    return RoutineGrant(routine=called, roles=roles, grantable=False)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ((TABLE, OTHER), (OTHER, TABLE)),
        ((TABLE,), (plain_table(NAME, B, A),)),
        ((TABLE,), (plain_table(NAME, A),)),
        ((TABLE,), (dataclasses.replace(TABLE, description="X."),)),
        ((checked("(a > 0)"),), (checked("(a > 1)"),)),
        ((checked(ONE_OF),), (checked(f"({ONE_OF})"),)),
        ((granted("a", "b"),), (granted("b", "a"),)),
        ((granted("a", "b"),), (granted("a"),)),
        ((TABLE,), ()),
    ],
)
def test_they_are_equal_where_nothing_differs(
    one: tuple[DatabaseObject, ...], other: tuple[DatabaseObject, ...]
) -> None:
    same = not compare_catalogs(one, other)
    assert (fingerprint(one) == fingerprint(other)) is same


def part_of(
    actual: tuple[DatabaseObject, ...], wanted: tuple[DatabaseObject, ...]
) -> Part:
    return Part(
        tenants=(),
        actual=actual,
        around=(),
        wanted=Wanted(spelled=wanted, neutral=wanted, sources=wanted),
        unmodelled=(),
    )


def test_what_is_ignored_is_no_part_of_them() -> None:
    part = part_of((TABLE, OTHER), (TABLE,))
    notes = dataclasses.replace(
        NO_NOTES, ignored=(Ignored(schema="s", table="flyway_*", aspects=()),)
    )

    before, after = fingerprint_part(part, notes)

    assert before == after == fingerprint((TABLE,))
    before, after = fingerprint_part(part, NO_NOTES)
    assert before != after


@pytest.mark.parametrize("name", ["t", "was_t"])
def test_what_a_plan_comes_to_has_the_fingerprint_that_it_was_made_for(
    name: str,
) -> None:
    tuned = dataclasses.replace(TABLE, storage_parameters=(("fillfactor", "70"),))
    rename = Rename(kind="table", schema="s", table="", old="was_t", new="t")
    notes = dataclasses.replace(
        NO_NOTES,
        renames=(rename,),
        ignored=(Ignored(schema="s", table="t", aspects=("storage_parameters",)),),
    )
    there = dataclasses.replace(TABLE, name=QualifiedName("s", name))
    for start in ((), (there,)):
        _, after = fingerprint_part(part_of(start, (tuned,)), notes)

        # Once it is there, nobody looks after how it is stored.
        for end in (tuned, TABLE):
            before, _ = fingerprint_part(part_of((end,), (tuned,)), notes)
            assert before == after


@pytest.fixture(scope="module")
def objects(tmp_path_factory: pytest.TempPathFactory) -> tuple[DatabaseObject, ...]:
    """Objects of every kind that the language has."""
    folder = tmp_path_factory.mktemp("specs")
    blueprint = BaseProject(folder).outcome.compilation.blueprint
    assert blueprint is not None
    return (*blueprint.shared.objects, *blueprint.tenant.objects)


def others(value: Any) -> Iterator[Any]:  # noqa: ANN401 - of the model
    """Yield values of the same type that differ from one in one place."""
    if isinstance(value, bool):
        yield not value
    elif isinstance(value, int):
        yield value + 1
    elif isinstance(value, str):
        yield f"{value}x"
    elif isinstance(value, tuple):
        yield tuple(reversed(value))
        for index, each in enumerate(value):
            for other in others(each):
                yield (*value[:index], other, *value[index + 1 :])
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        yield from others_by_field(value)


def others_by_field(value: Any) -> Iterator[Any]:  # noqa: ANN401 - a dataclass
    for field in dataclasses.fields(value):
        for other in others(getattr(value, field.name)):
            yield dataclasses.replace(value, **{field.name: other})


def test_they_tell_of_every_field_what_compare_tells_of_it(
    objects: tuple[DatabaseObject, ...],
) -> None:
    for each in {type(one): one for one in objects}.values():
        print_of_it = fingerprint((each,))
        for other in others(each):
            same = not compare_catalogs((each,), (other,))
            assert (print_of_it == fingerprint((other,))) is same, (each, other)
