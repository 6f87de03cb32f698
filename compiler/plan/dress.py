"""Puts the author's own words into what is to come.

What is wanted is compared as a server spells it, and made as the specs say it: a review
shows the author's text, and the server, given it once more, spells it as before.
"""

import dataclasses
from collections.abc import Mapping
from typing import Any, Final, TypeVar

from compiler.model.default_privileges import DefaultPrivileges
from compiler.model.grant import RoutineGrant, SchemaGrant, SequenceGrant, TableGrant
from compiler.model.identity import Identity, identify
from compiler.model.table_part import Thing
from compiler.model.view import MaterializedView, View
from compiler.plan.changes import Alter, Change, Create
from compiler.plan.settled import settle

_PRIVILEGES: Final = (
    *(TableGrant, SchemaGrant, SequenceGrant, RoutineGrant),
    DefaultPrivileges,
)
"""Nothing in them is in words of the author's, and a server makes one of several."""

ViewT = TypeVar("ViewT", View, MaterializedView)


def dress_change(change: Change, sources: Mapping[Identity, Thing]) -> Change:
    """Return the change with the words of the specs in what comes of it.

    Args:
        change: as it was found, in a server's words.
        sources: what the specs ask for, by what it goes by.
    """
    match change:
        case Create():
            source = sources.get(identify(change.object))
            if not _is_dressed(change.object, source):
                return change
            return Create(object=_dress(None, change.object, source))
        case Alter():
            source = sources.get(identify(change.after))
            if not _is_dressed(change.after, source):
                return change
            after = _dress(change.before, change.after, source)
            return Alter(before=change.before, after=after)
        case _:
            return change


def _is_dressed(thing: Thing, source: Thing | None) -> bool:
    return type(source) is type(thing) and not isinstance(thing, _PRIVILEGES)


def _dress(before: Any, after: Any, source: Any) -> Any:  # noqa: ANN401 - of the model
    """Return a value as the source says it, where it is another than before.

    Args:
        before: what is there; nothing where all of it is new.
        after: what is wanted, in a server's words.
        source: what is wanted, in the author's words, which may leave out what a
            server knows.
    """
    if before is not None and settle(before) == settle(after):
        return before
    if isinstance(after, View | MaterializedView):
        return _dress_view(after, source)
    if dataclasses.is_dataclass(after) and type(after) is type(source):
        fields = {
            field.name: _dress(
                getattr(before, field.name, None),
                getattr(after, field.name),
                getattr(source, field.name),
            )
            for field in dataclasses.fields(after)
        }
        return dataclasses.replace(after, **fields)  # type: ignore[type-var]  # an instance
    if isinstance(after, tuple) and isinstance(source, tuple):
        return _dress_parts(before, after, source)
    return after if source in ("", None) else source


def _dress_view(after: ViewT, source: ViewT) -> ViewT:
    """Return a view with the author's query.

    A star stands for columns in the order in which a new table has them, and not for
    those of a table that got some of them later, so the server's own words stay then.
    """
    if "*" in source.query:
        return after
    words: dict[str, object] = {"query": source.query, "depends_on": source.depends_on}
    if isinstance(source, View):
        # A server says it in the query.
        words["recursive"] = source.recursive
    else:
        words["with_data"] = source.with_data
    return dataclasses.replace(after, **words)  # type: ignore[arg-type]  # of these fields


def _dress_parts(
    before: Any,  # noqa: ANN401 - of the model
    after: tuple[Any, ...],
    source: tuple[Any, ...],
) -> tuple[Any, ...]:
    """Return the parts of a thing, each found again by its name or by its place."""
    if len(after) != len(source):
        return after
    if not all(hasattr(each, "name") for each in (*(before or ()), *after, *source)):
        return source
    old = {each.name: each for each in before or ()}
    words = {each.name: each for each in source}
    return tuple(
        _dress(old.get(each.name), each, words.get(each.name, each)) for each in after
    )
