from typing import Final

import pytest

from compiler.build.bound_order import BoundValue, compare_bounds, read_bound_value
from compiler.syntax.type_name import parse_type

LESS: Final = (
    ("integer", "1", "2"),
    ("integer", "'9'", "10"),
    ("numeric(5,2)", "-1.5", "'-1'"),
    ("date", "'2026-01-31'", "'2026-02-01'"),
    ("timestamptz", "'2026-01-01'", "'2026-01-01 00:00:01+00'"),
    ("timestamp", "timestamp '2026-01-01 10:00'", "'2026-01-01T10:00:00.5'"),
    ("boolean", "false", "'yes'"),
    ("text", "MINVALUE", "''"),
    ("text", "'z'", "MAXVALUE"),
)
EQUAL: Final = (
    ("integer", "1", "'1'"),
    ("numeric", "1.0", "1"),
    ("boolean", "true", "'t'"),
    ("timestamptz", "'2026-01-01'", "'2026-01-01 00:00+00'"),
    ("text", "'a'", "'a'::text"),
    ("text", "NULL", "NULL"),
    ("text", "MAXVALUE", "MAXVALUE"),
)
NOT_KNOWN: Final = (
    ("text", "'a'", "'b'"),
    ("uuid", "'a'", "'b'"),
    ("numeric", "'NaN'", "1"),
    ("integer[]", "'{1}'", "'{2}'"),
)


def value(kind: str, sql: str) -> BoundValue:
    found = read_bound_value(sql, parse_type(kind))
    assert found is not None
    return found


@pytest.mark.parametrize(("kind", "low", "high"), LESS)
def test_what_comes_first_is_less(kind: str, low: str, high: str) -> None:
    assert compare_bounds([value(kind, low)], [value(kind, high)]) == -1
    assert compare_bounds([value(kind, high)], [value(kind, low)]) == 1


@pytest.mark.parametrize(("kind", "one", "other"), EQUAL)
def test_values_are_equal_however_they_are_written(
    kind: str, one: str, other: str
) -> None:
    assert compare_bounds([value(kind, one)], [value(kind, other)]) == 0


@pytest.mark.parametrize(("kind", "one", "other"), NOT_KNOWN)
def test_what_only_a_server_can_sort_has_no_order(
    kind: str, one: str, other: str
) -> None:
    assert compare_bounds([value(kind, one)], [value(kind, other)]) is None
    assert compare_bounds([value(kind, one)], [value(kind, one)]) == 0


def test_the_first_difference_decides() -> None:
    one, two = value("integer", "1"), value("integer", "2")
    open_end, word = value("integer", "MAXVALUE"), value("text", "'a'")
    other = value("text", "'b'")
    assert compare_bounds([one, two], [one, one]) == 1
    assert compare_bounds([one, word], [two, other]) == -1
    assert compare_bounds([one, word], [one, other]) is None
    assert compare_bounds([open_end, word], [open_end, other]) == 0


@pytest.mark.parametrize("sql", ["now()", "1 + 1"])
def test_what_is_no_constant_is_not_understood(sql: str) -> None:
    assert read_bound_value(sql, parse_type("integer")) is None


def test_a_time_of_another_zone_is_not_understood() -> None:
    kind = parse_type("timestamptz")
    assert read_bound_value("'2026-01-01 00:00+02'", kind) is None
    assert read_bound_value("'tomorrow'", kind) is None
