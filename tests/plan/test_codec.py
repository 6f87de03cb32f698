"""Changes are read back as they were written, and nothing else is read."""

import dataclasses
import json
from pathlib import Path

import pytest

from compiler.model.catalog import DatabaseObject
from compiler.model.table import Table
from compiler.model.table_part import parts_of
from compiler.plan.changes import Alter, Change, Create, Drop, Rename, Retype
from compiler.plan.codec import decode, encode_change
from tests.language.base_project import BaseProject


@pytest.fixture(scope="module")
def objects(tmp_path_factory: pytest.TempPathFactory) -> tuple[DatabaseObject, ...]:
    """Objects of every kind that the language has."""
    folder: Path = tmp_path_factory.mktemp("specs")
    blueprint = BaseProject(folder).outcome.compilation.blueprint
    assert blueprint is not None
    return (*blueprint.shared.objects, *blueprint.tenant.objects)


def test_what_is_written_is_read_back(objects: tuple[DatabaseObject, ...]) -> None:
    tables = [each for each in objects if isinstance(each, Table)]
    parts = [part for table in tables for part in parts_of(table)]
    column = parts_of(tables[0])[0]
    changes: list[Change] = [
        *(Create(object=each) for each in objects),
        *(Drop(object=each) for each in parts),
        Alter(before=tables[0], after=tables[1]),
        Rename(before=tables[0], after=tables[1]),
        Retype(before=column, after=column, using="a::text"),  # type: ignore[arg-type]  # a column
    ]

    written = json.dumps([encode_change(each) for each in changes])

    assert [read(each) for each in json.loads(written)] == changes


@dataclasses.dataclass(frozen=True)
class Line:
    change: Change


def read(value: object) -> Change:
    return decode({"change": value}, Line).change


SCHEMA = {"class": "Schema", "name": "s", "owner": "o", "description": ""}


@pytest.mark.parametrize(
    "value",
    [
        None,
        [],
        {},
        {"class": "Schema"},
        {"class": "Drop", "object": {"class": "Path", "name": "x"}},
        {"class": "Drop", "object": SCHEMA, "more": 1},
        {"class": "Drop", "object": {**SCHEMA, "owner": 5}},
        {"class": "Drop", "object": {**SCHEMA, "owner": None}},
        {"class": "Drop", "object": {**SCHEMA, "more": "x"}},
    ],
)
def test_what_says_no_change_is_refused(value: object) -> None:
    read({"class": "Drop", "object": SCHEMA})

    with pytest.raises(ValueError, match=r".+"):
        read(value)
