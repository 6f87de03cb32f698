"""Expressions whose type is none that the place where they stand can take."""

import re
from typing import Final

from compiler.build.expression_place import ExpressionPlace
from compiler.build.known_columns import Columns
from compiler.build.operand_types import ANY_ARRAY, ANY_ENUM, find_base, find_type
from compiler.build.scope import Scope, shown
from compiler.build.sql_source import SqlSource, parse_sql_source
from compiler.document import ScalarNode
from compiler.syntax.builtin_types import NUMBER_TYPES, SPELLINGS, TEXT_TYPES
from compiler.syntax.operands import Operand, find_operands
from compiler.syntax.tree import find_offset
from compiler.syntax.type_relations import can_compare, can_store

_WORD: Final = re.compile(r"[\w.]+")
_TRUTHS: Final = {"0": "false", "1": "true"}
_SORTS: Final = {ANY_ARRAY: "array", ANY_ENUM: "enum"}


def check_types(source: SqlSource, columns: Columns, place: ExpressionPlace) -> None:
    """Note what is compared and cannot be, and what is no condition but should be.

    Args:
        source: an expression that the grammar takes.
        columns: what it may name.
        place: where it stands.
    """
    operands = find_operands(source.parsable)
    for left, right in operands.compared:
        _check_comparison(source, columns, left, right)
    for operand in operands.conditions:
        _check_condition(source, columns, operand, "AND, OR, NOT, IS or WHEN")
    if place.condition and operands.result:
        _check_condition(source, columns, operands.result, place.what)


def _check_condition(
    source: SqlSource, columns: Columns, operand: Operand, asked: str
) -> None:
    kind = find_type(source.scope, columns, operand)
    if kind not in {"", "bool"}:
        source.error(
            "unfit-type",
            _offset(source, operand),
            f"{_words(source, operand)} is of the type {_spelled(kind)}, and {asked} "
            "asks for true or false",
            "Compare it with something.",
        )


def check_value(scope: Scope, node: ScalarNode, place: ExpressionPlace) -> None:
    """Note a number that stands where a condition has to.

    Args:
        scope: where it stands.
        node: a value that is no text.
        place: where it stands.
    """
    if place.condition and not isinstance(node.value, bool | None):
        scope.findings.error(
            "unfit-type",
            node.position,
            f"{shown(node.text)} is a number, and {place.what} asks for true or false",
            "Write a condition.",
        )


def check_stored(
    scope: Scope, node: ScalarNode, columns: Columns, type_text: str, owner: str
) -> None:
    """Note an expression whose type is not turned into that of what shall hold it.

    Args:
        scope: where it stands.
        node: an expression that the grammar takes.
        columns: what it may name.
        type_text: the name of the type that holds it, as it is written.
        owner: what has the type, such as `column`.
    """
    source = parse_sql_source(scope, node)
    result = find_operands(source.parsable).result if source else None
    target = find_base(scope, type_text)
    kind = find_type(scope, columns, result) if result else ""
    if source and result and kind and target and not can_store(kind, target):
        source.error(
            "unfit-type",
            _offset(source, result),
            f"{_words(source, result)} is of the type {_spelled(kind)}, and the "
            f"{owner} of {shown(type_text)}",
            "Write a value of that type, or cast it.",
        )


def _check_comparison(
    source: SqlSource, columns: Columns, left: Operand, right: Operand
) -> None:
    one = find_type(source.scope, columns, left)
    other = find_type(source.scope, columns, right) if one else ""
    if not other or can_compare(one, other):
        return
    source.error(
        "incomparable-values",
        _offset(source, left),
        f"{_words(source, left)} is of the type {_spelled(one)}, and "
        f"{_words(source, right)} of {_spelled(other)}, which cannot be compared",
        _remedy(source, right, one, other),
    )


def _remedy(source: SqlSource, operand: Operand, left: str, right: str) -> str:
    """Return the help: quotes around a number, a truth, or a cast.

    Args:
        source: the SQL.
        operand: on the right.
        left: type of what it is compared with.
        right: type of the operand.
    """
    value = _word_at(source, operand)
    if operand.builtin in NUMBER_TYPES and left in TEXT_TYPES:
        return f"Write '{value}'."
    if left == "bool" and value in _TRUTHS:
        return f"Write {_TRUTHS[value]}."
    if operand.function and right in TEXT_TYPES:
        return f"Write {shown(operand.function[-1])}(…)::{_spelled(left)}."
    return "Compare values of one type, or cast one of them to the type of the other."


def _words(source: SqlSource, operand: Operand) -> str:
    """Return what an operand is called in a message."""
    if operand.column:
        return f'"{shown(operand.column[-1])}"'
    if operand.function:
        return f"{shown(operand.function[-1])}()"
    if operand.cast:
        return "what is cast"
    word = _word_at(source, operand)
    is_condition = operand.builtin == "bool" and word.lower() not in {"false", "true"}
    return "a condition" if is_condition else shown(word)


def _word_at(source: SqlSource, operand: Operand) -> str:
    found = _WORD.match(source.parsable, _offset(source, operand))
    return found.group() if found else ""


def _offset(source: SqlSource, operand: Operand) -> int:
    return find_offset(source.parsable, operand.location)


def _spelled(kind: str) -> str:
    return _SORTS.get(kind) or SPELLINGS.get(kind, kind)
