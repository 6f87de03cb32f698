"""Tables with every option of columns, constraints and indexes, and what hangs on them.

`bookings` runs on every server, `newest` from version 18 on.
"""

import dataclasses

from compiler.model.catalog import DatabaseObject
from compiler.model.column import Column, Identity
from compiler.model.constraint import (
    Check,
    Exclusion,
    ExclusionElement,
    ForeignKey,
    Key,
)
from compiler.model.index import Index, IndexElement, OperatorClass
from compiler.model.name import QualifiedName
from compiler.model.replica_identity import ReplicaIdentity
from compiler.model.statistics import Statistics, StatisticsElement
from compiler.model.table import Table


def bookings(schema: str) -> tuple[DatabaseObject, ...]:
    table = _bookings(QualifiedName(schema=schema, name="bookings"))
    return (
        table,
        _index(table.name),
        Statistics(
            table=table.name,
            name="bookings_stat",
            kinds=("ndistinct", "mcv"),
            elements=(
                StatisticsElement(expression="room", is_column=True),
                StatisticsElement(expression="lower(room)", is_column=False),
            ),
            target=500,
            description="Rooms come in fashion.",
        ),
        ReplicaIdentity(table=table.name, kind="index", index="bookings_key"),
        _foreign_key(table.name),
    )


def newest(schema: str) -> tuple[Table, ForeignKey]:
    """A table and a foreign key that no server before 18 takes."""
    old = _bookings(QualifiedName(schema=schema, name="newest"))
    number, room, during, *_ = old.columns
    key, foreign_key = old.keys[0], _foreign_key(old.name)
    check = dataclasses.replace(old.checks[0], enforced=False, validated=False)
    table = dataclasses.replace(
        old,
        columns=(number, dataclasses.replace(room, stored=False), during),
        keys=(
            dataclasses.replace(
                key, columns=("number", "during"), without_overlaps=True
            ),
        ),
        checks=(check,),
        exclusions=(),
    )
    return table, dataclasses.replace(
        foreign_key,
        columns=("number", "during"),
        referenced_columns=("number", "during"),
        period=True,
        enforced=False,
    )


def _bookings(name: QualifiedName) -> Table:
    return Table(
        name=name,
        columns=_columns(),
        keys=_keys(),
        checks=_checks(),
        exclusions=(_exclusion(),),
        unlogged=True,
        storage_parameters=(
            ("fillfactor", "70"),
            ("toast.autovacuum_enabled", "off"),
        ),
        partitioning=None,
        description="",
    )


def _columns() -> tuple[Column, ...]:
    during = Column(
        name="during",
        type_sql="tstzrange",
        collation="",
        not_null=True,
        default="",
        identity=None,
        generated="",
        stored=True,
        storage="",
        compression="",
        statistics=None,
        parameters=(),
        description="",
        not_null_constraint="",
    )
    return (
        dataclasses.replace(
            during,
            name="number",
            type_sql="bigint",
            identity=Identity(
                generated="by default",
                start=-5,
                increment=-1,
                minimum=-90,
                maximum=-2,
                cache=3,
                cycle=True,
                sequence="",
            ),
            statistics=0,
            parameters=(("n_distinct", "-0.5"),),
        ),
        dataclasses.replace(
            during,
            name="room",
            type_sql="text",
            collation='"C"',
            not_null=False,
            generated="'A'",
        ),
        during,
        dataclasses.replace(during, name="words", type_sql="tsvector"),
    )


def _keys() -> tuple[Key, ...]:
    primary = Key(
        name="bookings_key",
        columns=("number",),
        include=("room",),
        primary=True,
        nulls_distinct=True,
        without_overlaps=False,
        deferral="",
        storage_parameters=(("fillfactor", "50"),),
        description="",
    )
    unique = dataclasses.replace(
        primary,
        name="bookings_room_key",
        columns=("room",),
        include=(),
        primary=False,
        deferral="deferrable",
    )
    return primary, unique


def _checks() -> tuple[Check, ...]:
    early = Check(
        name="early",
        expression="number < 0",
        no_inherit=True,
        validated=True,
        enforced=True,
        description="",
    )
    late = dataclasses.replace(
        early,
        name="late",
        expression="number > -9",
        no_inherit=False,
        validated=False,
        description="Old ones were not.",
    )
    return early, late


def _exclusion() -> Exclusion:
    return Exclusion(
        name="bookings_excl",
        access_method="gist",
        elements=(
            ExclusionElement(
                element=_element("during"), operator="OPERATOR(pg_catalog.&&)"
            ),
        ),
        include=("room",),
        storage_parameters=(("buffering", "auto"),),
        predicate="room <> ''",
        deferral="initially deferred",
        description="A room is booked once at a time.",
    )


def _element(column: str) -> IndexElement:
    return IndexElement(
        expression=column,
        is_column=True,
        collation="",
        operator_class=None,
        order="",
        nulls="",
    )


def _index(table: QualifiedName) -> Index:
    words = OperatorClass(sql="tsvector_ops", parameters=(("siglen", "32"),))
    return Index(
        table=table,
        name="bookings_idx",
        access_method="gist",
        unique=False,
        nulls_distinct=True,
        only=True,
        elements=(
            dataclasses.replace(_element("words"), operator_class=words),
            _element("during"),
        ),
        include=(),
        storage_parameters=(),
        predicate="",
        description="",
        valid=True,
    )


def _foreign_key(table: QualifiedName) -> ForeignKey:
    return ForeignKey(
        table=table,
        name="bookings_fkey",
        columns=("number",),
        referenced_table=table,
        referenced_columns=("number",),
        period=False,
        match="full",
        on_update="no action",
        on_delete="no action",
        action_columns=(),
        deferral="initially deferred",
        validated=False,
        enforced=True,
        description="",
    )
