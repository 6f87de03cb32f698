"""Where in a spec file a character of a routine's body stands."""

from compiler.build.text_position import find_position
from compiler.diagnostics import Position
from compiler.document import Document, Origin, ScalarNode, find_node


def find_in_body(
    document: Document, origin: Origin, body: str, offset: int
) -> Position:
    """Return where a character of a body is written.

    Args:
        document: the spec of the routine.
        origin: the place of the body in it.
        body: as it stands in the statement, its template filled in.
        offset: in the body.
    """
    node = find_node(document.root, origin.pointer)
    if not isinstance(node, ScalarNode):
        return origin.position
    text = node.text.strip("\n")
    place = offset - body.index(body.strip("\n"))
    if text != body.strip("\n"):
        # What a template puts in holds no line break, so lines stay what they were.
        place = _start_of_line(text, body.strip("\n").count("\n", 0, max(place, 0)))
    place = min(max(place, 0), max(len(text.rstrip()) - 1, 0))
    return find_position(document.lines, node, place + node.text.index(text))


def _start_of_line(text: str, number: int) -> int:
    lines = text.split("\n")[:number]
    return sum(len(line) + 1 for line in lines)
