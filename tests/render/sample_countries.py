"""A table in partitions of every sort, with rows."""

import dataclasses

from compiler.model.name import QualifiedName
from compiler.model.partition import (
    Bound,
    DefaultBound,
    HashBound,
    ListBound,
    Partition,
    Partitioning,
    PartitionKeyElement,
    RangeBound,
    Schedule,
)
from compiler.model.rows import SeedRows, SeedValue
from compiler.model.table import Table
from compiler.syntax.quote import quote_literal


def countries(plain: Table, tenant: str) -> tuple[Table | Partition | SeedRows, ...]:
    family = plain.name
    return (
        dataclasses.replace(
            plain,
            partitioning=Partitioning(
                strategy="list",
                key=(PartitionKeyElement(expression="Code", is_column=True),),
                schedule=None,
            ),
        ),
        partition(family, "eu", ListBound(values=("'de'", "'it''s'", "NULL"))),
        partition(
            family,
            "rest",
            DefaultBound(),
            Partitioning(
                strategy="hash",
                key=(
                    PartitionKeyElement(expression="Code", is_column=True),
                    PartitionKeyElement(expression="lower(name)", is_column=False),
                ),
                schedule=None,
            ),
            description="What is left.",
        ),
        partition(family, "rest_p0", HashBound(modulus=1, remainder=0), of="rest"),
        partition(
            family,
            "many",
            ListBound(values=("1",)),
            Partitioning(
                strategy="range",
                key=(
                    PartitionKeyElement(expression="made_at", is_column=True),
                    PartitionKeyElement(expression="since", is_column=True),
                ),
                schedule=Schedule(every="1 month", ahead=1),
            ),
        ),
        partition(
            family,
            "Old",
            RangeBound(
                lower=("MINVALUE", "MINVALUE"), upper=("'2020-01-01'", "MAXVALUE")
            ),
            of="many",
        ),
        SeedRows(
            table=family,
            columns=("department", "Code", "name", "since"),
            rows=(
                row(tenant, "'de'", "'Germany'", "now()"),
                row(tenant, "'x'", "E'It''s a \\\\\n$body$'", "DEFAULT"),
                row(tenant, "'yes'", f"'{'long ' * 9}'", "NULL"),
            ),
        ),
    )


def partition(
    family: QualifiedName,
    name: str,
    bound: Bound,
    partitioning: Partitioning | None = None,
    *,
    of: str = "",
    description: str = "",
) -> Partition:
    parent = f"{family.name}_{of}" if of else family.name
    return Partition(
        family=family,
        parent=QualifiedName(schema=family.schema, name=parent),
        name=QualifiedName(schema=family.schema, name=f"{family.name}_{name}"),
        bound=bound,
        partitioning=partitioning,
        description=description,
    )


def row(tenant: str, *values: str) -> tuple[SeedValue, ...]:
    return (
        SeedValue(sql=quote_literal(tenant), is_constant=False),
        *(SeedValue(sql=value, is_constant="(" not in value) for value in values),
    )
