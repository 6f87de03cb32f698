"""Keys on lines of their own, put into their order, each with its comments.

The comments directly above a key go with it, and so does what is indented deeper than
the key behind its value. The comments at the top of a file stay there.
"""

import dataclasses
from collections.abc import Iterator, Sequence

import yaml

from compiler.describe.key_order import KeyOrder
from compiler.describe.written import Written, is_block


@dataclasses.dataclass(frozen=True, slots=True)
class _Entry:
    """A key or an item, with the lines that go with it.

    Args:
        first: its first line, of a comment perhaps.
        line: of the key, or of the item's dash.
        end: the line behind it.
        value: what stands there.
        order: of the value's keys.
    """

    first: int
    line: int
    end: int
    value: yaml.Node
    order: KeyOrder


def order_lines(text: str, order: KeyOrder) -> str:
    """Return a spec with the keys that stand on lines of their own in their order.

    Args:
        text: of the spec.
        order: of its keys.
    """
    written = Written(text)
    root = written.root
    if not is_block(root):
        return text
    first = root.start_mark.line
    lines = _arrange(written, root, order, first, len(written.lines))
    return "".join(f"{line}\n" for line in (*written.lines[:first], *lines))


def _arrange(
    written: Written, node: yaml.Node, order: KeyOrder, first: int, end: int
) -> Sequence[str]:
    """Return the lines of a node's place, in their order.

    Args:
        written: the spec.
        node: what stands there.
        order: of the node's keys.
        first: line with which the place begins.
        end: the line behind it.
    """
    if not is_block(node):
        return written.lines[first:end]
    column = node.start_mark.column
    entries = tuple(_entries(written, node, order, first, end))
    texts = [_lines_of(written, entry) for entry in entries]
    tail = written.lines[entries[-1].end : end]
    if not isinstance(node, yaml.MappingNode):
        return [*(line for text in texts for line in text), *tail]
    ranks = order.sorted(key.value for key, _ in node.value)
    if ranks[0] != 0:
        _give_way(texts, entries, ranks[0], column)
    return [*(line for rank in ranks for line in texts[rank]), *tail]


def _give_way(
    texts: list[list[str]], entries: Sequence[_Entry], rank: int, column: int
) -> None:
    """Let another entry be the first, behind the dash if there is one."""
    line = entries[0].line - entries[0].first
    prefix = texts[0][line][:column]
    texts[0][line] = " " * column + texts[0][line][column:]
    line = entries[rank].line - entries[rank].first
    dash = prefix[: len(prefix) - len(prefix.lstrip())]
    above = [dash + each.lstrip() for each in texts[rank][:line]]
    while above and not above[0].strip():
        del above[0]
    key = prefix + texts[rank][line][column:]
    texts[rank] = [*above, key, *texts[rank][line + 1 :]]


def _lines_of(written: Written, entry: _Entry) -> list[str]:
    beside = is_block(entry.value) and entry.value.start_mark.line == entry.line
    inner = entry.line if beside else entry.line + 1
    lines = _arrange(written, entry.value, entry.order, inner, entry.end)
    return [*written.lines[entry.first : inner], *lines]


def _entries(
    written: Written, node: yaml.Node, order: KeyOrder, first: int, end: int
) -> Iterator[_Entry]:
    column = node.start_mark.column
    starts = list(_starts(written, node))
    # Where each entry ends, and the next one with its comments begins.
    ends = [
        _split(written, written.last_line(value, column) + 1, until, column)
        for (_, value), until in zip(
            starts, [line for line, _ in starts[1:]] + [end], strict=True
        )
    ]
    firsts = [first, *ends]
    for index, (line, value) in enumerate(starts):
        if isinstance(node, yaml.MappingNode):
            inner = order.under(node.value[index][0].value)
        else:
            inner = order.of_items()
        yield _Entry(firsts[index], line, ends[index], value, inner)


def _starts(written: Written, node: yaml.Node) -> Iterator[tuple[int, yaml.Node]]:
    """Yield the line on which each key, or each item's dash, stands."""
    if isinstance(node, yaml.MappingNode):
        yield from ((key.start_mark.line, value) for key, value in node.value)
        return
    for item in node.value:
        yield written.dash_of(item)[0], item


def _split(written: Written, line: int, until: int, column: int) -> int:
    """Return the line behind the last comment that belongs to what stands above."""
    belongs = line
    for number in range(line, until):
        if written.is_blank(number):
            continue
        if written.indent(number) <= column:
            break
        belongs = number + 1
    return belongs
