"""What goes together in a trigger, and what PostgreSQL would refuse."""

from collections.abc import Iterator

from compiler.build.table_source import TableSource
from compiler.document import MappingNode, Node


def check_trigger(table: TableSource, node: MappingNode) -> None:
    """Note what does not go together in a trigger of a table."""
    for where, message, remedy in _contradictions(table, node):
        position = (where or node).position
        table.scope.findings.error("unfit-trigger", position, message, remedy)


def _contradictions(
    table: TableSource, node: MappingNode
) -> Iterator[tuple[Node | None, str, str]]:
    events = {event.text for event in node.scalars("events")}
    level = node.text("level", "row")
    if "of" in node and "update" not in events:
        message = "columns are named, and no update fires the trigger"
        yield node.get("of"), message, "Add update to events, or remove of."
    if "truncate" in events and level == "row":
        message = "a truncate has no rows for which the trigger could run"
        yield node.get("events"), message, "Write `level: statement`."
    if "of" in node and node.text("timing") == "instead of":
        message = "a trigger in place of an update runs at every update"
        yield node.get("of"), message, "Remove of."
    yield from _of_constraint(node, level)
    if "referencing" in node:
        yield from _of_transition(table, node, events)


def _of_constraint(
    node: MappingNode, level: str
) -> Iterator[tuple[Node | None, str, str]]:
    if not node.flag("constraint", default=False):
        for key in ("deferrable", "initially_deferred"):
            if node.flag(key, default=False):
                message = f"only a constraint trigger is {key.replace('_', ' ')}"
                yield node.get(key), message, "Add `constraint: true`."
    elif node.text("timing") != "after" or level != "row":
        message = "a constraint trigger runs after the change, for each row"
        remedy = "Write `timing: after` and `level: row`."
        yield node.get("constraint"), message, remedy


def _of_transition(
    table: TableSource, node: MappingNode, events: set[str]
) -> Iterator[tuple[Node | None, str, str]]:
    where = node.get("referencing")
    names = node.mapping("referencing")
    if node.text("timing") != "after":
        message = "before the change there are no transition tables"
        yield where, message, "Write `timing: after`."
    if node.flag("constraint", default=False):
        message = "a constraint trigger has no transition tables"
        yield where, message, "Remove constraint or referencing."
    if len(events) != 1 or "truncate" in events:
        message = "transition tables are of one event: insert, update or delete"
        yield node.get("events"), message, "Make a trigger of each event."
    if "of" in node:
        message = "a trigger with transition tables runs at every update"
        yield node.get("of"), message, "Remove of."
    yield from _of_rows(names, events)
    if names.text("old_table") == names.text("new_table"):
        message = "the two transition tables have one name"
        yield where, message, "Rename one of them."
    if node.text("level", "row") == "row" and "partition_by" in table.root:
        message = "rows of a partitioned table have no transition tables"
        yield where, message, "Write `level: statement`."


def _of_rows(
    names: MappingNode, events: set[str]
) -> Iterator[tuple[Node | None, str, str]]:
    if "old_table" in names and "insert" in events:
        yield names.get("old_table"), "an insert has no old table", "Remove old_table."
    if "new_table" in names and "delete" in events:
        yield names.get("new_table"), "a delete has no new table", "Remove new_table."
