"""No key of a service is stored in clear, wherever somebody puts it."""

from typing import Final

import pytest

from tests.live.platform import Session, insert

pytestmark = pytest.mark.live

CLEAR: Final = (
    "sk-proj-4fT9xQ2mLw8ZbN7vKc3R",
    "sk_live_51HxQ2mLw8ZbN7vKc3RtYu",
    "pk_live_51HxQ2mLw8ZbN7vKc3RtYu",
    "ghp_4fT9xQ2mLw8ZbN7vKc3RtYuPa",
    "xoxb-123456789012-4fT9xQ2mLw8Z",
    "AIzaSyD4fT9xQ2mLw8ZbN7vKc3R",
    "AKIAIOSFODNN7EXAMPLE",
    "ya29.a0AfH6SMBx4fT9xQ2mLw8Z",
    "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0",
)
TEXTS: Final = ("service", "label", "encryption_key_id", "created_by")


def attempt(session: Session, **given: str) -> str:
    cells = dict.fromkeys(given, "%s")
    return session.refusal(insert("hr", "api_keys", cells), *given.values())


@pytest.mark.parametrize("key", CLEAR)
@pytest.mark.parametrize("column", TEXTS)
def test_a_key_is_not_stored_as_a_text(hr: Session, column: str, key: str) -> None:
    assert attempt(hr, **{column: key}) == "23514"
    assert attempt(hr, **{column: f"old: {key}"}) == "23514"


@pytest.mark.parametrize("key", CLEAR)
def test_a_key_is_not_stored_as_a_scope(hr: Session, key: str) -> None:
    statement = insert("hr", "api_keys", {"scopes": "ARRAY['listen', %s]"})
    assert hr.refusal(statement, key) == "23514"
    assert hr.refusal(statement, "speak") == ""


@pytest.mark.parametrize("key", CLEAR)
def test_a_key_is_not_stored_as_ciphertext(hr: Session, key: str) -> None:
    for clear in (key, key * 2, key.ljust(64, "="), f'{{"key": "{key}"}}'):
        statement = insert("hr", "api_keys", {"ciphertext": "%s::text::bytea"})
        assert hr.refusal(statement, clear) == "23514"


@pytest.mark.parametrize(
    "cells",
    [
        {"fingerprint": "'4fT9'::bytea"},
        {"fingerprint": "convert_to(repeat('k', 33), 'UTF8')"},
        {"last_characters": "'4fT9x'"},
        {"nonce": "'\\x00'"},
        {"nonce": "decode(repeat('00', 24), 'hex')"},
        {"algorithm": "'none'"},
        {"algorithm": "'AES-256-CBC'"},
        {"ciphertext": "''"},
        {"ciphertext": "NULL"},
        {"fingerprint": "NULL"},
    ],
)
def test_what_is_not_encrypted_rightly_is_refused(
    hr: Session, cells: dict[str, str]
) -> None:
    assert hr.refusal(insert("hr", "api_keys", cells)) in ("23514", "23502")


@pytest.mark.parametrize("algorithm", ["AES-256-GCM", "XChaCha20-Poly1305"])
def test_a_key_that_is_encrypted_is_stored(hr: Session, algorithm: str) -> None:
    size = 12 if algorithm == "AES-256-GCM" else 24
    given = {
        "algorithm": f"'{algorithm}'",
        "nonce": f"decode(repeat('5a', {size}), 'hex')",
        "last_characters": "'Yu9x'",
        "label": "'transcription, second account'",
    }
    assert hr.attempt(insert("hr", "api_keys", given)) == 1


def test_a_nonce_and_a_key_are_used_once(hr: Session) -> None:
    for column, value in (
        ("nonce", "'\\x5a5a5a5a5a5a5a5a5a5a5a5a'"),
        ("fingerprint", "sha256('k')"),
    ):
        statement = insert("hr", "api_keys", {column: value})
        hr.run(statement)
        assert hr.refusal(statement) == "23505"


def test_no_column_is_for_a_key_in_clear(hr: Session) -> None:
    query = """SELECT attname FROM pg_attribute
                WHERE attrelid = 'hr_tenant.api_keys'::regclass AND attnum > 0
                  AND attname ~ '(secret|token|password|plain|value|^key)'"""
    assert hr.rows(query) == []
