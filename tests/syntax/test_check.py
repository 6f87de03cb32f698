import json
import subprocess
import sys

import pytest

from compiler.syntax.check import (
    DIALECT,
    GRAMMAR,
    ParserCount,
    StatementText,
    check_statements,
)

_BODY = "BEGIN IF true THEN NULL; END IF; END"

# One statement of each kind, and the same one broken.
CASES = {
    "schema": ("CREATE SCHEMA s AUTHORIZATION r", "CREATE SCHEMA s AUTHORISATION r"),
    "extension": (
        "CREATE EXTENSION IF NOT EXISTS vector WITH SCHEMA x",
        "CREATE EXTENSION IF NOT EXIST vector WITH SCHEMA x",
    ),
    "role": ("CREATE ROLE r NOLOGIN NOSUPERUSER", "CREATE ROLE r NOLOGINN"),
    "alter role": ("ALTER ROLE r SET a.b = 'x'", "ALTER ROLE r SETT a.b = 'x'"),
    "membership": ("GRANT a TO b WITH ADMIN OPTION", "GRANT a TO b WITH ADMIN OPTIN"),
    "type": ("CREATE TYPE t AS ENUM ('a', 'b')", "CREATE TYPE t AS ENUM ('a' 'b')"),
    "table": ("CREATE TABLE t (a int CHECK (a > 1))", "CREATE TABLE t (a int CHECK a)"),
    "partition": (
        "CREATE TABLE p PARTITION OF t FOR VALUES FROM (1) TO (2)",
        "CREATE TABLE p PARTITION OF t FOR VALUES FROM (1)",
    ),
    "column": ("ALTER TABLE t ADD COLUMN a int", "ALTER TABLE t ADD COLUMN a"),
    "index": ("CREATE INDEX i ON t USING gin (a)", "CREATE INDEX i ON t USING gin a"),
    "foreign key": (
        "ALTER TABLE t ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES u (a) NOT VALID",
        "ALTER TABLE t ADD CONSTRAINT f FOREIGN KEY (a) REFERENCE u (a) NOT VALID",
    ),
    "validate": (
        "ALTER TABLE t VALIDATE CONSTRAINT f",
        "ALTER TABLE t VALIDATE CONSTRAIN f",
    ),
    "policy": (
        "CREATE POLICY p ON t FOR SELECT USING (a = 1)",
        "CREATE POLICY p ON t FOR SELEKT USING (a = )",
    ),
    "policy expression": (
        "CREATE POLICY p ON t FOR SELECT USING (a = 1)",
        "CREATE POLICY p ON t FOR SELECT USING (a = )",
    ),
    "row security": (
        "ALTER TABLE t ENABLE ROW LEVEL SECURITY",
        "ALTER TABLE t ENABEL ROW LEVEL SECURITY",
    ),
    "trigger": (
        "CREATE TRIGGER g BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION f()",
        "CREATE TRIGGER g BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION f",
    ),
    "grant": ("GRANT SELECT ON t TO r", "GRANT SELECT ON t FOR r"),
    "default privileges": (
        "ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC",
        "ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTION FROM PUBLIC",
    ),
    "revoke": (
        "REVOKE ALL ON FUNCTION f(int) FROM PUBLIC",
        "REVOKE ALL ON FUNCTION f(int) TO PUBLIC",
    ),
    "comment": ("COMMENT ON TABLE t IS 'it''s'", "COMMENT ON TABLE t IS 'it's'"),
    "function": (
        "CREATE FUNCTION f() RETURNS int LANGUAGE sql STABLE AS $body$SELECT 1$body$",
        "CREATE FUNCTION f() RETURN int LANGUAGE sql STABLE AS $body$SELECT 1$body$",
    ),
    "set": ("SET lock_timeout = '3s'", "SET lock_timeout '3s'"),
    "call": ("CALL p()", "CALL p"),
    "do": ("DO $$ BEGIN END $$", "DO $$ BEGIN END $"),
    "drop": ("DROP TABLE t", "DROP TABEL t"),
}


@pytest.mark.parametrize("kind", CASES)
def test_a_broken_statement_of_each_kind_is_caught(kind: str) -> None:
    good, bad = (StatementText(sql) for sql in CASES[kind])
    assert check_statements([good], {}).problems == ()
    result = check_statements([good, bad], {})
    [problem] = result.problems
    assert (problem.index, problem.parser) == (1, GRAMMAR)
    assert problem.message
    assert 0 <= problem.offset <= len(bad.sql)


def _routine(kind: str, language: str, body: str) -> StatementText:
    returns = "RETURNS void " if kind == "FUNCTION" else ""
    sql = f"CREATE {kind} s.f() {returns}LANGUAGE {language} AS $body${body}$body$"
    return StatementText(sql, "sql" if language == "sql" else "plpgsql", body)


@pytest.mark.parametrize("kind", ["FUNCTION", "PROCEDURE"])
@pytest.mark.parametrize(
    ("language", "body", "broken"),
    [
        ("plpgsql", _BODY, _BODY.replace(" END IF;", "")),
        ("plpgsql", _BODY, _BODY.replace("NULL;", "PERFORM 1 FROM;")),
        ("plpgsql", _BODY, _BODY.replace("NULL;", "x := 1;")),
        ("sql", "SELECT 1; SELECT 2", "SELECT 1; SELEKT 2"),
    ],
)
def test_a_broken_body_is_caught(
    kind: str, language: str, body: str, broken: str
) -> None:
    assert check_statements([_routine(kind, language, body)], {}).problems == ()
    [problem] = check_statements([_routine(kind, language, broken)], {}).problems
    assert problem.parser == GRAMMAR


def test_what_no_parser_can_read_is_a_problem() -> None:
    statement = StatementText("SELECT " + "(" * 60_000 + "1" + ")" * 60_000)
    [problem] = check_statements([statement], {}).problems
    assert "deep" in problem.message
    assert check_statements([StatementText("")], {}).problems
    assert check_statements([StatementText("SELECT 1; SELECT 2")], {}).problems
    pair = [StatementText("SELECT 1; SELECT 2"), StatementText("")]
    assert [problem.index for problem in check_statements(pair, {}).problems] == [0, 1]


def test_each_parser_says_how_much_it_has_checked() -> None:
    statements = [
        StatementText("CREATE TABLE t (a int)"),
        StatementText("CREATE POLICY p ON t"),
        StatementText("SELECT 1"),
    ]
    first = check_statements(statements, {})
    assert first.counts == (ParserCount(GRAMMAR, 3, 0), ParserCount(DIALECT, 2, 1))
    assert check_statements(statements, first.passed) == first


def test_one_statement_more_leaves_what_was_remembered_of_others() -> None:
    statements = [StatementText(f"SELECT {number}") for number in range(1_000)]
    first = check_statements(statements, {})
    for sql in ("SELECT 'new'", "SELEKT 'new'"):
        more = [*statements[:500], StatementText(sql), *statements[500:]]
        result = check_statements(more, first.passed)
        passed = result.passed.keys()
        assert [it.index for it in result.problems] == [500] * ("SELEKT" in sql)
        assert len(first.passed.keys() - passed) == 1
        assert len(passed - first.passed.keys()) <= 2
    fewer = check_statements(statements[:100], first.passed).passed.keys()
    assert len(fewer) < len(first.passed) / 2


def test_sqlglot_is_not_said_to_have_checked_a_body() -> None:
    sql = "CREATE FUNCTION f() RETURNS int AS $body$SELECT 1$body$ LANGUAGE sql"
    result = check_statements([StatementText(sql, "sql", "SELECT 1")], {})
    assert result.counts == (ParserCount(GRAMMAR, 1, 0), ParserCount(DIALECT, 0, 1))


def test_a_problem_is_found_again_each_time() -> None:
    statements = [StatementText("SELEKT 1"), StatementText("SELEKT 1")]
    first = check_statements(statements, {})
    assert [problem.index for problem in first.problems] == [0, 1]
    assert first.passed == {}
    assert check_statements(statements, first.passed) == first


def test_the_body_is_part_of_what_is_remembered() -> None:
    good = _routine("FUNCTION", "plpgsql", _BODY)
    plain = StatementText(good.sql)
    assert not (
        check_statements([good], {}).passed.keys()
        & check_statements([plain], {}).passed.keys()
    )


def test_known_statements_import_no_parser() -> None:
    statement = StatementText("CREATE TABLE t (a int)")
    passed = check_statements([statement], {}).passed
    code = (
        "import sys, json\n"
        "from compiler.syntax.check import StatementText, check_statements\n"
        f"check_statements([StatementText({statement.sql!r})], {passed!r})\n"
        "print(json.dumps(sorted({'sqlglot', 'postgast'} & set(sys.modules))))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert json.loads(done.stdout) == []


def test_what_the_grammar_refuses_is_not_shown_to_sqlglot() -> None:
    # Joins that lack their conditions would keep it busy for hours.
    result = check_statements([StatementText("SELECT FROM a" + " JOIN b" * 3_000)], {})

    assert [problem.parser for problem in result.problems] == [GRAMMAR]
