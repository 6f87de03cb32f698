"""Findings for values of the wrong type: text where a list belongs, and the like."""

from collections.abc import Mapping
from typing import Any, Final

from compiler.diagnostics import Finding, error
from compiler.document import MappingNode, Node, ScalarNode, SequenceNode
from compiler.load.complaints import Complaint
from compiler.load.wording import enumerate_words, quote_yaml, shorten

_TYPE_WORDS: Final = {
    "string": ("text",),
    "number": ("a number",),
    "integer": ("a whole number",),
    "boolean": ("true", "false"),
    "null": ("null",),
    "array": ("a list",),
    "object": ("a mapping of keys to values",),
}
_SPOKEN_BOOLEANS: Final = {
    "true": "true",
    "yes": "true",
    "on": "true",
    "y": "true",
    "false": "false",
    "no": "false",
    "off": "false",
    "n": "false",
}
_LONGEST_REMEDY = 60


def explain_type(complaint: Complaint, types: tuple[str, ...]) -> Finding:
    """Return the finding for a value that is of none of the types."""
    if isinstance(complaint.node, ScalarNode) and complaint.node.value is None:
        message = f"{complaint.name} has no value"
    else:
        words = [word for each in types for word in _TYPE_WORDS[each]]
        allowed = enumerate_words(words, "or")
        found = _describe(complaint.node)
        message = f"{complaint.name} is {found}, but has to be {allowed}"
    remedy = _suggest(complaint, types)
    return error("wrong-type", complaint.position, message, remedy)


def _describe(node: Node) -> str:
    match node:
        case MappingNode():
            return "a mapping"
        case SequenceNode():
            return "a list"
        case ScalarNode(value=bool()):
            return f"the truth value {node.text}"
        case ScalarNode(value=str()):
            return "text"
        case ScalarNode():
            return f"the number {shorten(node.text, _LONGEST_REMEDY)}"


def _suggest(complaint: Complaint, types: tuple[str, ...]) -> str:
    node = complaint.node
    if isinstance(node, ScalarNode) and node.value is None:
        return f"Write {complaint.example('a value')}, or leave the key out."
    if isinstance(node, ScalarNode):
        suggested = _convert(node, types, complaint.json_schema)
        if suggested and len(suggested) <= _LONGEST_REMEDY:
            key = f"{complaint.key.text}: " if complaint.key else ""
            return f"Write `{key}{suggested}`."
    if isinstance(node, SequenceNode) and "object" in types:
        return "Write keys instead of the dashes or brackets."
    return f"Write {complaint.example(_TYPE_WORDS[types[0]][0])}."


def _convert(
    node: ScalarNode, types: tuple[str, ...], json_schema: Mapping[str, Any]
) -> str:
    """Return how the author probably meant the scalar; empty where that is unclear."""
    if "string" in types:
        return quote_yaml(node.text)
    if "boolean" in types:
        return _SPOKEN_BOOLEANS.get(node.text.lower(), "")
    items = json_schema.get("items", {})
    if "array" in types and not node.quoted and items.get("type") != "object":
        return f"[{node.text}]"
    if "integer" in types and node.text.isdecimal():
        return node.text
    return ""
