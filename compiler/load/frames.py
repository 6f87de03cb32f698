"""A mapping or a list while it is being read, until its end makes a node of it."""

import dataclasses

from compiler.diagnostics import Position
from compiler.document import MappingNode, Node, ScalarNode, SequenceNode
from compiler.load.source import Mark
from compiler.load.sql_traps import SplitText


@dataclasses.dataclass(slots=True, kw_only=True)
class MappingFrame:
    """A mapping that is being read.

    Args:
        flow: whether it stands in braces.
        position: where it starts.
        pointer: JSON pointer from the document's root.
        name: the key under which it stands; empty in lists and at the root.
        expects_key: whether the next node is a key.
        key: the key whose value comes next; nothing where the key is no text.
        key_end: where that key ends.
        split: the last value, where a comma may have split it.
    """

    flow: bool
    position: Position
    pointer: str
    name: str
    expects_key: bool = True
    key: ScalarNode | None = None
    key_end: Mark | None = None
    entries: dict[str, tuple[ScalarNode, Node]] = dataclasses.field(
        default_factory=dict
    )
    split: SplitText | None = None

    def child_pointer(self, key: str) -> str:
        """Return the JSON pointer of the key that is read, or of its value."""
        if not self.expects_key:
            return self.key.pointer if self.key else f"{self.pointer}/?"
        return f"{self.pointer}/{key.replace('~', '~0').replace('/', '~1')}"

    def mend_last(self, text: str) -> None:
        """Put whole text in the place of the value that commas split."""
        text_key = next(reversed(self.entries))
        key, node = self.entries[text_key]
        self.entries[text_key] = (key, _with_text(node, text))

    def finish(self) -> MappingNode:
        """Return the mapping."""
        return MappingNode(
            entries=self.entries, position=self.position, pointer=self.pointer
        )


@dataclasses.dataclass(slots=True, kw_only=True)
class SequenceFrame:
    """A list that is being read; its fields are those of a mapping that is."""

    flow: bool
    position: Position
    pointer: str
    name: str
    nodes: list[Node] = dataclasses.field(default_factory=list)
    split: SplitText | None = None

    def child_pointer(self, _key: str) -> str:
        """Return the JSON pointer of the item that is read."""
        return f"{self.pointer}/{len(self.nodes)}"

    def mend_last(self, text: str) -> None:
        """Put whole text in the place of the item that commas split."""
        self.nodes[-1] = _with_text(self.nodes[-1], text)

    def finish(self) -> SequenceNode:
        """Return the list."""
        return SequenceNode(
            items=tuple(self.nodes), position=self.position, pointer=self.pointer
        )


def _with_text(node: Node, text: str) -> Node:
    if isinstance(node, ScalarNode):
        return dataclasses.replace(node, value=text, text=text)
    return node
