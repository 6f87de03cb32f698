"""The difference between two states of specs, for people who review a pull request.

What matters first stands first: the verdict, what may be lost, whom it lets in. Names
come from whoever wrote the specs, so nothing of them is taken for markup.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from compiler.plan.hazard import NOTED, Hazard
from compiler.plan.plan import Plan
from compiler.plan.retention_change import RetentionChange
from compiler.plan.summary import Entry
from compiler.review.labels import Labels
from compiler.review.plan_text import (
    for_any_tenant,
    name_of,
    own_entries,
    show_sql,
    summarise,
    title_of,
)

LONGEST: Final = 60_000
"""Characters that a comment on a pull request can safely have."""

_SQL_AT_MOST: Final = 40_000
_ROWS_AT_MOST: Final = 80
_FENCE: Final = "````"


def write_markdown(
    plan: Plan, labels: Labels, retention: Iterable[RetentionChange]
) -> str:
    """Return the review as Markdown, of less than `LONGEST` characters."""
    lines = [
        f"## {_code_free(summarise(plan, labels))}",
        "",
        _verdict(plan),
        *_hazards(plan, labels),
        *_retention(tuple(retention)),
        *_things(plan, labels),
        *_sql(plan, labels),
    ]
    text = "\n".join(lines) + "\n"
    if len(text) < LONGEST:
        return text
    return f"{text[: LONGEST - 200]}\n\n… cut; `tenantry diff` has all of it.\n"


def _verdict(plan: Plan) -> str:
    found = plan.hazards()
    if plan.is_empty:
        return "The SQL stays as it is."
    if not found:
        return "Nothing that would have to be allowed."
    words = ", ".join(f"`{each.value}`" for each in found)
    return f"**To be allowed before it is applied:** {words}"


def _hazards(plan: Plan, labels: Labels) -> Iterator[str]:
    rows = [
        (danger.hazard, entry, for_any_tenant(danger.words))
        for part in plan.parts
        for entry in own_entries(part, labels)
        for danger in entry.dangers
        if danger.hazard not in NOTED
    ]
    if rows:
        order = list(Hazard)
        rows.sort(key=lambda row: (order.index(row[0]), row[1].identity))
        yield from ("", "| hazard | of | what |", "| --- | --- | --- |")
        for hazard, entry, words in rows[:_ROWS_AT_MOST]:
            name = code(name_of(entry.identity, entry.thing))
            yield f"| `{hazard.value}` | {name} | {code(words)} |"
        yield from _more(len(rows) - _ROWS_AT_MOST)


def _retention(changes: tuple[RetentionChange, ...]) -> Iterator[str]:
    if not changes:
        return
    yield from ("", "| rows of | were kept | are kept | |", "| --- | --- | --- | --- |")
    for each in changes[:_ROWS_AT_MOST]:
        how = "longer" if each.longer else "**shorter**"
        before, after = each.before or "for ever", each.after or "for ever"
        yield f"| {code(each.table)} | {code(before)} | {code(after)} | {how} |"
    yield from _more(len(changes) - _ROWS_AT_MOST)


def _things(plan: Plan, labels: Labels) -> Iterator[str]:
    for part in plan.parts:
        entries = [each for each in own_entries(part, labels) if each.inside is None]
        if entries:
            yield from ("", f"### {_code_free(title_of(part, labels))}", "")
            yield from (_row(each, labels) for each in entries[:_ROWS_AT_MOST])
            yield from _more(len(entries) - _ROWS_AT_MOST)


def _row(entry: Entry, labels: Labels) -> str:
    place = labels.origin(entry.thing)
    name = code(f"{entry.fate.value} {name_of(entry.identity, entry.thing)}")
    return f"- {name}{f' ({code(place)})' if place else ''}"


def _sql(plan: Plan, labels: Labels) -> Iterator[str]:
    if plan.is_empty:
        return
    text = "\n".join(show_sql(plan, labels)).replace(_FENCE, "` ` ` `")
    if len(text) > _SQL_AT_MOST:
        text = f"{text[:_SQL_AT_MOST]}\n-- cut; `tenantry diff` has all of it"
    yield from ("", "<details><summary>SQL</summary>", "", f"{_FENCE}sql")
    yield text
    yield from (_FENCE, "", "</details>")


def _more(rest: int) -> Iterator[str]:
    if rest > 0:
        yield from ("", f"… and {rest} more")


def code(text: str) -> str:
    """Return a text as a span of code, in which nothing is markup or ends a table."""
    plain = " ".join(text.split()).replace("|", "¦")
    longest, run = 0, 0
    for character in plain:
        run = run + 1 if character == "`" else 0
        longest = max(longest, run)
    fence = "`" * (longest + 1)
    pad = " " if "`" in plain else ""
    return f"{fence}{pad}{plain}{pad}{fence}"


def _code_free(text: str) -> str:
    """Return a text for a heading: what could be markup is taken out of it."""
    return "".join(each for each in text if each.isalnum() or each in " ,.:()_-…")
