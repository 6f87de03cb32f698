from textwrap import dedent
from typing import Final

import pytest

from compiler.syntax import features
from compiler.syntax.body_features import find_body_uses

BODY: Final = dedent("""\
    -- uuidv7() is a word here, and 'json_exists(' too.
    DECLARE
      x int := 0x1F;
      r shop.t%ROWTYPE;
    BEGIN
      IF JSON_EXISTS(given, '$.b') THEN
        x := random(1, 6);
      END IF;
      FOR r IN SELECT array_sort(a) FROM t LOOP
        PERFORM any_value(1);
        UPDATE t SET a = 1 WHERE b = 2 RETURNING old.a INTO x;
        EXECUTE format('SELECT %s', uuidv4()) USING 1_000;
        SELECT uuidv7() INTO STRICT x FROM t;
      END LOOP;
    END
    """)


def found(
    body: str, language: str = "plpgsql", *, of_trigger: bool = False
) -> list[tuple[str, int]]:
    """What is newer, with the number of its line."""
    uses = find_body_uses(body, language, ["given"], of_trigger=of_trigger)
    return sorted((use.what, body[: use.offset].count("\n") + 1) for use in uses)


def test_uses_are_found_in_every_part_of_a_body() -> None:
    assert found(BODY) == sorted(
        [
            (features.NUMBER_FORM.what, 3),
            (features.JSON_QUERY.what, 6),
            ("random() with 2 arguments", 7),
            ("array_sort()", 9),
            ("any_value()", 10),
            (features.RETURNING_OLD.what, 11),
            ("uuidv4()", 12),
            (features.NUMBER_FORM.what, 12),
            ("uuidv7()", 13),
        ]
    )


def test_the_rows_of_a_trigger_are_no_feature() -> None:
    body = "BEGIN\n  DELETE FROM t RETURNING old.a INTO new.b;\n  RETURN new;\nEND"
    assert found(body, of_trigger=True) == []
    assert found(body) == [(features.RETURNING_OLD.what, 2)]


@pytest.mark.parametrize(
    "body",
    [
        "BEGIN\n  RETURN QUERY SELECT casefold('A');\nEND",
        "BEGIN\n  new.a := casefold('A');\n  RETURN new;\nEND",
        "BEGIN\n  RETURN casefold('A');\nEND",
        "BEGIN\n  PERFORM casefold('A');\n  RETURN;\nEND",
    ],
)
def test_what_a_function_returns_does_not_matter(body: str) -> None:
    assert found(body) == [("casefold()", 2)]


def test_a_body_in_sql_is_read_as_it_is() -> None:
    assert found("SELECT 1;\nSELECT casefold('A')", "sql") == [("casefold()", 2)]


def test_other_bodies_have_no_uses() -> None:
    assert found("BEGIN casefold('A' END") == []
    assert found("return casefold('A')", "plpython3u") == []
