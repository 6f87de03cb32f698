import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from compiler.load.wording import (
    enumerate_words,
    quote_yaml,
    shorten,
    show,
    with_article,
)


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("'pending'", "\"'pending'\""),
        ('"Name"', "'\"Name\"'"),
        ("a \"b\" = 'c'", '"a \\"b\\" = \'c\'"'),
        ("a\\b", '"a\\\\b"'),
    ],
)
def test_a_text_gets_the_quotes_that_need_least_escaping(
    text: str, quoted: str
) -> None:
    assert quote_yaml(text) == quoted


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126)))
def test_a_quoted_text_is_read_as_the_text(text: str) -> None:
    assert yaml.load(quote_yaml(text), Loader=yaml.CSafeLoader) == text


def test_a_value_is_shown_on_one_short_line_and_harmless() -> None:
    assert show("a\nb\x1b[2J") == '"a b�[2J"'
    assert shorten("x" * 100, 10) == "x" * 9 + "…"


def test_words_are_listed_as_a_sentence_has_them() -> None:
    assert enumerate_words([], "or") == ""
    assert enumerate_words(["a"], "or") == "a"
    assert enumerate_words(["a", "b", "c"], "or") == "a, b or c"


def test_nouns_get_their_article() -> None:
    assert with_article("table") == "a table"
    assert with_article("index") == "an index"
    assert with_article("unique key") == "a unique key"
    assert with_article("tenants") == "tenants"
