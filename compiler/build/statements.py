"""Statements that stand in a spec, and that PostgreSQL reads when it creates something.

As in an expression, what they name is looked up and gets its schema in front.
"""

from compiler.build.scope import Scope, shown
from compiler.build.sql_names import qualify_names
from compiler.build.sql_source import parse_sql_source
from compiler.document import ScalarNode
from compiler.syntax.libpg_query import SqlError
from compiler.syntax.plpgsql import find_transaction_end
from compiler.syntax.statements import parse_statements


def build_statements(scope: Scope, node: ScalarNode) -> str:
    """Return the SQL of the statements, or an empty text after a finding."""
    source = parse_sql_source(scope, node)
    if source is None:
        return ""
    if find_transaction_end(source.text) >= 0:
        # A finding of the body that they are.
        return ""
    try:
        parsed = parse_statements(source.text)
    except SqlError as problem:
        source.error(
            "invalid-sql",
            problem.offset,
            shown(problem.message),
            "Write SELECT, INSERT, UPDATE, DELETE or MERGE, each with its semicolon; "
            "other statements stand in a body.",
        )
        return ""
    return qualify_names(source, parsed)
