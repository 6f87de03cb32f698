import logging

import pytest

from compiler.syntax import dialect
from compiler.syntax.dialect import CARRIED, models_statement


@pytest.mark.parametrize(
    "sql",
    [
        "CREATE TABLE s.t (a int PRIMARY KEY, b text NOT NULL DEFAULT 'x')",
        "CREATE INDEX i ON t (a)",
        "SELECT 1 + " + "+".join(["1"] * 5_000),
    ],
)
def test_what_sqlglot_knows_is_modelled(sql: str) -> None:
    assert models_statement(sql)


@pytest.mark.parametrize(
    "sql",
    [
        "CREATE POLICY p ON t FOR SELEKT USING (a = )",
        "ALTER TABLE t ENABEL ROW LEVEL SECURITY",
        "CREATE ROLE r",
        "CALL p(",
        "VACUUM t (",
        "CREATE TABLE t (",
        "",
        "SELECT 1; SELECT 2",
        "SELECT 'a",
        "SELECT " + "ARRAY[" * 30 + "1" + "]" * 30,
        "SELECT " + "(" * 10_000 + "1" + ")" * 10_000,
        "CREATE PROCEDURE p() AS CALL x()",
    ],
)
def test_what_it_carries_or_refuses_is_not(
    sql: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        assert not models_statement(sql)
    assert caplog.records == []


@pytest.mark.parametrize("opening", CARRIED)
def test_what_is_not_asked_would_be_carried(
    monkeypatch: pytest.MonkeyPatch, opening: str
) -> None:
    sql = f"{opening}a ON b IS 'c'"
    assert not models_statement(sql)
    monkeypatch.setattr(dialect, "_NOT_ASKED", ())
    assert not models_statement(sql)


def test_the_log_of_the_application_is_left_alone() -> None:
    logger = logging.getLogger("sqlglot")
    before = (logger.level, logger.disabled, logger.propagate, list(logger.filters))
    models_statement("CREATE ROLE r")
    assert before == (
        logger.level,
        logger.disabled,
        logger.propagate,
        list(logger.filters),
    )


def test_many_subscripts_are_not_modelled() -> None:
    assert models_statement("SELECT x" + "[1]" * 200)
    assert not models_statement("SELECT x" + "[1]" * 50_000)
