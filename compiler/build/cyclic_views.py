"""Views that read themselves, at once or by way of others."""

from collections.abc import Mapping

from compiler.build.scope import shown
from compiler.build.view_query import ViewQuery
from compiler.model.name import QualifiedName
from compiler.syntax.names_used import NameUse


def check_circles(queries: Mapping[QualifiedName, ViewQuery]) -> None:
    """Note each circle of views once, where the way leads back into it."""
    done: set[QualifiedName] = set()
    for first in queries:
        # Not by recursion, because a circle may be of any length.
        way: dict[QualifiedName, list[tuple[NameUse, QualifiedName]]] = {}
        if first not in done:
            way[first] = list(reversed(queries[first].reads))
        while way:
            view, left = next(reversed(way.items()))
            if not left:
                del way[view]
                done.add(view)
                continue
            use, read = left.pop()
            if read in way:
                names = list(way)
                _report(queries[view], use, tuple(names[names.index(read) :]))
            elif read in queries and read not in done:
                way[read] = list(reversed(queries[read].reads))


def _report(query: ViewQuery, use: NameUse, circle: tuple[QualifiedName, ...]) -> None:
    names = [shown(name.name) for name in (*circle, circle[0])]
    query.source.error(
        "cyclic-views",
        use.offset,
        f"the view {names[0]} reads itself: {' → '.join(names)}",
        "Read what this view reads instead, or write `recursive: true`."
        if len(circle) == 1
        else "Read something else here, or in one of the others.",
    )
