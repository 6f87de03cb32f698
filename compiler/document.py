"""The form in which a spec travels: nodes that know where they were written.

A node is a scalar, a sequence or a mapping. Each carries its position in the file and
its JSON pointer, so that every later finding and every SQL statement can say which
line it comes from.
"""

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import TypeAlias

from compiler.diagnostics import Position

Plain: TypeAlias = "bool | int | Decimal | str | list[Plain] | dict[str, Plain] | None"
"""What a node says, without positions: the form that JSON Schema judges."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ScalarNode:
    """A single value.

    Args:
        value: after YAML 1.2 core: text, a number, a boolean or nothing.
        text: the characters of the scalar, as a number or a boolean was spelled.
        quoted: whether it was written in quotes or as a block.
        position: of its first character (of the opening quote, where there is one).
        pointer: JSON pointer from the document's root.
    """

    value: bool | int | Decimal | str | None
    text: str
    quoted: bool
    position: Position
    pointer: str

    def plain(self) -> Plain:
        """Return the value alone."""
        return self.value


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class SequenceNode:
    """A list of nodes."""

    items: tuple["Node", ...]
    position: Position
    pointer: str

    def plain(self) -> Plain:
        """Return the values alone."""
        return [item.plain() for item in self.items]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class MappingNode:
    """Keys and their nodes, in the order of the file.

    Args:
        entries: key text to key and value; a key stands once.
        position: of the first key (of the brace, in flow style).
        pointer: JSON pointer from the document's root.
    """

    entries: Mapping[str, tuple[ScalarNode, "Node"]]
    position: Position
    pointer: str

    def plain(self) -> Plain:
        """Return the values alone."""
        return {key: value.plain() for key, (_, value) in self.entries.items()}

    def __contains__(self, key: str) -> bool:
        """Return whether the key stands here."""
        return key in self.entries

    def __iter__(self) -> Iterator[tuple[ScalarNode, "Node"]]:
        """Yield the keys with their values, in the order of the file."""
        return iter(self.entries.values())

    def get(self, key: str) -> "Node | None":
        """Return the value of a key, or nothing where the key is not written."""
        entry = self.entries.get(key)
        return entry[1] if entry else None

    def scalar(self, key: str) -> ScalarNode | None:
        """Return a value that is a scalar, or nothing where the key is not written.

        Raises:
            TypeError: it is of another kind; the JSON Schema has to rule that out.
        """
        entry = self.entries.get(key)
        return as_scalar(entry[1]) if entry else None

    def text(self, key: str, default: str = "") -> str:
        """Return the characters of a scalar, or the default where there is none."""
        entry = self.entries.get(key)
        return as_scalar(entry[1]).text if entry else default

    def flag(self, key: str, *, default: bool) -> bool:
        """Return a boolean, or the default where the key is not written."""
        entry = self.entries.get(key)
        return as_scalar(entry[1]).value is True if entry else default

    def items(self, key: str) -> tuple["Node", ...]:
        """Return the items of a sequence; a single node counts as a list of one."""
        node = self.get(key)
        if node is None:
            return ()
        return node.items if isinstance(node, SequenceNode) else (node,)

    def scalars(self, key: str) -> tuple[ScalarNode, ...]:
        """Return the items of a sequence of scalars.

        Raises:
            TypeError: an item is of another kind.
        """
        return tuple(map(as_scalar, self.items(key))) if key in self.entries else ()

    def mapping(self, key: str) -> "MappingNode":
        """Return a mapping; an empty one where the key is not written.

        Raises:
            TypeError: it is of another kind.
        """
        node = self.get(key)
        if node is None:
            return MappingNode(
                entries={}, position=self.position, pointer=f"{self.pointer}/{key}"
            )
        return as_mapping(node)


Node: TypeAlias = ScalarNode | SequenceNode | MappingNode


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """The place in the specs that asks for an object.

    Args:
        position: for people, who edit lines.
        pointer: for records, which outlive edits above the line.
        name_position: where the name stands, if that is another place.
    """

    position: Position
    pointer: str
    name_position: Position

    def __str__(self) -> str:
        """Return `file#/path/in/yaml`."""
        return f"{self.position.file}#{self.pointer}"

    @property
    def place(self) -> str:
        """The same with the line, for messages: `file:line#/path/in/yaml`."""
        return f"{self.position.file}:{self.position.line}#{self.pointer}"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One spec file.

    Args:
        file: path as findings show it.
        kind: the key that says what it is (`table`, `role`, …).
        root: its content.
        lines: the file's text by line, for excerpts.
        shipped: part of the package, not of the user's project.
    """

    file: str
    kind: str
    root: MappingNode
    lines: tuple[str, ...]
    shipped: bool = False


def find_node(root: Node, pointer: str) -> Node | None:
    """Return the node below a root that has a JSON pointer, or nothing."""
    if root.pointer == pointer:
        return root
    below: Iterable[Node] = ()
    if isinstance(root, MappingNode):
        below = (value for _, value in root)
    elif isinstance(root, SequenceNode):
        below = root.items
    for node in below:
        if pointer == node.pointer or pointer.startswith(f"{node.pointer}/"):
            return find_node(node, pointer)
    return None


def as_mapping(node: Node) -> MappingNode:
    """Return the node, which has to be a mapping.

    Raises:
        TypeError: it is of another kind; the JSON Schema has to rule that out.
    """
    if isinstance(node, MappingNode):
        return node
    raise TypeError(_not_a("mapping", node))


def as_scalar(node: Node) -> ScalarNode:
    """Return the node, which has to be a scalar.

    Raises:
        TypeError: it is of another kind; the JSON Schema has to rule that out.
    """
    if isinstance(node, ScalarNode):
        return node
    raise TypeError(_not_a("scalar", node))


def _not_a(kind: str, node: Node) -> str:
    return f"{node.position}: {node.pointer} is not a {kind}"
