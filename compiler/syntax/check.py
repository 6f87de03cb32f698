"""Which statements the parsers accept, and which of them has looked at what."""

import dataclasses
import functools
import hashlib
import importlib.metadata
from collections.abc import Mapping, Sequence
from typing import Final

GRAMMAR: Final = "PostgreSQL grammar (libpg_query 18)"
DIALECT: Final = "sqlglot"

_REVISION: Final = "3"
"""Raised when this module judges otherwise than before, so that hashes change."""


@dataclasses.dataclass(frozen=True, slots=True)
class StatementText:
    """A statement to be checked.

    Args:
        sql: the whole statement.
        language: of the body, where it creates a routine.
        body: as it stands between the dollar quotes.
    """

    sql: str
    language: str = ""
    body: str = ""


@dataclasses.dataclass(frozen=True, slots=True)
class StatementProblem:
    """A statement that a parser refuses.

    Args:
        index: of the statement, from 0.
        offset: in its text, in characters from 0.
    """

    index: int
    parser: str
    message: str
    offset: int


@dataclasses.dataclass(frozen=True, slots=True)
class ParserCount:
    """How many statements a parser has checked, now or before."""

    parser: str
    checked: int
    not_checked: int

    def __str__(self) -> str:
        """Return the count in words."""
        words = f"{self.parser}: {self.checked} statements checked"
        return words + f", {self.not_checked} not checked" * bool(self.not_checked)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CheckResult:
    """What came of checking statements.

    Args:
        problems: by index; a statement has one at most.
        passed: hash of each statement that passed, and whether sqlglot models it. To
            be handed in again next time; statements that are gone are left out.
        counts: one for each parser.
    """

    problems: tuple[StatementProblem, ...]
    passed: dict[str, bool]
    counts: tuple[ParserCount, ...]


def check_statements(
    statements: Sequence[StatementText], passed: Mapping[str, bool]
) -> CheckResult:
    """Return what the parsers say about the statements.

    PostgreSQL's grammar has to accept each of them; that sqlglot does not model one is
    only counted.

    Args:
        statements: what to check.
        passed: what an earlier check returned; what is in it is not parsed again.
    """
    keys = [_hash(statement) for statement in statements]
    known = {key: passed[key] for key in keys if key in passed}
    problems: tuple[StatementProblem, ...] = ()
    if not all(key in known for key in keys):
        problems, passed_now = _judge_new(statements, keys, known)
        known |= passed_now
    total, checked = len(statements), sum(known.get(key, False) for key in keys)
    return CheckResult(
        problems=problems,
        passed=known,
        counts=(
            ParserCount(GRAMMAR, total, 0),
            ParserCount(DIALECT, checked, total - checked),
        ),
    )


def _judge_new(
    statements: Sequence[StatementText], keys: Sequence[str], known: Mapping[str, bool]
) -> tuple[tuple[StatementProblem, ...], dict[str, bool]]:
    """Return what is wrong with new statements, and those that pass as in a result."""
    from compiler.syntax.dialect import models_statement
    from compiler.syntax.grammar import SqlError, parse_routine, parse_statement

    problems: list[StatementProblem] = []
    passed: dict[str, bool] = {}
    for index, (key, statement) in enumerate(zip(keys, statements, strict=True)):
        if key in known or key in passed:
            continue
        try:
            if statement.language:
                parse_routine(statement.sql, statement.language, statement.body)
            else:
                parse_statement(statement.sql)
        except SqlError as error:
            # Broken text can keep sqlglot busy for hours, and says nothing new.
            problem = StatementProblem(index, GRAMMAR, error.message, error.offset)
            problems.append(problem)
        else:
            # To sqlglot the body of a routine is a string.
            passed[key] = not statement.language and models_statement(statement.sql)
    return tuple(problems), passed


def _hash(statement: StatementText) -> str:
    parts = (statement.language, statement.body, statement.sql)
    # With its length, so that no two statements are the same text joined.
    text = _by_whom() + "".join([f"{len(part)}:{part}" for part in parts])
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()


@functools.cache
def _by_whom() -> str:
    return "".join(f"{len(part)}:{part}" for part in parser_versions())


@functools.cache
def parser_versions() -> tuple[str, ...]:
    """Return what says which parsers judge, and how."""
    parsers = ("postgast", "sqlglot")
    return (_REVISION, *(importlib.metadata.version(parser) for parser in parsers))
