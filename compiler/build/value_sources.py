"""Where the values of rows that are there come from when a plan changes columns."""

import dataclasses
from collections.abc import Iterator
from typing import Final, Literal

from compiler.build.expression import build_expression
from compiler.build.expression_place import BACKFILL, USING
from compiler.build.table_source import TableSource
from compiler.document import ScalarNode, as_mapping
from compiler.model.value_source import ValueSource

_USES: Final[tuple[Literal["using", "backfill"], ...]] = ("using", "backfill")


def build_value_sources(
    table: TableSource, admin: str
) -> Iterator[tuple[ScalarNode, ValueSource]]:
    """Yield the expressions of a table's columns with the nodes that say them.

    Args:
        table: the table.
        admin: the role that reads and writes every row.
    """
    for name, named in table.parts["columns"].items():
        for use in _USES:
            node = as_mapping(named.node).scalar(use)
            if node is None:
                continue
            place, columns = BACKFILL, table.columns
            if use == "using":
                # Of what types they were, no spec says any more.
                place, columns = USING, dataclasses.replace(columns, types={})
            expression = build_expression(table.scope, node, columns, place)
            yield (
                node,
                ValueSource(
                    schema=table.name.schema,
                    table=table.name.name,
                    column=name,
                    use=use,
                    expression=expression,
                    role=admin,
                ),
            )
