"""An SQL expression: that it is one, and the names in it."""

import functools
import re
from collections.abc import Sequence
from typing import Final

from compiler.syntax.libpg_query import SqlError, Token, TreeNode, scan_tokens
from compiler.syntax.names_used import NameWalk, ParsedExpression
from compiler.syntax.tree import EXPRESSION_PREFIX, parse_expression_tree

MAX_EXPRESSION_LENGTH: Final = 100_000
"""Characters; what is longer is refused before it reaches a parser."""

_MAX_NESTING: Final = 200
MAX_WORDS: Final = 4_000
"""Words of an expression or a query; what has more is refused as well."""

_VALUE: Final = re.compile(r"[\d'$,]")
_QUOTED: Final = re.compile(r"""'[^'\\]*'|"[^"]*\"""")
_HIDING: Final = re.compile(r"""['"$;\\]|--|/\*""")
_BRACKET: Final = re.compile("[()]")
_REFUSED: Final = {
    "SetToDefault": "DEFAULT is no expression",
    "ParamRef": "an expression has no parameters such as $1",
    "CurrentOfExpr": "CURRENT OF is no expression",
    "LockingClause": "an expression cannot lock rows",
    "IntoClause": "an expression cannot write INTO anything",
    "InsertStmt": "an expression cannot insert rows",
    "UpdateStmt": "an expression cannot update rows",
    "DeleteStmt": "an expression cannot delete rows",
    "MergeStmt": "an expression cannot merge rows",
}


@functools.lru_cache(maxsize=4096)
def parse_expression(text: str) -> ParsedExpression:
    """Return the names in a text that has to be exactly one expression.

    Remembered, because a policy type says the same on every table.

    Raises:
        SqlError: it is anything else; the offset is one in the text.
    """
    return _walk(text).found()


def find_typing_nodes(text: str) -> Sequence[TreeNode]:
    """Return the nodes of an expression that make their parts be of certain types.

    Those in sub-selects are left out, for their tables have columns of their own.

    Args:
        text: an expression that was parsed before.
    """
    return _walk(text).typing


@functools.lru_cache(maxsize=16)
def _walk(text: str) -> NameWalk:
    """Return what there is in an expression; that of the last ones is remembered.

    Raises:
        SqlError: it is none.
    """
    check_enclosed(text, MAX_WORDS)
    try:
        tree = parse_expression_tree(text)
    except SqlError as error:
        raise moved(error, len(EXPRESSION_PREFIX), text) from error
    walk = NameWalk(text, EXPRESSION_PREFIX, _REFUSED)
    walk.visit(tree, (), inside=False)
    return walk


def check_enclosed(text: str, max_words: int) -> None:
    """Judge whether brackets around the text would hold it, and a parser survive it.

    Raises:
        SqlError: they would not: it closes a bracket that it did not open, ends in a
            comment, or holds a semicolon; or it is too long or too deep.
    """
    if _is_simple(text, max_words):
        return
    tokens = check_depth(text, max_words)
    if tokens[-1].text.startswith("--"):
        raise SqlError("a comment at the end hides what follows", tokens[-1].start)


def _is_simple(text: str, max_words: int) -> bool:
    """Return whether a text is surely short and shallow, with its brackets in pairs.

    Nearly all are, and are told apart here in a tenth of the time that tokens take. It
    leaves out whatever can hide a bracket: comments, escapes and dollar quotes.
    """
    if len(text) > max_words:
        return False
    bare = _QUOTED.sub("0", text)
    if _HIDING.search(bare) or bare.isspace() or not bare:
        return False
    depth = 0
    for bracket in _BRACKET.findall(bare):
        depth += 1 if bracket == "(" else -1
        if not 0 <= depth <= _MAX_NESTING:
            return False
    return depth == 0


def check_depth(text: str, max_words: int = MAX_WORDS) -> tuple[Token, ...]:
    """Return the tokens of a text that a parser survives.

    Raises:
        SqlError: it would not, or brackets are open, or there is a semicolon.
    """
    if len(text) > MAX_EXPRESSION_LENGTH:
        raise SqlError("this is too long to be checked", MAX_EXPRESSION_LENGTH)
    tokens = scan_tokens(text)
    if all(token.is_comment for token in tokens):
        raise SqlError("there is no SQL here", 0)
    _check_brackets(tokens, len(text))
    # `a || a || …` is as deep as it is long; a list of values is not.
    words = [token for token in tokens if not _VALUE.match(token.text)]
    if len(words) > max_words:
        raise SqlError("this is too complex to be checked", words[max_words].start)
    return tokens


def _check_brackets(tokens: tuple[Token, ...], end: int) -> None:
    depth = 0
    for token in tokens:
        depth += (token.text == "(") - (token.text == ")")
        if depth < 0:
            raise SqlError("a bracket is closed that was not opened", token.start)
        if depth > _MAX_NESTING:
            raise SqlError("this is nested too deeply to be checked", token.start)
        if token.text == ";":
            raise SqlError("a semicolon does not belong here", token.start)
    if depth:
        raise SqlError("a bracket is not closed", end)


def moved(error: SqlError, by: int, text: str) -> SqlError:
    """Return the error with its offset in the text instead of in what wraps it."""
    return SqlError(error.message, min(max(error.offset - by, 0), len(text)))
