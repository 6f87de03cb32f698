"""A plan in words: a line that counts, what becomes of each thing, and the SQL."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from compiler.model.identity import Identity, schema_of
from compiler.model.name import QualifiedName
from compiler.model.schema import Schema
from compiler.model.table_part import Thing
from compiler.names import SENTINEL_TENANT
from compiler.plan.hazard import NOTED, Hazard
from compiler.plan.lock import BLOCKED, Lock
from compiler.plan.plan import PartPlan, Plan, PricedStep
from compiler.plan.size import BY_SIZE, Size
from compiler.plan.summary import Entry, Fate, count_fates, list_entries
from compiler.render.statement import Statement
from compiler.review.labels import Labels
from compiler.syntax.quote import quote_identifier, replace_sentinel

_SHOWN_TENANTS: Final = 6


def summarise(plan: Plan, labels: Labels) -> str:
    """Return the line that says what the plan comes to."""
    entries = [entry for part in plan.parts for entry in own_entries(part, labels)]
    if not any(part.steps for part in plan.parts):
        return "No changes."
    counts = count_fates(entries)
    counted = ", ".join(
        f"{counts[fate]} to {word}"
        for fate, word in (
            (Fate.ADDED, "add"),
            (Fate.CHANGED, "change"),
            (Fate.DROPPED, "drop"),
        )
    )
    classes = [part for part in plan.parts if part.tenants and part.steps]
    tenants = sum(len(part.tenants) for part in classes)
    whom = (
        f", for {labels.count(tenants)} in {len(classes)} "
        f"class{'es' if len(classes) != 1 else ''}"
        if classes
        else ""
    )
    return f"Plan: {counted}{whom}."


def own_entries(part: PartPlan, labels: Labels) -> tuple[Entry, ...]:
    """Return what a part does, without the making of what the tool itself needs.

    Once that is there, a change to it is shown as any other.
    """
    entries = list_entries(part)
    new = {
        each.thing.name
        for each in entries
        if each.fate is Fate.ADDED and isinstance(each.thing, Schema)
    }
    shipped = {each.identity for each in entries if labels.is_shipped(each.thing)}
    if not any(
        each.identity in shipped and schema_of(each.thing) in new for each in entries
    ):
        return entries
    return tuple(each for each in entries if each.identity not in shipped)


def show_tree(plan: Plan, labels: Labels) -> Iterator[str]:
    """Yield the lines that say what becomes of each thing."""
    for part in plan.parts:
        entries = own_entries(part, labels)
        if entries:
            yield ""
            yield f"  {title_of(part, labels)}"
            outer = [entry for entry in entries if entry.inside is None]
            within = Counter(entry.inside for entry in entries)
            for entry in sorted(outer, key=_place):
                yield _show_entry(entry, within[entry.identity], labels)
                yield from _show_dangers(entry, part)


def show_notes(plan: Plan, labels: Labels) -> Iterator[str]:
    """Yield what is there and nothing is done about."""
    for schema in plan.strays:
        yield (
            f"Schema {schema} is called as those of {labels.called}s are, and no spec "
            "lists it; it is left alone."
        )
    for part in plan.parts:
        for each in part.unmodelled:
            yield (
                f"{title_of(part, labels)}: {each.kind} {each.identity} is nothing "
                "that a spec could say; it is left alone."
            )


def show_rehearsal(plan: Plan) -> Iterator[str]:
    """Yield what came of the rehearsal, if there was one."""
    rehearsal = plan.rehearsal
    if rehearsal is None:
        return
    yield ""
    for line in rehearsal.there:
        yield f"  ! {Hazard.NOT_REHEARSED.value}: {for_any_tenant(line)}"
    for line in rehearsal.back:
        yield f"  ! {Hazard.NOT_REVERSIBLE.value}: {for_any_tenant(line)}"
    if not rehearsal.there:
        way = "there" if rehearsal.back else "there and back"
        watched = "no row was watched"
        if rehearsal.rows:
            watched = f"a row in each of {rehearsal.rows} tables was watched"
        yield f"  Rehearsed {way}; {watched}."


def title_of(part: PartPlan, labels: Labels) -> str:
    """Return whom a part is for."""
    if not part.tenants:
        return "shared"
    shown = ", ".join(part.tenants[:_SHOWN_TENANTS])
    rest = len(part.tenants) - _SHOWN_TENANTS
    more = f" and {rest} more" if rest > 0 else ""
    alike = ", all alike" if len(part.tenants) > 1 else ""
    return f"{shown}{more} ({labels.count(len(part.tenants))}{alike})"


def show_sql(plan: Plan, labels: Labels) -> Iterator[str]:
    """Yield the lines of the SQL, step by step, for the first tenant of each class."""
    for part in plan.parts:
        total = len(part.steps)
        for number, step in enumerate(part.steps, 1):
            manner = "one transaction" if step.transactional else "no transaction"
            yield f"-- {title_of(part, labels)}: step {number} of {total}, {manner}"
            yield ""
            for statement, lines in step_statements(step, part, labels):
                yield from (f"-- {line}" for line in lines)
                text = fill(statement.sql, part)
                if statement.generates:
                    # By which psql runs what a query returns, in place of showing it.
                    text = text.removesuffix(";") + "\n\\gexec"
                yield text
                yield ""


def step_statements(
    step: PricedStep, part: PartPlan, labels: Labels
) -> Iterator[tuple[Statement, tuple[str, ...]]]:
    """Yield the statements of a step, each with what is to be said of it."""
    # Heavy, and most plans are empty.
    from compiler.render.change import render_change

    for priced in step.changes:
        statements = render_change(priced.change, labels.owner)
        for number, statement in enumerate(statements):
            place = labels.origin(statement.object)
            said = [place] if place else []
            if not number:
                said += [
                    describe_lock(lock, part.sizes.get(lock.relation))
                    for lock in priced.locks
                ]
                said += [
                    f"{each.hazard.value}: {for_any_tenant(each.words)}"
                    for each in priced.dangers
                ]
            yield statement, tuple(said)


def describe_lock(lock: Lock, size: Size | None) -> str:
    """Return a lock with whom it keeps waiting, and how large the table is."""
    large = f" ({describe_size(size)})" if size is not None else ""
    return f"{lock.mode.words} on {lock.relation.name}{large}: {BLOCKED[lock.mode]}"


def describe_size(size: Size) -> str:
    """Return how large a table is: its rows, as far as they were counted, and bytes."""
    from rich.filesize import decimal

    counted = "rows never counted"
    if size.rows >= 0:
        counted = f"about {size.rows:,} row{'' if size.rows == 1 else 's'}"
    whose = f" in {size.tenant}" if size.tenant else ""
    return f"{counted}, {decimal(size.total_bytes)}{whose}"


def fill(text: str, part: PartPlan) -> str:
    """Return SQL of a part as that of the first tenant in it."""
    return replace_sentinel(text, part.tenants[0]) if part.tenants else text


def _place(entry: Entry) -> tuple[object, ...]:
    return (entry.identity.path[:2], entry.identity.kind, entry.identity.path)


def _show_entry(entry: Entry, inside: int, labels: Labels) -> str:
    """Return the line of a thing.

    Args:
        entry: the thing.
        inside: how many others come or go with it.
        labels: what the project calls things.
    """
    name = name_of(entry.identity, entry.thing)
    if entry.before is not None:
        name = f"{name_of(entry.before, entry.thing)} to {name.partition(' ')[2]}"
    within = f" with {inside} more" if inside else ""
    place = labels.origin(entry.thing)
    return f"    {entry.fate.value} {name}{within}{f'   {place}' if place else ''}"


def _show_dangers(entry: Entry, part: PartPlan) -> Iterator[str]:
    size = _size_under(entry.thing, part)
    for danger in entry.dangers:
        mark = "·" if danger.hazard in NOTED else "!"
        large = ""
        if size is not None and danger.hazard in BY_SIZE:
            large = f" ({describe_size(size)})"
        words = for_any_tenant(danger.words)
        yield f"        {mark} {danger.hazard.value}: {words}{large}"


def _size_under(thing: Thing, part: PartPlan) -> Size | None:
    """Return the size of the table that a thing is, or is a part of."""
    found = (getattr(thing, "table", None), getattr(thing, "name", None))
    sizes = (part.sizes.get(each) for each in found if isinstance(each, QualifiedName))
    return next((each for each in sizes if each is not None), None)


def name_of(identity: Identity, thing: Thing) -> str:
    """Return what a thing is and what it goes by, without its tenant's schema."""
    schema = schema_of(thing)
    if SENTINEL_TENANT not in schema or isinstance(thing, Schema):
        return for_any_tenant(str(identity))
    own = f"{quote_identifier(schema)}."
    path = (part.removeprefix(own) for part in identity.path if part != schema)
    return for_any_tenant(f"{identity.kind} {'.'.join(part for part in path if part)}")


def for_any_tenant(words: str) -> str:
    """Return words in which the tenant's id stands as in specs."""
    return words.replace(SENTINEL_TENANT, "{{ tenant.id }}")
