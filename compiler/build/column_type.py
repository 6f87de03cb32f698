"""Of what type a column is, as far as its table says."""

from compiler.build.data_type import build_type
from compiler.build.table_source import TableSource
from compiler.document import ScalarNode, as_mapping
from compiler.syntax.libpg_query import SqlError
from compiler.syntax.type_name import ParsedType, parse_type


def type_sql_of(table: TableSource, column: str) -> str:
    """Return a column's type as SQL writes it; empty where it is not known.

    What is wrong with it is noted each time; findings are sorted, and doubles dropped.
    """
    node = _type_node(table, column)
    return build_type(table.scope, node) if node is not None else ""


def type_of(table: TableSource, column: str) -> ParsedType | None:
    """Return a column's type, or nothing where it is not known.

    One that is not PostgreSQL's own has its schema, whatever it is called.
    """
    try:
        return parse_type(type_sql_of(table, column))
    except SqlError:
        return None


def _type_node(table: TableSource, column: str) -> ScalarNode | None:
    named = table.parts["columns"].get(column)
    return as_mapping(named.node).scalars("type")[0] if named else None
