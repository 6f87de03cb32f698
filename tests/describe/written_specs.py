"""Texts of specs in every style that YAML has, however odd."""

from collections.abc import Callable
from typing import Final

from hypothesis import strategies as st

KEYS: Final = (
    "table",
    "description",
    "columns",
    "checks",
    "indexes",
    "policies",
    "retention",
    "unique",
    "name",
    "type",
    "default",
    "not_null",
    "where",
    "with",
    "of_no_schema",
    "z",
)
PLAIN: Final = ("id", "true", "12", "now()", "a b", "a > 0", "x#y", "å", "a:b", "- -")
QUOTED: Final = ("'it''s  '", '"a\\tb"', '"# no"', "''", '"{a: 1}"', "'--- x'")
TEXTS: Final = ("text", "  deeper", "# no comment", "", "", "a: b", "- c", "trail  ")
COMMENTS: Final = ("# why", "#cramped", "#", "#! odd", "# a: b", "##")


class _Writer:
    """Draws one spec, line by line."""

    def __init__(self, draw: st.DrawFn) -> None:
        self._draw = draw

    def pick(self, *choices: str) -> str:
        return self._draw(st.sampled_from(choices))

    def number(self, low: int, high: int) -> int:
        return self._draw(st.integers(low, high))

    def chance(self) -> bool:
        return self.number(0, 3) == 3

    def mapping(self, indent: int, depth: int) -> list[str]:
        """Return the lines of a mapping, the first one without indentation."""
        keys = self._draw(
            st.lists(st.sampled_from(KEYS), min_size=1, max_size=5, unique=True)
        )
        lines: list[str] = []
        for key in keys:
            if lines:
                lines += self.between()
            quoted = f'"{key}"' if self.chance() else key
            head = quoted + " " * self.number(0, 1) * self.chance()
            entry = self.value(f"{head}:", indent, depth)
            first = entry[0] if not lines else " " * indent + entry[0]
            lines += [first, *entry[1:]]
        return lines

    def between(self) -> list[str]:
        """Return blank lines and comments of any indentation."""
        lines: list[str] = []
        while self.chance():
            blank = " " * self.number(0, 5)
            lines.append(blank if self.chance() else blank + self.pick(*COMMENTS))
        return lines

    def value(self, head: str, indent: int, depth: int) -> list[str]:
        """Return the lines of a value behind its key or its dash."""
        kinds = ["plain", "quoted", "flow", "text", "lines", "nothing"]
        if depth:
            kinds += ["mapping", "list"] * 2
        gap = " " * self.number(1, 3)
        ways: dict[str, Callable[[], list[str]]] = {
            "plain": lambda: [head + gap + self.pick(*PLAIN) + self.trailing()],
            "quoted": lambda: [head + gap + self.pick(*QUOTED) + self.trailing()],
            "flow": lambda: self.several(head + gap, self.flow(2), indent),
            "lines": lambda: self.several(head + gap, self.flow_text(), indent),
            "text": lambda: self.text(head + gap, indent),
            "mapping": lambda: self.inner(head, indent, depth),
            "list": lambda: self.sequence(head, indent, depth),
            "nothing": lambda: [head + self.trailing()],
        }
        return ways[self.pick(*kinds)]()

    def inner(self, head: str, indent: int, depth: int) -> list[str]:
        """Return the lines of a mapping below its key or its dash."""
        column = indent + self.number(1, 4)
        first, *rest = self.mapping(column, depth - 1)
        return [head + self.trailing(), *self.between(), " " * column + first, *rest]

    def sequence(self, head: str, indent: int, depth: int) -> list[str]:
        own = indent + self.number(0 if head.endswith(":") else 1, 3)
        lines = [head + self.trailing()]
        for _ in range(self.number(1, 3)):
            lines += self.between()
            if self.chance():
                gap = self.number(1, 3)
                first, *rest = self.mapping(own + 1 + gap, depth - 1)
                lines += [" " * own + "-" + " " * gap + first, *rest]
            else:
                first, *rest = self.value("-", own, depth - 1)
                lines += [" " * own + first, *rest]
        return lines

    def trailing(self) -> str:
        blank = " " * self.number(1, 3)
        return blank + self.pick(*COMMENTS) if self.chance() else blank * self.chance()

    def flow(self, depth: int) -> list[str]:
        """Return the lines of a value in brackets or braces."""
        opening, closing = ("{", "}") if self.chance() or depth > 1 else ("[", "]")
        keys = self._draw(st.lists(st.sampled_from(KEYS), max_size=4, unique=True))
        lines = [opening]
        for index, key in enumerate(keys):
            if index:
                lines[-1] += " " * self.number(0, 1) + "," + " " * self.number(0, 2)
            if self.chance():
                lines[-1] += f" {self.pick(*COMMENTS)}" if self.chance() else " "
                lines.append("")
            if opening == "{":
                lines[-1] += f"{key}: "
            inner = (
                self.flow(depth - 1)
                if depth and self.chance()
                else [self.pick("id", "12", *QUOTED, "a b")]
            )
            lines[-1] += inner[0]
            lines += inner[1:]
        lines[-1] += closing
        return lines

    def flow_text(self) -> list[str]:
        """Return the lines of a text in quotes or without any, in several lines."""
        words = [self.pick("a", "bc", "d  e") for _ in range(self.number(2, 3))]
        if self.chance():
            words.insert(1, "")
        quote = self.pick("", "'", '"')
        words[0], words[-1] = quote + words[0], words[-1] + quote
        return [word + " " * self.number(0, 2) if word else word for word in words]

    def several(self, head: str, lines: list[str], indent: int) -> list[str]:
        rest = [" " * (indent + self.number(1, 12)) + line for line in lines[1:]]
        if len(lines) == 1 or not lines[-1].endswith(" "):
            (rest or lines)[-1] += self.trailing()
        return [head + lines[0], *rest]

    def text(self, head: str, indent: int) -> list[str]:
        """Return the lines of a text under `|` or `>`."""
        inner = self.number(1, 4)
        given = str(inner) if self.chance() else ""
        header = self.pick("|", ">") + given + self.pick("", "-", "+")
        lines = [self.pick(*TEXTS) for _ in range(self.number(1, 4))]
        if not given:
            lines.insert(0, "begin")
        blanks = " " * (indent + inner)
        return [
            head + header + self.trailing(),
            *(blanks + line if line else "" for line in lines),
        ]


@st.composite
def written_specs(draw: st.DrawFn) -> str:
    """Draw the text of a spec; some are no YAML after all."""
    writer = _Writer(draw)
    lines = [*writer.between(), *writer.mapping(0, 3), *writer.between()]
    breaks = draw(st.sampled_from(["\n", "\n", "\r\n"]))
    return breaks.join(lines) + draw(st.sampled_from(["", breaks, breaks * 3]))
