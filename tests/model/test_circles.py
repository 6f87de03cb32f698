"""Which needs are circles, and which of them are none when the SQL is parsed."""

import dataclasses

from compiler.model.catalog import DatabaseObject
from compiler.model.circles import find_all_needs, find_circles, loosen, needs_itself
from compiler.model.name import QualifiedName
from compiler.model.routine import Argument, Routine
from tests.render.sample import column, plain_table, routine

ONE = QualifiedName(schema="s", name="one")
TWO = QualifiedName(schema="s", name="two")


def _atomic(name: QualifiedName, body: str, *types: str) -> Routine:
    arguments = tuple(
        Argument(name="", mode="in", type_sql=each, default="") for each in types
    )
    function = routine(name, "bigint", body)
    return dataclasses.replace(function, is_atomic=True, arguments=arguments)


def _circles(*objects: DatabaseObject) -> tuple[frozenset[int], ...]:
    return find_circles(loosen(objects, find_all_needs(objects)))


def test_functions_that_call_one_another_are_a_circle() -> None:
    one, two = _atomic(ONE, "RETURN s.two()"), _atomic(TWO, "RETURN s.one()")
    assert _circles(one, two) == (frozenset({0, 1}),)


def test_what_a_circle_needs_and_what_needs_it_is_no_part_of_it() -> None:
    table = plain_table(QualifiedName(schema="s", name="t"), column("id", "s.kind"))
    one = _atomic(ONE, "RETURN s.two() + (SELECT count(*) FROM s.t)")
    two = _atomic(TWO, "BEGIN ATOMIC\nSELECT s.one();\nEND")
    last = _atomic(QualifiedName(schema="s", name="last"), "RETURN s.one()")
    assert _circles(last, one, table, two) == (frozenset({1, 3}),)


def test_a_name_in_a_text_is_no_need() -> None:
    one, two = _atomic(ONE, "RETURN s.two()"), _atomic(TWO, "RETURN length('s.one')")
    assert find_circles(find_all_needs((one, two))) == (frozenset({0, 1}),)
    assert _circles(one, two) == ()


def test_a_table_is_told_from_a_function_of_its_name() -> None:
    table = plain_table(ONE, column("id", "bigint"))
    one, two = _atomic(ONE, "RETURN s.two()"), _atomic(TWO, "RETURN (TABLE s.one)")
    assert _circles(table, one, two) == ()


def test_functions_of_one_name_are_told_by_how_many_arguments_they_take() -> None:
    one = _atomic(ONE, "RETURN s.two()")
    other = _atomic(ONE, "RETURN 1", "text")
    two = _atomic(TWO, "RETURN s.one('a')")
    assert _circles(one, other, two) == ()


def test_which_of_two_functions_is_called_is_for_the_server_to_tell() -> None:
    one = _atomic(ONE, "RETURN s.two()", "text")
    other = _atomic(ONE, "RETURN 1", "bigint")
    two = _atomic(TWO, "RETURN s.one(1)")
    assert _circles(one, other, two) == ()


def test_a_function_that_calls_itself_needs_itself() -> None:
    providers = {ONE: [0, 1]}
    one = _atomic(ONE, "RETURN s.one(1, 2)", "text")
    other = _atomic(ONE, "RETURN s.one(1, 2)", "text", "text")
    assert not needs_itself((one, other), providers, 0)
    assert needs_itself((one, other), providers, 1)


def test_a_circle_may_be_of_any_length() -> None:
    count = 5_000
    needs = {index: {(index + 1) % count} for index in range(count)}
    assert find_circles(needs) == (frozenset(range(count)),)
