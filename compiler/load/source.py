"""A spec file's text as libyaml sees it: marks to positions, corrected lines."""

import dataclasses
import re
from typing import Protocol

from compiler.diagnostics import Position
from compiler.load.wording import shorten

MAX_FINDINGS = 10_000
"""Judging a file ends after so many findings: nobody reads on, and memory is kept."""

LONGEST_LINE = 120
"""Characters of a corrected line that a finding shows."""


class Mark(Protocol):
    """A place in the text, counted from 0 in characters, as libyaml gives it."""

    @property
    def line(self) -> int:
        """The line."""

    @property
    def column(self) -> int:
        """The column."""


@dataclasses.dataclass(frozen=True, slots=True)
class Place:
    """A mark that was found without libyaml."""

    line: int
    column: int


START: Mark = Place(0, 0)
"""The first character of a file."""


@dataclasses.dataclass(frozen=True, slots=True)
class Source:
    """A file's name, as findings show it, and its lines."""

    file: str
    lines: tuple[str, ...]

    def position(self, mark: Mark) -> Position:
        """Return where the mark stands, counted from 1."""
        return Position(self.file, mark.line + 1, mark.column + 1)

    def before(self, mark: Mark) -> str:
        """Return the mark's line up to the mark."""
        return self._line(mark)[: mark.column]

    def after(self, mark: Mark) -> str:
        """Return the rest of the mark's line."""
        return self._line(mark)[mark.column :]

    def continues(self, mark: Mark, pattern: re.Pattern[str]) -> bool:
        """Return whether the pattern matches at the mark; takes no copy of the line."""
        return pattern.match(self._line(mark), mark.column) is not None

    def _line(self, mark: Mark) -> str:
        # libyaml puts the end of the text behind the last line.
        return self.lines[mark.line] if mark.line < len(self.lines) else ""

    def between(self, start: Mark, end: Mark) -> str:
        """Return the text from one mark to another, its lines joined by spaces."""
        if start.line == end.line:
            return self._line(start)[start.column : end.column]
        middle = (line.strip() for line in self.lines[start.line + 1 : end.line])
        last = self.before(end).strip()
        return " ".join((self.after(start).rstrip(), *middle, last))

    def corrected(self, start: Mark, end: Mark, replacement: str) -> str:
        """Return the line with what stands between the marks replaced."""
        before = self.before(start)
        return shorten((before + replacement + self.after(end)).strip(), LONGEST_LINE)
