"""What plans leave as they find it: whole tables, and aspects of declared ones."""

from collections.abc import Iterator

from compiler.build.scope import parse_name
from compiler.build.sides import Sides
from compiler.build.table_source import TableSource
from compiler.document import Node
from compiler.model.ignored import Ignored


def assemble_ignored(sides: Sides) -> None:
    """Add the tables that the project has plans ignore."""
    project = sides.shared.scope.project
    for node in project.node.mapping("ignore").scalars("tables"):
        side = sides.shared if "." in node.text else sides.tenant
        schema, _, table = parse_name(side.scope, node).rpartition(".")
        ignored = Ignored(schema=schema or side.scope.schema, table=table, aspects=())
        side.assembly.add_ignored(ignored, node)


def build_ignored(table: TableSource) -> Iterator[tuple[Node, Ignored]]:
    """Yield which aspects of a table plans ignore, with the node that says it."""
    node = table.root.get("ignore")
    if node is not None:
        aspects = tuple(sorted(item.text for item in table.root.scalars("ignore")))
        name = table.name
        yield node, Ignored(schema=name.schema, table=name.name, aspects=aspects)
