"""Keys within braces, put into their order."""

from collections.abc import Iterator

import yaml

from compiler.describe.key_order import KeyOrder
from compiler.describe.written import Place, Written, end_of, is_block, place_of


def order_braces(text: str, order: KeyOrder) -> str:
    """Return a spec with the keys of every mapping in braces in their order.

    What stands between the keys stays where it is, so only the keys change places. Of
    a mapping with a comment between its braces the keys stay, too.

    Args:
        text: of the spec.
        order: of its keys.
    """
    written = Written(text)
    pieces, place = [], (0, 0)
    for node, keys in _flow_nodes(written.root, order):
        pieces.append(_between(written, place, place_of(node)))
        pieces.append(_ordered(written, node, keys))
        place = end_of(node)
    pieces.append(_between(written, place, (len(written.lines), 0)))
    return "".join(pieces)


def _flow_nodes(
    node: yaml.Node, order: KeyOrder
) -> Iterator[tuple[yaml.Node, KeyOrder]]:
    """Yield the outermost mappings and lists in braces or brackets."""
    if not is_block(node):
        if isinstance(node, yaml.CollectionNode):
            yield node, order
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _flow_nodes(value, order.under(key.value))
    else:
        for item in node.value:
            yield from _flow_nodes(item, order.of_items())


def _ordered(written: Written, node: yaml.Node, order: KeyOrder) -> str:
    """Return the text of a node in flow style, with its keys in their order."""
    if isinstance(node, yaml.SequenceNode):
        parts = [(place_of(item), item, order.of_items()) for item in node.value]
        ranks = list(range(len(parts)))
    elif isinstance(node, yaml.MappingNode):
        parts = [
            (place_of(key), value, order.under(key.value)) for key, value in node.value
        ]
        ranks = order.sorted(key.value for key, _ in node.value)
    else:
        return _between(written, place_of(node), end_of(node))
    entries, gaps, place = [], [], place_of(node)
    for start, value, keys in parts:
        gaps.append(_between(written, place, start))
        head = _between(written, start, place_of(value))
        entries.append(head + _ordered(written, value, keys))
        place = end_of(value)
    gaps.append(_between(written, place, end_of(node)))
    if any("#" in gap for gap in gaps) or any(
        place_of(value) == end_of(value) for _, value, _ in parts
    ):
        ranks = list(range(len(parts)))
    ordered = (gap + entries[rank] for gap, rank in zip(gaps, ranks, strict=False))
    return "".join(ordered) + gaps[-1]


def _between(written: Written, start: Place, end: Place) -> str:
    lines = written.lines
    if start[0] == end[0]:
        return lines[start[0]][start[1] : end[1]] if start[0] < len(lines) else ""
    first = lines[start[0]][start[1] :]
    last = lines[end[0]][: end[1]] if end[0] < len(lines) else ""
    return "\n".join((first, *lines[start[0] + 1 : end[0]], last))
