"""Templates in specs: what may stand between `{{` and `}}`, and what it becomes.

Only `{{ }}` is active. Jinja2 reads what stands in it, so that it means what Jinja2
users expect, but never runs it: here it becomes a path and a filter, or an error.
"""

import dataclasses
import functools
import re
from collections.abc import Iterator, Mapping
from typing import Final, Literal, TypeAlias

from compiler.syntax.lexer import split_stretches
from compiler.syntax.quote import quote_identifier, quote_literal

Form: TypeAlias = Literal["name", "expression"]
Filter: TypeAlias = Literal["", "ident", "literal"]

_OPENING: Final = "{{"
_PLACEHOLDER: Final = re.compile(
    r"""\{\{
    (?: [^'"}] | '(?:[^'\\]|\\.)*' | "(?:[^"\\]|\\.)*" | \}(?!\}) )*
    \}\}""",
    re.VERBOSE | re.DOTALL,
)
_MAX_PLACEHOLDER_LENGTH: Final = 500
"""Jinja2's parser is recursive; no path is this long."""

_HELP: Final[Mapping[Form, str]] = {
    "name": "Write {{ path }}, such as {{ tenant.id }}; "
    "for two literal braces write {{ '{{' }}.",
    "expression": "Write {{ path | ident }} for a name or {{ path | literal }} for a "
    "value; for two literal braces write {{ '{{' }}.",
}
_JOINED_BEFORE: Final = re.compile(r"""[\w$'"]|(?i:\bu&)""")
_JOINED_AFTER: Final = re.compile(r"""[\w$'"]""")


class TemplateError(Exception):
    """A template that says what it must not.

    Args:
        message: what is wrong with it.
        offset: of the `{{` in the text, in characters from 0.
        help: what to do about it; starts with a verb.
    """

    def __init__(self, message: str, offset: int, help: str) -> None:  # noqa: A002 - it is the word that findings use
        super().__init__(message)
        self.message = message
        self.offset = offset
        self.help = help


class UnknownPathError(KeyError):
    """A template names a path for which there is no value.

    Args:
        path: the dotted names.
        offset: of its `{{` in the text, in characters from 0.
    """

    def __init__(self, path: str, offset: int) -> None:
        super().__init__(path)
        self.path = path
        self.offset = offset


@dataclasses.dataclass(frozen=True, slots=True)
class Text:
    """A part of a template that stays as it is."""

    text: str


@dataclasses.dataclass(frozen=True, slots=True)
class Placeholder:
    """A part of a template that a value takes the place of.

    Args:
        path: dotted names.
        filter: how the value is written; empty for the value itself.
        offset: of the `{{` in the text, in characters from 0.
    """

    path: str
    filter: Filter
    offset: int


@dataclasses.dataclass(frozen=True, slots=True)
class Template:
    """A text with placeholders."""

    parts: tuple[Text | Placeholder, ...]

    @property
    def paths(self) -> tuple[str, ...]:
        """The paths it names, each once, in the order of the text."""
        return tuple(
            dict.fromkeys(
                part.path for part in self.parts if isinstance(part, Placeholder)
            )
        )


def is_template(text: str) -> bool:
    """Return whether a text may have placeholders; nearly all have none."""
    return _OPENING in text


def parse_template(text: str, *, form: Form) -> Template:
    """Return the parts of a template.

    In a name, a placeholder is a path; in an expression, a path that is written as a
    name (`| ident`) or as a value (`| literal`), in a place where SQL reads a name or
    a value: not in a string, a quoted name or a comment, and not joined to a word.

    Raises:
        TemplateError: it holds anything else.
    """
    if not is_template(text):
        return Template((Text(text),) if text else ())
    return _parse(text, form)


@functools.lru_cache(maxsize=4096)
def _parse(text: str, form: Form) -> Template:
    parts = tuple(_split_parts(text, form))
    if form == "expression":
        _check_places(text)
    return Template(parts)


def render_template(template: Template, values: Mapping[str, str]) -> str:
    """Return the text with each placeholder replaced by its value.

    Raises:
        UnknownPathError: there is no value for a path.
        ValueError: a value cannot be written as a name or a literal.
    """
    return "".join(
        part.text if isinstance(part, Text) else _render_placeholder(part, values)
        for part in template.parts
    )


def _render_placeholder(placeholder: Placeholder, values: Mapping[str, str]) -> str:
    if placeholder.path not in values:
        raise UnknownPathError(placeholder.path, placeholder.offset)
    value = values[placeholder.path]
    match placeholder.filter:
        case "":
            return value
        case "ident":
            return quote_identifier(value)
        case "literal":
            return quote_literal(value)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """What a placeholder says: a path, a refusal, or two literal braces if neither."""

    path: str = ""
    filter: Filter = ""
    message: str = ""


def _split_parts(text: str, form: Form) -> Iterator[Text | Placeholder]:
    position = 0
    while (start := text.find(_OPENING, position)) >= 0:
        if start > position:
            yield Text(text[position:start])
        match = _PLACEHOLDER.match(text, start)
        if match is None:
            raise TemplateError("{{ is not closed by }}", start, _HELP[form])
        read = _parse_placeholder(match.group(), form)
        if read.message:
            raise TemplateError(read.message, start, _HELP[form])
        if read.path:
            yield Placeholder(read.path, read.filter, start)
        else:
            yield Text(_OPENING)
        position = match.end()
    if position < len(text):
        yield Text(text[position:])


@functools.lru_cache(maxsize=1024)
def _parse_placeholder(source: str, form: Form) -> _Reading:
    if len(source) > _MAX_PLACEHOLDER_LENGTH:
        return _Reading(message="what stands between {{ and }} is too long")
    from compiler.syntax.placeholder import parse_output

    output = parse_output(source)
    if output.message or output.literal:
        return _Reading(message=output.message)
    message = ""
    match form, output.filter:
        case "name", "":
            return _Reading(path=output.path)
        case "expression", "ident" | "literal" as chosen:
            return _Reading(path=output.path, filter=chosen)
        case "name", _:
            message = "a name takes no filter"
        case "expression", "":
            message = f"{output.path} says neither | ident nor | literal"
        case _:
            message = f"there is no filter {output.filter}"
    return _Reading(message=message)


def _check_places(text: str) -> None:
    """Refuse placeholders that quotes or words around them would give a new meaning."""
    # Blanks in their place, because what stands in a placeholder is not SQL.
    blank = _PLACEHOLDER.sub(lambda match: " " * len(match.group()), text)
    stretches = tuple(split_stretches(blank, 0, len(blank)))
    for match in _PLACEHOLDER.finditer(text):
        if match.group()[2:-2].strip()[:1] in {"'", '"'}:
            continue
        for stretch in stretches:
            if stretch.start < match.start() < stretch.end:
                raise TemplateError(
                    f"a placeholder stands in a {stretch.region.value}",
                    match.start(),
                    "Move it out of the quotes or the comment; in dynamic SQL, hand it "
                    "to format() as a {{ path | literal }} of its own.",
                )
        if _joined(text, match.start(), match.end()):
            raise TemplateError(
                "a placeholder is joined to what stands next to it",
                match.start(),
                "Separate it by a blank, or build the name in a {{ path }} of a name.",
            )


def _joined(text: str, start: int, end: int) -> bool:
    before = text[max(start - 3, 0) : start]
    return bool(
        _JOINED_BEFORE.fullmatch(before[-1:])
        or before.lower().endswith("u&")
        or before.endswith("}}")
        or _JOINED_AFTER.match(text, end)
        or text.startswith(_OPENING, end)
    )
