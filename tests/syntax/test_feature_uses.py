from typing import Final

import pytest

from compiler.syntax import features
from compiler.syntax.feature_uses import find_feature_uses
from compiler.syntax.newer_functions import NEWER_FORMS, NEWER_FUNCTIONS
from tests.syntax.test_features import NAMED

OF_THE_MODEL: Final = {
    "LOGIN_EVENT",
    "NOT_ENFORCED",
    "PARTITIONED_EXCLUSION",
    "PARTITIONED_NOT_VALID",
    "PERIOD",
    "VIRTUAL_COLUMN",
    "WITHOUT_OVERLAPS",
}
"""Features that no expression, query or body says, but a key of a spec."""


def whats(sql: str) -> list[str]:
    return [use.what for use in find_feature_uses(sql)]


@pytest.mark.parametrize("name", sorted(NAMED.keys() - OF_THE_MODEL))
def test_a_feature_is_found_in_its_example(name: str) -> None:
    assert NAMED[name].what in whats(NAMED[name].example)


@pytest.mark.parametrize("name", sorted(OF_THE_MODEL))
def test_what_a_spec_says_otherwise_is_left_to_the_model(name: str) -> None:
    assert whats(NAMED[name].example) == []


@pytest.mark.parametrize("name", NEWER_FUNCTIONS)
def test_a_newer_function_is_found(name: str) -> None:
    if name == "system_user":
        pytest.skip("it is called without brackets")
    (use,) = find_feature_uses(f"a > {name}(1)")
    assert (use.function, use.since, use.offset) == ((name,), NEWER_FUNCTIONS[name], 4)


@pytest.mark.parametrize(("name", "count"), NEWER_FORMS)
def test_a_newer_form_of_a_function_is_told_from_the_older_ones(
    name: str, count: int
) -> None:
    arguments = ["a"] * count
    assert whats(f"{name}({', '.join(arguments)})") != []
    assert whats(f"{name}({', '.join(arguments[1:])})") == []


PLAIN: Final = (
    "json_object('{a, 1}')",
    "jsonb_path_exists(document, '$.uuidv7()')",
    "'0x1F IS JSON AT LOCAL'",
    "merge = 'returning'",
    'x_1_000 + "1_000"',
    "other.uuidv7()",
    "uuidv7",
    "now() AT TIME ZONE 'UTC'",
    "a IN (SELECT b FROM (SELECT 1) AS c (b))",
    "SELECT 1 FROM a, (VALUES (1)) AS v; DELETE FROM t RETURNING t.old",
    "MERGE INTO t USING s ON true WHEN NOT MATCHED THEN DO NOTHING",
    "this is no SQL with JSON_EXISTS (",
)


@pytest.mark.parametrize("sql", PLAIN)
def test_what_15_takes_is_no_feature(sql: str) -> None:
    assert find_feature_uses(sql) == ()


def test_offsets_count_characters() -> None:
    sql = "'é名' <> 'x' AND\n  '{}' IS JSON OR y > 0b1 OR JSON_EXISTS(a, '$')"
    found = [(use.what, sql[use.offset :][:4]) for use in find_feature_uses(sql)]
    assert found == [
        (features.IS_JSON.what, "'{}'"),
        (features.NUMBER_FORM.what, "0b1 "),
        (features.JSON_QUERY.what, "JSON"),
    ]
