"""The quick judge and jsonschema agree, on whatever JSON Schemas say and specs hold."""

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compiler.load.acceptance import surely_fits
from compiler.load.documents import KINDS
from compiler.load.json_schemas import validator_of
from tests.language.properties import Json, find_places, find_properties

VALUES: tuple[Json, ...] = (
    None,
    True,
    0,
    1,
    100_000,
    "",
    "x",
    "1 day\n",
    [],
    ["x", "x"],
    [1, "1"],
    {},
    {"x": "y"},
    {"x": {"type": "text"}, "type": "text"},
)
MISSING = object()


def whole(kind: str) -> dict[str, Any]:
    json_schema: Any = validator_of(kind).schema
    return {
        key: copy.deepcopy(inner["examples"][0])
        for key, inner in json_schema["properties"].items()
    }


@given(data=st.data())
@pytest.mark.parametrize("kind", KINDS)
def test_it_says_of_specs_what_jsonschema_says(kind: str, data: st.DataObject) -> None:
    spec = whole(kind)
    for _ in range(data.draw(st.integers(0, 3))):
        one = data.draw(
            st.sampled_from([it for it in find_properties() if it.kind == kind])
        )
        value = data.draw(st.sampled_from((MISSING, *VALUES, *one.examples)))
        for place in find_places(spec, one.path):
            holder: Any = spec
            for step in place:
                holder = holder[step]
            holder[one.path[-1]] = copy.deepcopy(value)
            if value is MISSING:
                del holder[one.path[-1]]
    assert surely_fits(spec, kind) is validator_of(kind).is_valid(spec)
