"""Writes the list of rules: the page of each, which stands in the rule's module."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from compiler.diagnostics import Example, Page
from compiler.rules.page import read_page, rule_names

FILE: Final = Path(__file__).parent / "rules.md"
_NOTE: Final = "<!-- Written by `make docs`; edit compiler/rules/ instead. -->"
_WHAT: Final = (
    "A finding names its rule in brackets: `error[unknown-column]`. This is what each "
    "rule finds and why, with an example that fails and one that passes; `tenantry "
    "explain RULE` prints the same."
)
_WHERE: Final = (
    "The examples stand in a small project whose tenants are shops: it has a table "
    "`orders`, a retention rule `keep`, a policy type `isolation`, and a mixin that "
    "brings the column `shop`. Lines of `---` part specs that are files of their own."
)


def main() -> None:
    """Write the list to the file that is named, or to its own."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else FILE
    pages = [read_page(name) for name in rule_names()]
    blocks = (*_head(pages), *(block for page in pages for block in _page(page)))
    path.write_text("\n\n".join((_NOTE, *blocks)) + "\n", "utf-8")


def _head(pages: list[Page]) -> Iterator[str]:
    yield "# The rules"
    yield _WHAT
    yield _WHERE
    rows = ["| rule | what it finds |", "| --- | --- |"]
    rows += [f"| [`{page.name}`](#{page.name}) | {page.what} |" for page in pages]
    yield "\n".join(rows)


def _page(page: Page) -> Iterator[str]:
    yield f"## {page.name}"
    yield page.what
    yield from page.why
    if page.waivable:
        yield (
            "A spec may break this rule on purpose, and says why: "
            f"`allow: {{{page.name}: the reason}}`."
        )
    yield from _example("Fails", page.failing)
    yield from _example("Passes", page.passing)


def _example(heading: str, example: Example) -> Iterator[str]:
    if example.is_yaml:
        yield f"{heading}:"
        yield f"```yaml\n{example.text}\n```"
    else:
        yield f"{heading}: {example.text}"


if __name__ == "__main__":
    main()
