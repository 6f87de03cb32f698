"""Texts of any size and script are stored, and found by words of their beginning."""
# ruff: noqa: S608 - the names in these statements are our own

from collections.abc import Callable
from typing import Final

import pytest

from tests.live.platform import Session, insert

pytestmark = pytest.mark.live

LARGE: Final = 50_000_000
FIRST: Final = "zebrafinch"


def fill(word: Callable[[int], str], length: int) -> str:
    """Return a text of that many characters whose words have no equal."""
    size = len(word(100_000)) + 1
    return f"{FIRST} {' '.join(map(word, range(length // size + 1)))}"[:length]


def east(number: int) -> str:
    """Return letters of four bytes each that no other number has."""
    return "".join(
        chr(0x20000 + (number // 40_000**place) % 40_000) for place in range(2)
    )


SCRIPTS: Final[dict[str, Callable[[int], str]]] = {
    "short words": lambda number: f"{number:x}",
    "words": lambda number: f"wort{number:08d}",
    "numbers": lambda number: f"{number}.{number}",
    "four bytes a letter": east,
    "four bytes, hyphenated": lambda number: f"{east(number)}-{east(number + 7)}",
    "hyphenated": lambda number: f"a{number:x}-b{number:x}-c{number:x}",
    "addresses": lambda number: f"u{number:x}@h{number:x}.example.org",
    "links": lambda number: f"https://h{number:x}.example.org/p{number:x}?q={number:x}",
    "paths": lambda number: f"/usr/n{number:x}/f{number:x}",
    "long words": lambda number: f"{number:x}" + "ä" * 1_900,
    "words too long to index": lambda number: f"{number:x}" + "b" * 3_000,
    "one letter a word": lambda number: chr(0x20000 + number % 40_000),
    "no spaces": lambda number: f"{number:x}" * 10_000,
}
TABLES: Final = (
    ("drive_document_repository", "extracted_text", LARGE),
    ("email_logs", "body_text", LARGE),
    ("conversation_history", "content", LARGE),
    ("agent_context", "content", 1_000_000),
)
FIND: Final = "SELECT id FROM {} WHERE search @@ to_tsquery('english', %s)"


@pytest.mark.parametrize(("table", "column", "length"), TABLES)
def test_the_largest_texts_are_stored_found_and_changed(
    hr: Session, table: str, column: str, length: int
) -> None:
    text = fill(SCRIPTS["words"], length)
    assert len(text) == length
    statement = f"{insert('hr', table, {column: '%s'})} RETURNING id"
    key = hr.value(statement, text)
    stored = f"""SELECT octet_length({column}), md5({column}) = md5(%s)
                  FROM {table} WHERE id = %s"""
    assert hr.rows(stored, text, key) == [(length, True)]
    assert hr.rows(FIND.format(table), FIRST) == [(key,)]
    # Its trigger compares the row with what it was.
    change = f"UPDATE {table} SET created_at = created_at WHERE id = %s"
    assert hr.run(change, key) == 1
    assert hr.run(f"DELETE FROM {table} WHERE id = %s", key) == 1


@pytest.mark.parametrize(("table", "column", "length"), TABLES)
@pytest.mark.parametrize("script", SCRIPTS)
def test_texts_of_any_script_are_stored_and_found(
    hr: Session, table: str, column: str, length: int, script: str
) -> None:
    # What lies beyond is not looked at; that it is stored is proven above.
    text = fill(SCRIPTS[script], min(length, 120_000))
    statement = f"{insert('hr', table, {column: '%s'})} RETURNING id"
    key = hr.value(statement, text)
    assert hr.rows(FIND.format(table), FIRST) == [(key,)]
    hr.run(f"DELETE FROM {table} WHERE id = %s", key)


def test_the_longest_subject_and_body_fit_together(hr: Session) -> None:
    word = SCRIPTS["four bytes, hyphenated"]
    given = {"subject": "%s", "body_text": "%s"}
    statement = f"{insert('hr', 'email_logs', given)} RETURNING id"
    key = hr.value(statement, fill(word, 2_000), fill(word, 120_000))
    assert hr.rows(FIND.format("email_logs"), FIRST) == [(key,)]


def test_without_a_cut_a_text_would_be_refused(hr: Session) -> None:
    # The proof that these texts are hard enough to mean something.
    text = fill(SCRIPTS["four bytes, hyphenated"], 300_000)
    query = "SELECT to_tsvector('english', %s) IS NULL"
    assert hr.refusal(query, text) == "54000"
