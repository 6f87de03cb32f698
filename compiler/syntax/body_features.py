"""Where the body of a routine uses what older servers refuse."""

import dataclasses
import re
from collections.abc import Iterable, Iterator
from typing import Final

from compiler.syntax.feature_uses import (
    FeatureUse,
    find_feature_uses,
    may_use_features,
)
from compiler.syntax.features import RETURNING_OLD
from compiler.syntax.libpg_query import PlpgsqlText, SqlError, find_plpgsql_texts
from compiler.syntax.plpgsql import with_neutral_declarations, without_text
from compiler.syntax.quote import quote_dollar, quote_identifier

_ASSIGNMENT: Final = re.compile(r"\s*[^:=]*:?=")
_WORD: Final = re.compile(r"\w*")
_RESULTS: Final = ("void", "text", "SETOF text", "trigger", "event_trigger")
"""The parser allows or refuses statements by what a function returns."""


def find_body_uses(
    body: str, language: str, arguments: Iterable[str], *, of_trigger: bool
) -> tuple[FeatureUse, ...]:
    """Return the uses of what is newer than PostgreSQL 15.

    A body that no parser can read has none: that is a finding of its own.

    Args:
        body: the text.
        language: `sql` or `plpgsql`; any other one is not read.
        arguments: the names of the routine's arguments.
        of_trigger: whether a trigger calls it, whose rows are `old` and `new`.
    """
    if not may_use_features(body):
        return ()
    if language == "sql":
        return find_feature_uses(body)
    if language != "plpgsql":
        return ()
    uses = (use for each in _texts(body, arguments) for use in _uses_of(body, each))
    own = RETURNING_OLD.what if of_trigger else ""
    return tuple(use for use in uses if use.what != own)


def _texts(body: str, arguments: Iterable[str]) -> tuple[PlpgsqlText, ...]:
    listed = ", ".join(f"{quote_identifier(name)} text" for name in arguments if name)
    text = quote_dollar(with_neutral_declarations(body))
    for result in _RESULTS:
        given = "" if "trigger" in result else listed
        head = f"CREATE FUNCTION f({given}) RETURNS {result} LANGUAGE plpgsql AS "
        try:
            return find_plpgsql_texts(head + text)
        except SqlError:
            continue
    return ()


def _uses_of(body: str, text: PlpgsqlText) -> Iterator[FeatureUse]:
    sql = text.sql
    uses = find_feature_uses(sql)
    assigned = _ASSIGNMENT.match(sql)
    if not uses and assigned and not text.is_statement:
        # Of an assignment, the right side is the expression.
        sql = sql[assigned.end() :]
        uses = find_feature_uses(sql)
    code = without_text(body)
    start = body.find(sql)
    for use in uses:
        # The parser leaves INTO out, so the text need not stand there as a whole.
        word = _WORD.match(sql, use.offset)
        behind = start + use.offset if start > 0 else 0
        place = code.find(word.group() if word else "", behind)
        yield dataclasses.replace(use, offset=max(place, 0))
