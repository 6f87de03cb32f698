"""Where in a spec file a character of a text stands.

YAML folds lines, doubles quotes and escapes, so a text and its source differ; but what
is not blank stands in both in the same order, and is counted.
"""

from collections.abc import Iterator, Mapping, Sequence

from compiler.diagnostics import Position
from compiler.document import ScalarNode
from compiler.syntax.template import Template, Text, render_template

_ESCAPED_BLANKS = frozenset("tnvfrN_LP \t")
_DIGITS = {"x": 2, "u": 4, "U": 8}


def find_position(lines: Sequence[str], node: ScalarNode, offset: int) -> Position:
    """Return where a character of a scalar stands; behind its end, the end.

    Args:
        lines: of the file.
        node: the scalar.
        offset: in its text; of a blank, what follows it is meant.
    """
    wanted = sum(not character.isspace() for character in node.text[:offset])
    total = sum(not character.isspace() for character in node.text)
    line, column = node.position.line, node.position.column
    for index, place in enumerate(_places(lines, node)):
        line, column = place
        if index == wanted:
            break
        if index + 1 == total:
            column += 1
            break
    return Position(node.position.file, line, column)


def source_offset(
    text: str, template: Template, values: Mapping[str, str], offset: int
) -> int:
    """Return where in a template's text a character of what became of it comes from.

    Args:
        text: of the template.
        template: read off it.
        values: with which it was rendered.
        offset: in the rendered text; in a placeholder's value, its `{{` is returned.
    """
    start = 0
    for part in template.parts:
        # The text of a template holds two braces nowhere but in front of a placeholder.
        is_placeholder = text.startswith("{{", start)
        length = len(render_template(Template((part,)), values))
        if offset < length:
            return start if is_placeholder else start + offset
        offset -= length
        if is_placeholder:
            start = text.index("}}", start) + 2
        elif isinstance(part, Text):
            start += length
    return len(text)


def _places(lines: Sequence[str], node: ScalarNode) -> Iterator[tuple[int, int]]:
    """Yield line and column of each character of a scalar that is not blank."""
    line, column = node.position.line, node.position.column
    first = lines[line - 1] if line <= len(lines) else ""
    quote = first[column - 1 : column] if node.quoted else ""
    if node.quoted and quote in {"'", '"'}:
        column += 1
    elif node.quoted:
        line, column = line + 1, 1
    for number in range(line, len(lines) + 1):
        yield from (
            (number, found) for found in _columns(lines[number - 1], column, quote)
        )
        column = 1


def _columns(line: str, column: int, quote: str) -> Iterator[int]:
    index = column - 1
    while index < len(line):
        length, blank = 1, line[index].isspace()
        if quote == '"' and line[index] == "\\":
            escape = line[index + 1 : index + 2]
            length = 2 + _DIGITS.get(escape, 0)
            digits = line[index + 2 : index + length]
            blank = not escape or escape in _ESCAPED_BLANKS
            if escape in _DIGITS:
                blank = chr(int(digits, 16)).isspace()
        elif quote == "'" and line[index : index + 2] == "''":
            length = 2
        if not blank:
            yield index + 1
        index += length
