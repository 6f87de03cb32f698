"""Findings for values of the wrong type: text where a list belongs, and the like."""

from collections.abc import Mapping
from typing import Any, Final

from compiler.diagnostics import Finding, error
from compiler.document import MappingNode, Node, ScalarNode, SequenceNode
from compiler.load.complaints import Complaint, write_flow
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
_AS_SQL: Final = {
    MappingNode: """Write SQL, as in `default: "'{}'"`.""",
    SequenceNode: """Write SQL, as in `default: "'{}'"`; of JSON, `default: "'[]'"`.""",
}


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
    if isinstance(node, ScalarNode):
        return _suggest_for_scalar(complaint, node, types)
    if complaint.path[-1:] == ("default",):
        return _AS_SQL[type(node)]
    if isinstance(node, SequenceNode) and "object" in types:
        example = complaint.example("")
        as_in = f", as in {example}" if example else ""
        return f"Write keys instead of the dashes or brackets{as_in}."
    if isinstance(node, MappingNode) and "array" in types:
        return "Write it behind a dash, as an entry of a list."
    return f"Write {complaint.example(_TYPE_WORDS[types[0]][0])}."


def _suggest_for_scalar(
    complaint: Complaint, node: ScalarNode, types: tuple[str, ...]
) -> str:
    key = f"{complaint.key.text}: " if complaint.key else ""
    if node.value is None:
        takes_nothing = types == ("object",) and "minProperties" not in (
            complaint.json_schema
        )
        default = f"`{key}{{}}`" if key and takes_nothing else "a value"
        return f"Write {complaint.example(default)}, or leave the key out."
    suggested = _convert(node, types, complaint.json_schema)
    if suggested and len(suggested) <= _LONGEST_REMEDY:
        return f"Write `{key}{suggested}`."
    return f"Write {complaint.example(_TYPE_WORDS[types[0]][0])}."


def _convert(
    node: ScalarNode, types: tuple[str, ...], json_schema: Mapping[str, Any]
) -> str:
    """Return how the author probably meant the scalar; empty where that is unclear."""
    if "string" in types and not ("object" in types and isinstance(node.value, bool)):
        return quote_yaml(node.text)
    if "object" in types and "array" not in types:
        return _convert_to_mapping(node, json_schema)
    if "boolean" in types:
        return _SPOKEN_BOOLEANS.get(node.text.lower(), "")
    items = json_schema.get("items", {})
    if "array" in types and not node.quoted and items.get("type") != "object":
        return f"[{node.text}]"
    if "integer" in types and node.text.isdecimal():
        return node.text
    return ""


def _convert_to_mapping(node: ScalarNode, json_schema: Mapping[str, Any]) -> str:
    if json_schema.get("required") == ["type"]:
        return write_flow({"type": node.text})
    if "columns" in json_schema.get("properties", {}) and not node.quoted:
        return write_flow({"columns": [node.text]})
    return ""
