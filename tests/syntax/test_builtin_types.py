import pytest

from compiler.spelling import find_nearest
from compiler.syntax.builtin_types import BUILTIN_TYPES, OTHER_WORDS, WRITTEN_TYPES
from compiler.syntax.type_name import parse_type

SPELLINGS = """
bigint, bit, bit varying, boolean, char, character, character varying, dec, decimal,
double precision, float, int, integer, interval, json, national character, nchar,
numeric, real, smallint, time, time with time zone, timestamp,
timestamp with time zone, varchar
"""


@pytest.mark.parametrize(
    "name", ["int4", "text", "uuid", "tstzrange", "jsonb", "bpchar"]
)
def test_types_of_columns_are_there(name: str) -> None:
    assert name in BUILTIN_TYPES


@pytest.mark.parametrize(
    "name", ["void", "trigger", "record", "_text", "vector", "any"]
)
def test_what_no_column_can_be_is_not(name: str) -> None:
    assert name not in BUILTIN_TYPES


@pytest.mark.parametrize("spelling", SPELLINGS.split(","))
def test_every_type_with_a_syntax_of_its_own_is_there(spelling: str) -> None:
    parsed = parse_type(spelling)
    assert (parsed.schema, parsed.sql) == ("", spelling.strip())
    assert parsed.name in BUILTIN_TYPES


@pytest.mark.parametrize(
    ("written", "meant"),
    [("interger", "integer"), ("txt", "text"), ("bool ean", "boolean"), ("xidd", "")],
)
def test_a_misspelled_type_is_near_what_people_write(written: str, meant: str) -> None:
    assert find_nearest(written, WRITTEN_TYPES) == meant


def test_words_of_other_systems_are_no_types() -> None:
    assert not OTHER_WORDS.keys() & BUILTIN_TYPES
