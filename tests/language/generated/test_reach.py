"""The generator can write every property of every kind, those added later too."""

import dataclasses
from typing import Final

import pytest
from hypothesis import HealthCheck, Phase, Verbosity, find, settings

from tests.language.generated.drawing.projects import Project, projects
from tests.language.properties import EACH, Json, Property, find_properties

BY_NAME: Final = {str(one): one for one in find_properties()}


def stands_in(tree: Json, path: tuple[str, ...]) -> bool:
    step, *rest = path
    children: list[Json] = []
    if step == EACH:
        children = list(tree.values()) if isinstance(tree, dict) else []
        children = tree if isinstance(tree, list) else children
    elif isinstance(tree, dict) and step in tree:
        children = [tree[step]]
    return any(not rest or stands_in(it, tuple(rest)) for it in children)


def is_written(project: Project, one: Property) -> bool:
    specs = [it for it in project.values() if next(iter(it)) == one.kind]
    return any(stands_in(dict(spec), one.path) for spec in specs)


@pytest.mark.parametrize("name", BY_NAME)
def test_a_property_can_be_generated(name: str) -> None:
    one = BY_NAME[name]
    found = find(
        projects(18, one),
        lambda project: is_written(project, one),
        settings=settings(
            max_examples=300,
            phases=[Phase.generate],
            derandomize=True,
            database=None,
            verbosity=Verbosity.quiet,
            suppress_health_check=list(HealthCheck),
        ),
    )
    assert is_written(found, one)


def test_a_property_that_nothing_writes_is_missed() -> None:
    one = dataclasses.replace(
        BY_NAME["table.columns.*.type"], path=("columns", EACH, "x")
    )
    assert not is_written(
        {"t.yaml": {"table": "t", "columns": {"a": {"type": "b"}}}}, one
    )
