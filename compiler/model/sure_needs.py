"""What an object surely needs before it is created, with what kind of thing it names.

Slower than `find_needs`, and exact: no name in a text constant counts, and a function
is told from a table of the same name. Only of what others may need in turn.
"""

import dataclasses
from collections.abc import Iterator
from typing import Literal, TypeAlias

from compiler.model.aggregate import Aggregate
from compiler.model.catalog import DatabaseObject
from compiler.model.composite_type import CompositeType
from compiler.model.domain import Domain
from compiler.model.name import QualifiedName
from compiler.model.needs import names_in
from compiler.model.partition import Partition
from compiler.model.range_type import RangeType
from compiler.model.routine import Argument, Routine
from compiler.model.table import Table
from compiler.model.view import MaterializedView, View
from compiler.syntax.expression import parse_expression
from compiler.syntax.libpg_query import SqlError
from compiler.syntax.names_used import NameUse, ParsedExpression
from compiler.syntax.query import parse_query
from compiler.syntax.statements import parse_statements

NeedKind: TypeAlias = Literal["function", "relation", "type"]

_QUALIFIED = 2
"""Parts of a name with its schema."""


@dataclasses.dataclass(frozen=True, slots=True)
class Need:
    """A name that has to be there.

    Args:
        arguments: how many a call hands over; -1 where that is not known.
    """

    kind: NeedKind
    name: QualifiedName
    arguments: int = -1


def find_sure_needs(item: DatabaseObject) -> Iterator[Need]:
    """Yield what an object needs, as far as its SQL can be parsed."""
    match item:
        case Table():
            yield from _needs_of_table(item)
        case Partition():
            yield Need("relation", item.parent)
        case Routine():
            yield from signature_needs(item)
            if item.is_atomic:
                yield from _in_body(item.body)
        case Aggregate():
            yield from _needs_of_aggregate(item)
        case Domain() | CompositeType() | RangeType():
            yield from _needs_of_type(item)
        case View() | MaterializedView():
            yield from _in_query(item.query)
        case _:
            pass


def signature_needs(item: Routine) -> Iterator[Need]:
    """Yield what a routine needs whatever its body is."""
    yield from _types(item.returns)
    yield from _in_arguments(item.arguments)


def _needs_of_table(item: Table) -> Iterator[Need]:
    for column in item.columns:
        yield from _types(column.type_sql)
        yield from _in_expression(column.default)
        yield from _in_expression(column.generated)
    for check in item.checks:
        yield from _in_expression(check.expression)
    for exclusion in item.exclusions:
        yield from _in_expression(exclusion.predicate)
        for each in exclusion.elements:
            yield from _in_expression(each.element.expression)
    for part in item.partitioning.key if item.partitioning else ():
        yield from _in_expression(part.expression)


def _needs_of_type(item: Domain | CompositeType | RangeType) -> Iterator[Need]:
    match item:
        case Domain():
            yield from _types(item.base)
            yield from _in_expression(item.default)
            for check in item.checks:
                yield from _in_expression(check.expression)
        case CompositeType():
            for attribute in item.attributes:
                yield from _types(attribute.type_sql)
        case RangeType():
            yield from _types(item.subtype)
            yield from _functions(item.subtype_diff)


def _needs_of_aggregate(item: Aggregate) -> Iterator[Need]:
    yield from _in_arguments((*item.arguments, *item.order_by))
    yield from _functions(item.combine_function)
    for state in (item.state, item.moving):
        if state is not None:
            yield from _types(state.type_sql)
            for name in (state.function, state.inverse_function, state.final_function):
                yield from _functions(name)


def _in_arguments(arguments: tuple[Argument, ...]) -> Iterator[Need]:
    for argument in arguments:
        yield from _types(argument.type_sql)
        yield from _in_expression(argument.default)


def _in_body(body: str) -> Iterator[Need]:
    """Yield what a body needs that is read at once."""
    returned = body.removeprefix("RETURN ")
    if returned != body:
        yield from _in_expression(returned)
        return
    statements = body.removeprefix("BEGIN ATOMIC").removesuffix("END")
    try:
        yield from _needs_in(parse_statements(statements))
    except SqlError:
        return


def _in_expression(text: str) -> Iterator[Need]:
    if "." not in text:
        return
    try:
        yield from _needs_in(parse_expression(text))
    except SqlError:
        return


def _in_query(text: str) -> Iterator[Need]:
    try:
        yield from _needs_in(parse_query(text).names)
    except SqlError:
        return


def _needs_in(names: ParsedExpression) -> Iterator[Need]:
    yield from _uses("function", names.functions)
    yield from _uses("relation", (*names.relations, *names.sequences))
    yield from _uses("type", names.types)


def _uses(kind: NeedKind, uses: tuple[NameUse, ...]) -> Iterator[Need]:
    for use in uses:
        if len(use.parts) == _QUALIFIED:
            yield Need(kind, QualifiedName(*use.parts), use.arguments)


def _types(text: str) -> Iterator[Need]:
    return (Need("type", name) for name in names_in(text))


def _functions(text: str) -> Iterator[Need]:
    return (Need("function", name) for name in names_in(text))
