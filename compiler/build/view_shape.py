"""What goes together in a view, and what PostgreSQL would refuse."""

from collections.abc import Iterator

from compiler.build.view_query import ViewQuery
from compiler.document import MappingNode, Node, ScalarNode, as_mapping
from compiler.syntax.column_name import UNNAMED


def check_view(root: MappingNode, query: ViewQuery, named: int) -> None:
    """Note what does not go together in a view.

    Args:
        root: its spec.
        query: the query in it.
        named: how many columns the spec names.
    """
    for where, message, remedy in _contradictions(root, query, named):
        findings = query.source.scope.findings
        findings.error("unfit-view", where.position, message, remedy)


def _contradictions(
    root: MappingNode, query: ViewQuery, named: int
) -> Iterator[tuple[Node, str, str]]:
    columns = query.parsed.columns
    where = root.get("columns") or root.scalars("query")[0]
    if columns is not None and len(columns) < named:
        message = f"{named} columns are named, and the query has {len(columns)}"
        yield where, message, "Remove the names that are too many."
    recursive = root.flag("recursive", default=False)
    if recursive and not named:
        message = "a recursive view has to name its columns"
        yield root.scalars("recursive")[0], message, "Add columns."
    yield from _same_names(root, columns or (), named)
    option = root.get("check_option")
    if option is not None and (recursive or not query.parsed.is_updatable):
        message = "no row can be written through this view, so there is none to check"
        remedy = "Remove check_option; the query of a view that rows are written "
        remedy += "through is a SELECT from one table, without groups or limits."
        yield option, message, remedy


def _same_names(
    root: MappingNode, columns: tuple[str, ...], named: int
) -> Iterator[tuple[Node, str, str]]:
    """Yield what is called like another column, by the spec or by the query."""
    query = root.scalars("query")[0]
    given = tuple(
        item.text if isinstance(item, ScalarNode) else as_mapping(item).text("name")
        for item in root.items("columns")
    )
    for name in sorted({each for each in given if given.count(each) > 1}):
        message = f'two columns are called "{name}"'
        yield root.get("columns") or query, message, "Rename one of them."
    rest = [name for name in columns[named:] if name]
    for name in sorted({each for each in rest if (*given, *rest).count(each) > 1}):
        if name == UNNAMED:
            message = "two columns of the query have no name"
            yield query, message, "Write AS and a name behind them."
        else:
            message = f'two columns are called "{name}"'
            yield query, message, "Write AS and another name behind one of them."
