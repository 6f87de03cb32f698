"""SQL is newer than the oldest server that the project has to run on.

`postgres:` in the project promises that every server from that version on takes the
SQL. Newer functions, newer syntax and newer kinds of columns and constraints would be
refused there, and in the body of a routine only when it runs. They are found in
expressions, in queries and in the bodies of routines, but not in SQL that a body puts
together and executes.

Fails:

    table: visits
    columns:
      id: {type: uuid, not_null: true, default: uuidv7()}
    primary_key: [id]

Passes:

    table: visits
    columns:
      id: {type: uuid, not_null: true, default: gen_random_uuid()}
    primary_key: [id]
"""

from collections.abc import Iterator
from typing import TypeAlias

from compiler.build.blueprint import Blueprint
from compiler.diagnostics import Finding, Position, error
from compiler.model.catalog import DatabaseObject
from compiler.model.column import Column
from compiler.model.composite_type import CompositeType
from compiler.model.constraint import Exclusion, ForeignKey
from compiler.model.domain import Domain
from compiler.model.event_trigger import EventTrigger
from compiler.model.index import Index
from compiler.model.name import QualifiedName
from compiler.model.range_type import RangeType
from compiler.model.role import Role
from compiler.model.routine import Routine
from compiler.model.table import Table
from compiler.rules.rule import Rule
from compiler.syntax import features
from compiler.syntax.features import Feature

_Use: TypeAlias = tuple[Position, Feature]


def _check(blueprint: Blueprint) -> Iterator[Finding]:
    postgres = blueprint.project.postgres
    for item, origin in blueprint.origins.items():
        for position, feature in _uses(blueprint, item, origin.position):
            if postgres < feature.since:
                yield error(
                    RULE.name,
                    position,
                    features.newer_message(feature.what, feature.since, postgres),
                    features.newer_remedy(feature.since, feature.instead),
                )


def _uses(
    blueprint: Blueprint, item: DatabaseObject, position: Position
) -> Iterator[_Use]:
    if isinstance(item, Table):
        yield from _of_table(blueprint, item)
    late = isinstance(item, ForeignKey) and not item.validated and item.table
    if late and late in _partitioned(blueprint):
        yield position, features.PARTITIONED_NOT_VALID
    for feature in (*_features(item), *_of_collations(item)):
        yield position, feature


def _partitioned(blueprint: Blueprint) -> frozenset[QualifiedName]:
    tables = (item for item in blueprint.origins if isinstance(item, Table))
    return frozenset(table.name for table in tables if table.partitioning)


def _features(item: DatabaseObject) -> Iterator[Feature]:
    match item:
        case ForeignKey():
            if item.period:
                yield features.PERIOD
            if not item.enforced:
                yield features.NOT_ENFORCED
        case EventTrigger() if item.event == "login":
            yield features.LOGIN_EVENT
        case Role() | Routine():
            for setting in item.settings:
                yield from features.features_of_parameter(setting.parameter.lower())
        case _:
            pass


def _of_collations(item: DatabaseObject) -> Iterator[Feature]:
    match item:
        case Domain() | RangeType():
            yield from _of_collation(item.collation)
        case CompositeType():
            for attribute in item.attributes:
                yield from _of_collation(attribute.collation)
        case Index():
            for element in item.elements:
                yield from _of_collation(element.collation)
        case _:
            pass


def _of_collation(sql: str) -> Iterator[Feature]:
    yield from features.features_of_collation(sql.rpartition(".")[2].strip('"'))


def _of_table(blueprint: Blueprint, table: Table) -> Iterator[_Use]:
    for column in table.columns:
        position = blueprint.position_of(table, "columns", column.name)
        yield from ((position, it) for it in _of_column(column))
    for key in table.keys:
        if key.without_overlaps:
            kind = "primary_key" if key.primary else "unique"
            position = blueprint.position_of(table, kind, key.name)
            yield position, features.WITHOUT_OVERLAPS
    for check in table.checks:
        if not check.enforced:
            position = blueprint.position_of(table, "checks", check.name)
            yield position, features.NOT_ENFORCED
    for exclusion in table.exclusions:
        position = blueprint.position_of(table, "exclude", exclusion.name)
        yield from ((position, it) for it in _of_exclusion(table, exclusion))


def _of_exclusion(table: Table, exclusion: Exclusion) -> Iterator[Feature]:
    if table.partitioning:
        yield features.PARTITIONED_EXCLUSION
    for one in exclusion.elements:
        yield from _of_collation(one.element.collation)


def _of_column(column: Column) -> Iterator[Feature]:
    if column.generated and not column.stored:
        yield features.VIRTUAL_COLUMN
    yield from _of_collation(column.collation)


RULE = Rule(name="newer-syntax", check=_check, waivable=False)
"""Of SQL itself the stage `build` notes it, which knows each character's place."""
