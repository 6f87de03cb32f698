"""Blanks and line breaks of a spec; what it says stays as it is."""

import re
from collections.abc import Iterator
from typing import Final

import yaml

from compiler.describe.alignment import gaps_behind_keys
from compiler.describe.indentation import Indentation, Span
from compiler.describe.written import Place, Token, Written

_OPENING: Final = (yaml.FlowMappingStartToken, yaml.FlowSequenceStartToken)
_CLOSING: Final = (yaml.FlowMappingEndToken, yaml.FlowSequenceEndToken)
_CRAMPED: Final = re.compile(r"#(?=\w)")


def lay_out(text: str) -> str:
    """Return a spec with the blanks and the line breaks that it should have.

    Args:
        text: of the spec.
    """
    lines: list[str] = []
    last = -1
    for line, is_text in _Layout(Written(text)).lines():
        if line or is_text or (lines and lines[-1]) or last == len(lines) - 1 >= 0:
            lines.append(line)
        if line or is_text:
            last = len(lines) - 1
    return "".join(f"{line}\n" for line in lines[: last + 1])


class _Layout:
    """Writes the lines of a spec anew, one after the other."""

    def __init__(self, written: Written) -> None:
        self._written = written
        self._indentation = Indentation(written)
        self._gaps = gaps_behind_keys(written)
        self._spans = {
            line: span
            for span in self._indentation.spans
            for line in range(span.start[0] + 1, span.last + 1)
        }
        self._tokens: dict[int, list[Token]] = {}
        for token in written.tokens:
            self._tokens.setdefault(token.start[0], []).append(token)
        # Where the first character of each token came to stand.
        self._columns: dict[Place, int] = {}
        self._brackets: list[Token] = []
        # The scalar that was begun last; in front of a colon it is the key.
        self._scalar: Token | None = None

    def lines(self) -> Iterator[tuple[str, bool]]:
        """Yield the lines, each with whether it is part of a text."""
        for number, line in enumerate(self._written.lines):
            span, scalar = self._spans.get(number), self._scalar
            start = self._indentation.starts.get(number)
            if span and scalar and scalar.block and scalar.start == span.start:
                yield self._block_line(line, span, scalar), True
            elif span and scalar and scalar.end[0] >= number:
                yield self._text_line(number, span, scalar), True
            elif not line.strip():
                yield "", False
            elif span:
                yield self._bracket_line(number, span), False
            elif start:
                yield self._write(number, start.column, start.prefix), False
            elif line.lstrip().startswith("#"):
                blanks = " " * self._indentation.comment(number)
                yield blanks + _comment(line.strip()), False
            else:
                yield line.rstrip(), False

    def _block_line(self, line: str, span: Span, scalar: Token) -> str:
        """Return a line of the text under a `|` or `>`."""
        old = self._written.block_indent(scalar.start, scalar.end, span.outer)
        given = self._written.given_indent(scalar.start)
        content = line[old:]
        return " " * (span.outer_new + (given or 2)) + content if content else ""

    def _text_line(self, number: int, span: Span, scalar: Token) -> str:
        """Return a line of a text in quotes or without, and what follows the text."""
        line = self._written.lines[number]
        if not line.strip():
            return ""
        indent = max(self._moved(number, span, scalar), span.outer_new + 1)
        if scalar.end[0] > number:
            return " " * indent + _trim(line.lstrip())
        text = " " * indent + line[: scalar.end[1]].lstrip()
        return self._write(number, scalar.end[1], text, scalar)

    def _bracket_line(self, number: int, span: Span) -> str:
        """Return a line that stands between brackets or braces."""
        line = self._written.lines[number]
        blanks = " " * max(self._moved(number, span, self._brackets[-1]), 0)
        if line.lstrip().startswith("#"):
            return blanks + _comment(line.strip())
        return self._write(number, self._written.indent(number), blanks)

    def _moved(self, number: int, span: Span, opening: Token) -> int:
        """Return the indentation of a line, which moves with what it continues."""
        indent, column = self._written.indent(number), opening.start[1]
        if indent > column:
            return indent + self._columns[opening.start] - column
        return indent + span.outer_new - span.outer

    def _write(
        self, number: int, column: int, text: str, before: Token | None = None
    ) -> str:
        """Return a line, its tokens one blank or none apart.

        Args:
            number: of the line.
            column: of the first token that is to be written.
            text: what stands in front of it.
            before: the token that stands there, if any.
        """
        line, end = self._written.lines[number], column
        for token in self._tokens.get(number, ()):
            if token.start[1] < column:
                continue
            if before:
                text += " " * self._gap(before, token)
            self._columns[token.start] = len(text)
            self._follow(token)
            if token.end[0] > number:
                return text + _trim(line[token.start[1] :])
            text += line[token.start[1] : token.end[1]]
            before, end = token, token.end[1]
        rest = line[end:].strip()
        blanks = " " * max(line[end:].find("#"), 1)
        return text + blanks + _comment(rest) if rest else text

    def _follow(self, token: Token) -> None:
        if token.kind in _OPENING:
            self._brackets.append(token)
        elif token.kind in _CLOSING:
            self._brackets.pop()
        elif token.kind is yaml.ScalarToken:
            self._scalar = token

    def _gap(self, before: Token, token: Token) -> int:
        """Return how many blanks stand between two tokens of a line."""
        if before.kind is yaml.ValueToken:
            return self._gaps.get(self._scalar.start, 1) if self._scalar else 1
        tight = before.kind in _OPENING or token.kind in _CLOSING
        tight = tight or token.kind in {yaml.FlowEntryToken, yaml.ValueToken}
        return 0 if tight else 1


def _comment(text: str) -> str:
    """Return a comment with a blank behind its sign, where a word follows."""
    return _CRAMPED.sub("# ", text, count=1) if _CRAMPED.match(text) else text


def _trim(text: str) -> str:
    """Return a line of text without blanks at its end; an escaped one stays."""
    trimmed = text.rstrip()
    return text if trimmed.endswith("\\") else trimmed
