"""The check from which PostgreSQL knows that no row has a null in a column.

Source: PostgreSQL documentation, `ALTER TABLE … SET NOT NULL`: all rows are read, but
where a valid check proves it.
"""

from compiler.model.constraint import Check
from compiler.model.table_part import TableColumn, TableConstraint
from compiler.names import generate_name
from compiler.syntax.quote import quote_identifier


def proof_of(item: TableColumn) -> TableConstraint:
    """Return the check that proves a column to be without nulls."""
    name = item.column.name
    return TableConstraint(
        table=item.table,
        constraint=Check(
            name=generate_name(item.table.name, name, "not_null_proof"),
            expression=f"{quote_identifier(name)} IS NOT NULL",
            no_inherit=False,
            validated=True,
            enforced=True,
            description="",
        ),
    )
