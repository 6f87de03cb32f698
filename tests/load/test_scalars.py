from decimal import Decimal

import pytest

from compiler.load.scalars import clear_spellings, is_ambiguous, parse_plain


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", None),
        ("null", None),
        ("true", True),
        ("false", False),
        ("0", 0),
        ("-17", -17),
        ("+3", 3),
        ("1.50", Decimal("1.50")),
        (".5", Decimal("0.5")),
        ("5.", Decimal(5)),
        ("1e3", Decimal("1e3")),
        ("-1.5E-2", Decimal("-0.015")),
    ],
)
def test_plain_words_and_decimal_numbers_are_values(text: str, value: object) -> None:
    read = parse_plain(text)
    assert (type(read), read) == (type(value), value)
    assert not is_ambiguous(text)


@pytest.mark.parametrize(
    "text",
    [
        *".-+y",
        "yes",
        "no",
        "on",
        "off",
        "12:30",
        "1:2:3",
        "2026-01-01",
        "1.2.3",
        "--",
        "e3",
        "1e",
        "0x",
        "x_1",
        "_1",
        "<<",
        "1,000",
        "nan",
        "inf",
        "Nil",
        "TRUEISH",
        "~a",
        "1e99999",
    ],
)
def test_everything_else_is_text_without_a_finding(text: str) -> None:
    assert parse_plain(text) == text
    assert not is_ambiguous(text)


@pytest.mark.parametrize(
    ("text", "spellings"),
    [
        ("~", ("null", '"~"')),
        ("Null", ("null", '"Null"')),
        ("TRUE", ("true", '"TRUE"')),
        ("False", ("false", '"False"')),
        ("0777", ('"0777"', "777")),
        ("-007", ('"-007"', "-7")),
        ("0x1F", ('"0x1F"', "31")),
        ("0o17", ('"0o17"', "15")),
        ("0b11", ('"0b11"', "3")),
        ("1_000", ('"1_000"', "1000")),
        ("1_000.5", ('"1_000.5"', "1000.5")),
        (".inf", ('".inf"',)),
        ("-.INF", ('"-.INF"',)),
        (".NaN", ('".NaN"',)),
        ("9" * 5_000, (f'"{"9" * 5_000}"',)),
    ],
)
def test_what_others_read_as_a_value_is_ambiguous(
    text: str, spellings: tuple[str, ...]
) -> None:
    assert is_ambiguous(text)
    assert clear_spellings(text) == spellings
