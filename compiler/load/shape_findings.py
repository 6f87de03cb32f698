"""What each complaint of a JSON Schema means in the words of the spec."""

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any, Final

from compiler.diagnostics import Finding, error
from compiler.document import MappingNode, Node, ScalarNode
from compiler.load.complaints import Complaint, write_example
from compiler.load.habits import recall_habit
from compiler.load.type_findings import explain_type
from compiler.load.wording import (
    LONGEST_QUOTE,
    enumerate_words,
    shorten,
    show,
    with_article,
)
from compiler.spelling import find_nearest

_MOST_CHOICES = 24


def explain(complaint: Complaint) -> Iterator[Finding]:
    """Yield the findings for a complaint."""
    keyword = str(complaint.problem.validator)
    yield from _EXPLANATIONS.get(keyword, _explain_other)(complaint)


def _choose(word: str, known: tuple[str, ...]) -> str:
    nearest = find_nearest(word.lower(), known)
    if nearest:
        return f"Write {nearest}."
    more = ["…"] if len(known) > _MOST_CHOICES else []
    return f"Write {enumerate_words([*known[:_MOST_CHOICES], *more], 'or')}."


def _explain_unknown_keys(complaint: Complaint) -> Iterator[Finding]:
    known: Mapping[str, Any] = complaint.json_schema.get("properties", {})
    if not isinstance(complaint.node, MappingNode):
        return
    for key, value in complaint.node:
        if key.text in known:
            continue
        message = f"{show(key.text)} is no key of {with_article(complaint.noun)}"
        remedy = (
            _split_key_help(key.text, value, known)
            or recall_habit(complaint, key.text, value)
            or _choose_key(key.text, complaint.node, tuple(known))
        )
        yield error("unknown-key", key.position, message, remedy)


def _split_key_help(key: str, value: Node, known: Collection[str]) -> str:
    """Return the help for a key to which a value sticks; empty where none does."""
    head, _, tail = key.partition(":")
    if head not in known or not tail or not isinstance(value, ScalarNode) or value.text:
        return ""
    return f"Write `{head}: {shorten(tail, LONGEST_QUOTE)}`, with a space in between."


def _choose_key(word: str, node: MappingNode, known: tuple[str, ...]) -> str:
    free = tuple(key for key in known if key not in node)
    nearest = find_nearest(word.lower(), known)
    if nearest and nearest in node:
        return f"Remove it; {nearest} stands here already."
    return _choose(word, free) if free else "Remove it."


def _explain_missing_keys(complaint: Complaint) -> Iterator[Finding]:
    if not isinstance(complaint.node, MappingNode):
        return
    known: Mapping[str, Any] = complaint.json_schema.get("properties", {})
    # A key that is only written wrongly is a finding of its own.
    misspelled = {
        find_nearest(key.text.lower(), tuple(known))
        for key, _ in complaint.node
        if key.text not in known
    }
    for key in complaint.json_schema["required"]:
        if key not in complaint.node and key not in misspelled:
            line = write_example((key,), known.get(key, {})) or key
            message = f"{complaint.thing} lacks {show(key)}"
            yield error("missing-key", complaint.position, message, f"Add `{line}`.")


def _explain_alternatives(complaint: Complaint) -> Iterator[Finding]:
    branches = complaint.json_schema[str(complaint.problem.validator)]
    keys = [
        branch["required"][0] for branch in branches if branch.keys() == {"required"}
    ]
    if not keys:
        types = [each for branch in branches for each in _types_of(branch)]
        yield explain_type(complaint, tuple(dict.fromkeys(types)))
    elif isinstance(complaint.node, MappingNode):
        shown = [show(key) for key in keys]
        present = [key for key in keys if key in complaint.node]
        if present:
            message = f"{complaint.thing} has both {enumerate_words(shown, 'and')}"
            remedy = f"Keep {enumerate_words(keys, 'or')}."
            yield error("conflicting-keys", complaint.position, message, remedy)
        else:
            message = f"{complaint.thing} lacks {enumerate_words(shown, 'or')}"
            remedy = f"Add {enumerate_words(keys, 'or')}."
            yield error("missing-key", complaint.position, message, remedy)


def _types_of(json_schema: Mapping[str, Any]) -> tuple[str, ...]:
    types = json_schema.get("type", "object")
    return (types,) if isinstance(types, str) else tuple(types)


def _explain_type(complaint: Complaint) -> Iterator[Finding]:
    yield explain_type(complaint, _types_of(complaint.json_schema))


def _explain_choice(complaint: Complaint) -> Iterator[Finding]:
    known = tuple(str(value) for value in complaint.json_schema["enum"])
    if not isinstance(complaint.node, ScalarNode) or complaint.node.value is None:
        yield explain_type(complaint, ("string",))
        return
    text = complaint.node.text
    message = f"{show(text)} is not allowed as {complaint.name}"
    remedy = _choose(text, known)
    yield error("not-allowed", complaint.position, message, remedy)


def _explain_reserved(complaint: Complaint) -> Iterator[Finding]:
    message = f"{complaint.name} is reserved"
    yield error("not-allowed", complaint.position, message, "Choose another one.")


def _explain_form(complaint: Complaint) -> Iterator[Finding]:
    text = show(str(complaint.problem.instance))
    message = f"{text} is no {complaint.noun}"
    remedy = complaint.json_schema.get("patternErrorMessage", "Write another one.")
    yield error("wrong-form", complaint.position, message, str(remedy))


def _explain_empty_text(complaint: Complaint) -> Iterator[Finding]:
    message = f"{complaint.name} is empty"
    example = complaint.example("a text")
    if complaint.path[-1:] == ("default",):
        example = """`default: "''"` for an empty text"""
    remedy = f"Write {example}, or leave the key out."
    yield error("wrong-form", complaint.position, message, remedy)


def _explain_length(complaint: Complaint) -> Iterator[Finding]:
    limit = complaint.problem.validator_value
    message = (
        f"{show(str(complaint.problem.instance))} is longer than {limit} characters"
    )
    yield error("wrong-form", complaint.position, message, "Shorten it.")


def _explain_range(complaint: Complaint) -> Iterator[Finding]:
    limit = complaint.problem.validator_value
    wrong, right = ("less", "more")
    if complaint.problem.validator == "maximum":
        wrong, right = right, wrong
    message = f"{complaint.name} cannot be {wrong} than {limit}"
    remedy = f"Write {limit} or {right}."
    yield error("wrong-form", complaint.position, message, remedy)


def _explain_empty(complaint: Complaint) -> Iterator[Finding]:
    message = f"{complaint.name} has nothing in it"
    remedy = f"Write {complaint.example('an entry')}, or leave the key out."
    yield error("empty-list", complaint.position, message, remedy)


def _explain_too_many(complaint: Complaint) -> Iterator[Finding]:
    message = f"{complaint.name} has more than one key"
    remedy = "Make an entry of the list of each."
    yield error("too-many-keys", complaint.position, message, remedy)


def _explain_duplicate(complaint: Complaint) -> Iterator[Finding]:
    node = complaint.node
    text = show(node.text) if isinstance(node, ScalarNode) else complaint.name
    message = f"{text} stands twice in the same list"
    yield error("duplicate-item", complaint.position, message, "Remove one.")


def _explain_other(complaint: Complaint) -> Iterator[Finding]:
    message = f"{complaint.name} does not have the right form"
    remedy = f"Write {complaint.example('it in another form')}."
    yield error("wrong-form", complaint.position, message, remedy)


_EXPLANATIONS: Final[dict[str, Callable[[Complaint], Iterator[Finding]]]] = {
    "additionalProperties": _explain_unknown_keys,
    "anyOf": _explain_alternatives,
    "enum": _explain_choice,
    "maxLength": _explain_length,
    "maxProperties": _explain_too_many,
    "maximum": _explain_range,
    "minItems": _explain_empty,
    "minLength": _explain_empty_text,
    "minProperties": _explain_empty,
    "minimum": _explain_range,
    "not": _explain_reserved,
    "oneOf": _explain_alternatives,
    "pattern": _explain_form,
    "required": _explain_missing_keys,
    "type": _explain_type,
    "uniqueItems": _explain_duplicate,
}
