"""Templates that YAML takes for mappings, for no quotes stand around them."""

import re

from compiler.diagnostics import Finding, Position, error
from compiler.load.source import Mark, Place, Source
from compiler.load.wording import quote_yaml

_TEMPLATE = r"\{\{[^{}]*\}\}"
_ON_A_LINE = re.compile(rf"{_TEMPLATE}(?:(?!\s+\#).)*")
_IN_BRACES = re.compile(rf"(?:{_TEMPLATE}[^{{}}\[\],#]*)+")


def find_template(source: Source, outer: Position, brackets: int) -> Finding | None:
    """Return the finding for a mapping in braces that was meant as a template.

    Args:
        source: the file.
        outer: where the mapping begins.
        brackets: how many braces and brackets are open around it.
    """
    start = Place(outer.line - 1, outer.column - 1)
    pattern = _IN_BRACES if brackets else _ON_A_LINE
    match = pattern.match(source.after(start))
    if match is None:
        return None
    text = match.group().rstrip()
    end: Mark = Place(start.line, start.column + len(text))
    return error(
        "unquoted-template",
        outer,
        "a text that begins with {{ has to stand in quotes",
        f"Write `{source.corrected(start, end, quote_yaml(text))}`.",
    )
