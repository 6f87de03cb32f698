"""How far each line of a spec is to be indented: two blanks a level.

Lists are indented below their key, and what stands in an item begins behind the dash
and one blank.
"""

import bisect
import dataclasses
from typing import Final

import yaml

from compiler.describe.written import Place, Written, end_of, is_block, place_of

_STEP: Final = 2


@dataclasses.dataclass(frozen=True, slots=True)
class Start:
    """The beginning of a line on which a key, a dash or a value stands.

    Args:
        column: of what is written there, behind dashes.
        prefix: what is to stand in front of it.
        open: the columns in which keys and dashes stand at this line, from the
            outermost inwards, each with the one where it is to stand.
    """

    column: int
    prefix: str
    open: tuple[tuple[int, int], ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Span:
    """A value that goes on over several lines.

    Args:
        start: its first character.
        last: its last line.
        outer: column of the mapping or list around it.
        outer_new: where that is to stand.
    """

    start: Place
    last: int
    outer: int
    outer_new: int


class Indentation:
    """The indentation that a spec is to have.

    Attributes:
        starts: by line.
        spans: the values that go on over several lines, in order.
    """

    def __init__(self, written: Written) -> None:
        self.starts: dict[int, Start] = {}
        self.spans: list[Span] = []
        self._written = written
        root = written.root
        if is_block(root):
            self._place_block(root, "", ())
        else:
            line, column = place_of(root)
            self.starts[line] = Start(column, "", ())
            self._note_span(root, (-_STEP, -_STEP))
        self._lines = sorted(self.starts)

    def comment(self, line: int) -> int:
        """Return how far the comment on a line of its own is to be indented.

        It stands like what follows; a deeper one belongs to what stands above.
        """
        indent = self._written.indent(line)
        place = bisect.bisect(self._lines, line)
        opened = self.starts[self._lines[place - 1]].open if place else ()
        if place < len(self._lines):
            below = self._lines[place]
            prefix = self.starts[below].prefix
            if indent <= self._written.indent(below):
                return len(prefix) - len(prefix.lstrip(" "))
        return next((new for old, new in reversed(opened) if old <= indent), 0)

    def _place_block(
        self, node: yaml.Node, prefix: str, around: tuple[tuple[int, int], ...]
    ) -> None:
        """Say where the lines of a mapping or a list begin.

        Args:
            node: the mapping or list.
            prefix: what is to stand in front of it.
            around: the columns of what it stands in.
        """
        columns = (node.start_mark.column, len(prefix))
        opened = (*around, columns)
        blanks = " " * len(prefix)
        parts = (
            [(place_of(key)[0], value) for key, value in node.value]
            if isinstance(node, yaml.MappingNode)
            else [(self._written.dash_of(item)[0], item) for item in node.value]
        )
        for index, (line, value) in enumerate(parts):
            begin = blanks if index else prefix
            self.starts[line] = Start(columns[0], begin, opened)
            if not is_block(value):
                self._place_leaf(value, line, opened)
            elif value.start_mark.line == line:
                self._place_block(value, f"{begin}- ", opened)
            else:
                self._place_block(value, blanks + " " * _STEP, opened)

    def _place_leaf(
        self, node: yaml.Node, line: int, opened: tuple[tuple[int, int], ...]
    ) -> None:
        outer = opened[-1]
        start = place_of(node)
        if start[0] != line and start != end_of(node):
            prefix = " " * (outer[1] + _STEP)
            self.starts[start[0]] = Start(start[1], prefix, opened)
        self._note_span(node, outer)

    def _note_span(self, node: yaml.Node, outer: tuple[int, int]) -> None:
        last = self._written.last_line(node, outer[0])
        if last > node.start_mark.line:
            self.spans.append(Span(place_of(node), last, *outer))
