"""Which statements the parsers accept, and which of them has looked at what."""

import dataclasses
import functools
import hashlib
import importlib.metadata
import zlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

GRAMMAR: Final = "PostgreSQL grammar (libpg_query 18)"
DIALECT: Final = "sqlglot"

_REVISION: Final = "3"
"""Raised when this module judges otherwise than before, so that hashes change."""

_BATCH: Final = 32
"""Statements that are judged at a time, on average."""


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
        passed: hash of each batch of statements that passed, and how many of them
            sqlglot models. To be handed in again next time; batches that are gone are
            left out.
        counts: one for each parser.
    """

    problems: tuple[StatementProblem, ...]
    passed: dict[str, int]
    counts: tuple[ParserCount, ...]


def check_statements(
    statements: Sequence[StatementText], passed: Mapping[str, int]
) -> CheckResult:
    """Return what the parsers say about the statements.

    PostgreSQL's grammar has to accept each of them; that sqlglot does not model one is
    only counted.

    Args:
        statements: what to check.
        passed: what an earlier check returned; what is in it is not parsed again.
    """
    problems: list[StatementProblem] = []
    passed_now: dict[str, int] = {}
    start, checked = 0, 0
    for batch in _batches(statements):
        key = _hash(batch)
        found, modelled = ([], passed[key]) if key in passed else _judge(batch)
        if not found:
            passed_now[key] = modelled
        problems += [
            dataclasses.replace(each, index=start + each.index) for each in found
        ]
        start += len(batch)
        checked += modelled
    return CheckResult(
        problems=tuple(problems),
        passed=passed_now,
        counts=(
            ParserCount(GRAMMAR, start, 0),
            ParserCount(DIALECT, checked, start - checked),
        ),
    )


def _batches(statements: Sequence[StatementText]) -> Iterator[list[StatementText]]:
    """Yield statements that are judged and remembered together.

    Where a batch ends, a hash of its last statement says, so that one statement more or
    less changes no batch but its own.
    """
    batch: list[StatementText] = []
    for statement in statements:
        batch.append(statement)
        if zlib.crc32(statement.sql.encode(errors="replace")) % _BATCH == 0:
            yield batch
            batch = []
    if batch:
        yield batch


def _judge(batch: Sequence[StatementText]) -> tuple[list[StatementProblem], int]:
    """Return what is wrong with statements, and how many of them sqlglot models."""
    from compiler.syntax.dialect import models_statement

    problems = list(_find_problems(batch))
    # Broken text can keep sqlglot busy for hours, and says nothing new.
    broken = {problem.index for problem in problems}
    modelled = sum(
        models_statement(statement.sql)
        for index, statement in enumerate(batch)
        # To sqlglot the body of a routine is a string.
        if index not in broken and not statement.language
    )
    return problems, modelled


def _find_problems(batch: Sequence[StatementText]) -> Iterator[StatementProblem]:
    from compiler.syntax.grammar import (
        SqlError,
        accepts_statements,
        parse_routine,
        parse_statement,
    )

    plain = [statement.sql for statement in batch if not statement.language]
    are_accepted = accepts_statements(plain)
    for index, statement in enumerate(batch):
        try:
            if statement.language:
                parse_routine(statement.sql, statement.language, statement.body)
            elif not are_accepted:
                parse_statement(statement.sql)
        except SqlError as error:
            yield StatementProblem(index, GRAMMAR, error.message, error.offset)


def _hash(batch: Sequence[StatementText]) -> str:
    # With its length each, so that no two batches are the same text joined.
    texts = [
        f"{len(part)}:{part}"
        for statement in batch
        for part in (statement.language, statement.body, statement.sql)
    ]
    text = _by_whom() + "".join(texts)
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()


@functools.cache
def _by_whom() -> str:
    return "".join(f"{len(part)}:{part}" for part in parser_versions())


@functools.cache
def parser_versions() -> tuple[str, ...]:
    """Return what says which parsers judge, and how."""
    parsers = ("postgast", "sqlglot")
    return (_REVISION, *(importlib.metadata.version(parser) for parser in parsers))
