"""A spec as it is written: libyaml's nodes and tokens, with the lines they stand on."""

import bisect
import dataclasses
import functools
import re
from collections.abc import Iterator
from typing import Final, TypeAlias

import yaml

Place: TypeAlias = tuple[int, int]
"""Line and column, counted from 0."""

_HEADER: Final = re.compile(r"[|>](?:(?P<indent>[1-9])|(?P<keep>\+)|-)*")


@dataclasses.dataclass(frozen=True, slots=True)
class Token:
    """A token that takes up room.

    Args:
        kind: libyaml's class.
        block: whether it is a scalar under `|` or `>`.
    """

    kind: type[yaml.Token]
    start: Place
    end: Place
    block: bool


class Written:
    """A spec's text, read as YAML.

    Args:
        text: without errors, and with a line break at its end.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = tuple(text.split("\n")[:-1])
        root = yaml.compose(text, Loader=yaml.CSafeLoader)
        if root is None:
            message = "the text holds no YAML"
            raise ValueError(message)
        self.root: yaml.Node = root
        self._indents: dict[Place, int] = {}

    @functools.cached_property
    def tokens(self) -> tuple[Token, ...]:
        """The tokens that take up room, in order."""
        return tuple(
            Token(
                kind=type(each),
                start=(each.start_mark.line, each.start_mark.column),
                end=(each.end_mark.line, each.end_mark.column),
                block=isinstance(each, yaml.ScalarToken) and each.style in {"|", ">"},
            )
            for each in yaml.scan(self.text, Loader=yaml.CSafeLoader)
            if (each.start_mark.line, each.start_mark.column)
            != (each.end_mark.line, each.end_mark.column)
        )

    def dash_of(self, item: yaml.Node) -> Place:
        """Return where the dash of an item of a list stands."""
        return self._dashes[bisect.bisect_left(self._dashes, place_of(item)) - 1]

    @functools.cached_property
    def _dashes(self) -> tuple[Place, ...]:
        return tuple(
            token.start for token in self.tokens if token.kind is yaml.BlockEntryToken
        )

    def indent(self, line: int) -> int:
        """Return how many blanks a line begins with."""
        text = self.lines[line]
        return len(text) - len(text.lstrip())

    def is_blank(self, line: int) -> bool:
        """Return whether a line holds nothing."""
        return not self.lines[line].strip()

    def block_indent(self, start: Place, end: Place, outer: int) -> int:
        """Return how far the text of a block scalar is indented.

        Args:
            start: of the scalar's `|` or `>`.
            end: behind its last line.
            outer: the column of the mapping or list around it.
        """
        if start not in self._indents:
            self._indents[start] = self._find_indent(start, end, outer)
        return self._indents[start]

    def _find_indent(self, start: Place, end: Place, outer: int) -> int:
        given = self.given_indent(start)
        if given:
            return outer + given
        lines = self.lines[start[0] + 1 : end[0]]
        text = next((line for line in lines if line.strip()), None)
        if text is None:
            return max(map(len, lines), default=0)
        return len(text) - len(text.lstrip(" "))

    def given_indent(self, start: Place) -> int:
        """Return the indentation that is written behind `|` or `>`; 0 without one."""
        return int(self._header(start)["indent"] or 0)

    def _header(self, start: Place) -> re.Match[str]:
        header = _HEADER.match(self.lines[start[0]], start[1])
        if header is None:
            message = "no | or > stands here"
            raise ValueError(message)
        return header

    def without_break(self, token: Token) -> str:
        """Return the spec, with a `-` that leaves out the last break of a text.

        Args:
            token: the text, under `|` or `>`.
        """
        line, column = token.start
        end = self._header(token.start).end()
        header = self.lines[line][column:end].rstrip("+-")
        changed = f"{self.lines[line][:column]}{header}-{self.lines[line][end:]}"
        lines = (*self.lines[:line], changed, *self.lines[line + 1 :])
        return "".join(f"{each}\n" for each in lines)

    def comments(self) -> Iterator[str]:
        """Yield the comments, each with its sign."""
        ends = {token.end[0]: token.end[1] for token in self.tokens}
        inside = {
            line
            for token in self.tokens
            for line in range(token.start[0], token.end[0])
        }
        for number, line in enumerate(self.lines):
            comment = line[ends.get(number, 0) :].strip()
            if number not in inside and comment.startswith("#"):
                yield comment

    def last_of_block(self, start: Place, end: Place, outer: int) -> int:
        """Return the last line of a block scalar that it does not leave out.

        Args:
            start: of the scalar's `|` or `>`.
            end: behind its last line.
            outer: the column of the mapping or list around it.
        """
        line = end[0] - 1
        if self._header(start)["keep"]:
            return line
        indent = self.block_indent(start, end, outer)
        while line > start[0] and not self.lines[line][indent:]:
            line -= 1
        return line

    def last_line(self, node: yaml.Node, outer: int) -> int:
        """Return the last line that a node has text on.

        Args:
            node: any.
            outer: the column of the mapping or list around it.
        """
        if isinstance(node, yaml.MappingNode) and not node.flow_style:
            return self.last_line(node.value[-1][1], node.start_mark.column)
        if isinstance(node, yaml.SequenceNode) and not node.flow_style:
            return self.last_line(node.value[-1], node.start_mark.column)
        if is_block_scalar(node):
            return self.last_of_block(place_of(node), end_of(node), outer)
        return node.end_mark.line


def place_of(node: yaml.Node) -> Place:
    """Return where a node begins."""
    return node.start_mark.line, node.start_mark.column


def end_of(node: yaml.Node) -> Place:
    """Return where a node ends."""
    return node.end_mark.line, node.end_mark.column


def is_block_scalar(node: yaml.Node) -> bool:
    """Return whether a node is text under `|` or `>`."""
    return isinstance(node, yaml.ScalarNode) and node.style in {"|", ">"}


def is_block(node: yaml.Node) -> bool:
    """Return whether a node is a mapping or a list by indentation."""
    return isinstance(node, yaml.CollectionNode) and not node.flow_style
