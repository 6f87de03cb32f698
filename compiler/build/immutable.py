"""Expressions that have to be immutable: in indexes, keys and generated columns.

PostgreSQL simplifies an expression and puts the bodies of simple functions in SQL in
place of their calls before it judges. Where that may change what it finds, nothing is
said here.

Source: PostgreSQL source, `contain_mutable_functions` and `inline_function` in
`src/backend/optimizer/util/clauses.c`; tried on servers of 15 and 18.
"""

import dataclasses
from typing import Final, NamedTuple, assert_never

from compiler.build.callee import builtin_name, may_be_inlined, own_specs
from compiler.build.expression import build_expression
from compiler.build.expression_place import ExpressionPlace
from compiler.build.operand_types import ANY_ARRAY, ANY_ENUM, find_base
from compiler.build.scope import Scope, shown
from compiler.build.sql_source import parse_sql_source
from compiler.build.table_source import TableSource
from compiler.document import ScalarNode
from compiler.syntax.builtin_types import TEXT_TYPES
from compiler.syntax.expression import parse_expression
from compiler.syntax.mutable_functions import (
    is_mutable,
    is_mutable_cast,
    is_mutable_of,
    is_mutable_operator,
)
from compiler.syntax.mutable_parts import Operand, Part, find_mutable_parts
from compiler.syntax.quote import quote_identifier

_PG_CATALOG: Final = "pg_catalog"
_OTHERWISE: Final = (
    "Leave it out, or call a function of the project that is declared `volatility: "
    "immutable`."
)
_POLYMORPHIC: Final = frozenset({ANY_ARRAY, ANY_ENUM})
_CURES: Final = {
    "concat": "Join texts by ||, with coalesce around what may be null.",
    "concat_ws": "Join texts by ||, with coalesce around what may be null.",
    "to_tsvector": "Name the configuration: to_tsvector('english', …).",
    "to_tsquery": "Name the configuration: to_tsquery('english', …).",
    "plainto_tsquery": "Name the configuration: plainto_tsquery('english', …).",
}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _TypedOperand:
    """What a part is made of, with PostgreSQL's own type of it.

    Args:
        column: its name, where it is one of a known type; empty otherwise.
        type_name: as the catalog has it; empty where it is not known.
    """

    column: str = ""
    type_name: str = ""


class _Fault(NamedTuple):
    """Why a part of an expression is not immutable, and the cure."""

    reason: str
    cure: str


def build_immutable(
    table: TableSource, node: ScalarNode, place: ExpressionPlace
) -> str:
    """Return the SQL of an expression over a row, or an empty text after a finding.

    What is not immutable is noted.
    """
    text = build_expression(table.scope, node, table.columns, place)
    source = parse_sql_source(table.scope, node) if text else None
    if source is None or not isinstance(node.value, str):
        return text
    if not _is_open(table.scope, source.parsable):
        for part in find_mutable_parts(source.parsable):
            fault = _fault(table, part)
            if fault is not None:
                source.error(
                    "not-immutable",
                    part.offset,
                    f"{place.what} takes only what is immutable, and "
                    f"{shown(fault.reason)}",
                    fault.cure,
                )
    return text


def _is_open(scope: Scope, text: str) -> bool:
    """Return whether something else than what is written here may be judged."""
    for use in parse_expression(text).functions:
        specs = own_specs(scope, use.parts)
        if not specs and not builtin_name(scope, use.parts):
            return True
        if any(may_be_inlined(spec) for spec in specs):
            return True
    return False


def _fault(table: TableSource, part: Part) -> _Fault | None:
    operands = tuple(_typed(table, operand) for operand in part.operands)
    match part.kind:
        case "keyword":
            return _Fault(f"{part.name[0]} is not", _OTHERWISE)
        case "call":
            return _fault_of_call(table.scope, part, operands)
        case "cast":
            return _fault_of_cast(_type_name(table.scope, part.name), *operands)
        case "operator":
            return _fault_of_operator(part.name[-1], *operands)
        case _:
            assert_never(part.kind)


def _fault_of_cast(target: str, operand: _TypedOperand) -> _Fault | None:
    if not operand.column or not is_mutable_cast(operand.type_name, target):
        return None
    if operand.type_name in _POLYMORPHIC:
        return _Fault(f'the text of "{operand.column}" is not', _OTHERWISE)
    cure = _OTHERWISE if target in TEXT_TYPES else _zoned(operand)
    return _of_settings(operand, cure)


def _fault_of_operator(
    operator: str, left: _TypedOperand, *others: _TypedOperand
) -> _Fault | None:
    columns = [one for one in (left, *others) if one.column]
    if operator == "||":
        enums = [one for one in columns if one.type_name == ANY_ENUM]
        return _fault_of_cast("text", enums[0]) if enums else None
    if not columns or not any(
        is_mutable_operator(operator, left.type_name, other.type_name)
        for other in others
    ):
        return None
    read = max(columns, key=lambda one: one.type_name == "timestamptz")
    cure = _zoned(read)
    if operator in ("+", "-"):
        cure = f"{cure[:-1]}, and AT TIME ZONE 'UTC' behind the result."
    return _of_settings(read, cure)


def _fault_of_call(
    scope: Scope, part: Part, operands: tuple[_TypedOperand, ...]
) -> _Fault | None:
    name = builtin_name(scope, part.name)
    if not name:
        return _fault_of_own(scope, part)
    if is_mutable(name, part.count):
        return _Fault(f"the function {name} is not", _CURES.get(name, _OTHERWISE))
    postgres = scope.project.postgres
    for operand in operands:
        kind = operand.type_name
        if operand.column and is_mutable_of(name, part.count, kind, postgres):
            return _of_settings(operand, _cure_of_call(name, part.count, operand))
    return None


def _fault_of_own(scope: Scope, part: Part) -> _Fault | None:
    specs = own_specs(scope, part.name)
    volatilities = {spec.root.text("volatility", "volatile") for spec in specs}
    if not specs or "immutable" in volatilities:
        return None
    return _Fault(
        f'the function "{part.name[-1]}" is {min(volatilities)}',
        f"Declare it `volatility: immutable` in {specs[0].file} if its result never "
        "changes, or leave it out.",
    )


def _of_settings(read: _TypedOperand, cure: str) -> _Fault:
    what = f'what is made of "{read.column}" here'
    return _Fault(f"{what} depends on settings of the session", cure)


def _cure_of_call(name: str, count: int, operand: _TypedOperand) -> str:
    sql = quote_identifier(operand.column)
    if name == "date_trunc" and count == 3:  # noqa: PLR2004 - with the zone
        return f"Write date_trunc(…, {sql} AT TIME ZONE 'UTC'), with two arguments."
    if name in ("date_trunc", "timezone") and operand.type_name == "date":
        return f"Write {sql}::timestamp for {sql}."
    return _zoned(operand)


def _zoned(operand: _TypedOperand) -> str:
    """Return how a time is read in a time zone that does not change."""
    sql = quote_identifier(operand.column)
    if operand.type_name != "timestamptz":
        return _OTHERWISE
    return f"Write ({sql} AT TIME ZONE 'UTC') for {sql}."


def _typed(table: TableSource, operand: Operand) -> _TypedOperand:
    if operand.type_name:
        return _TypedOperand(type_name=_type_name(table.scope, operand.type_name))
    name = find_base(table.scope, table.columns.type_of(operand.column))
    return _TypedOperand(column=operand.column if name else "", type_name=name)


def _type_name(scope: Scope, parts: tuple[str, ...]) -> str:
    """Return the name of a type of PostgreSQL's; empty for another one."""
    *schema, name = parts
    if schema:
        return name if schema == [_PG_CATALOG] else ""
    return "" if scope.qualify("type", name) else name
