"""A kind of spec → a spec to begin with, which shows all that the kind can say."""

import re
import textwrap
from typing import Final

from compiler.describe.editor_line import put_editor_line
from compiler.describe.yaml_text import write_yaml
from compiler.document import Plain
from compiler.load.keys import Key, Kind

WIDTH: Final = 88

_HINT: Final = "Uncomment a key to use it; remove what you do not need."

_SENTENCE: Final = re.compile(r".+?\.(?=\s+\S|$)", re.DOTALL)
_BRACES: Final = re.compile(r"\{\{.*?\}\}")
_GLUE: Final = "\N{NO-BREAK SPACE}"


def compose_outline(kind: Kind, name: str, schema: str | None, json_schema: str) -> str:
    """Return the text of a new spec.

    The keys that it starts with have their examples for values; all others are
    comments.

    Args:
        kind: what it is a spec of.
        name: what it is called.
        schema: where its object stands, if not in the schema of each tenant.
        json_schema: path from the spec's folder to its JSON Schema, for editors.
    """
    paragraphs = [
        _comment(kind.description) + _comment(_HINT),
        *(_paragraph(key, kind, name, schema) for key in kind.keys),
    ]
    return put_editor_line("\n".join(paragraphs), json_schema)


def _paragraph(key: Key, kind: Kind, name: str, schema: str | None) -> str:
    value, starts = _named(kind, key, name), key.starts
    if key.name == "schema" and schema is not None:
        value, starts = schema, True
    text = write_yaml({key.name: value})
    if not starts:
        text = textwrap.indent(text, "# ")
    sentence = _SENTENCE.match(key.description)
    return _comment(sentence[0] if sentence else key.description) + text


def _named(kind: Kind, key: Key, name: str) -> Plain:
    """Return the example of a key, with the name for that of the whole example."""
    (example,) = (each.example for each in kind.keys if each.name == kind.name)
    if not isinstance(example, dict):
        return _replace(key.example, example, name)
    # The spec lists what it is about; one of it is enough to begin with.
    first = next(iter(example.values()))
    return {name: first} if key.name == kind.name else key.example


def _replace(value: Plain, old: Plain, new: str) -> Plain:
    if isinstance(value, dict):
        return {key: _replace(item, old, new) for key, item in value.items()}
    if isinstance(value, list):
        return [_replace(item, old, new) for item in value]
    return new if value == old else value


def _comment(text: str) -> str:
    # What stands between braces stays on one line.
    whole = _BRACES.sub(lambda it: it[0].replace(" ", _GLUE), text)
    lines = textwrap.wrap(whole, WIDTH - 2, break_long_words=False)
    return "".join(f"# {line.replace(_GLUE, ' ')}\n" for line in lines)
