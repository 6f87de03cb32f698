"""Views and materialized views, as the catalogs have them."""

from collections.abc import Iterator, Mapping
from typing import Final, cast

from compiler.introspect.facts import Fact, SchemaFacts
from compiler.introspect.parameters import parse_parameters
from compiler.model.name import QualifiedName
from compiler.model.view import CheckOption, MaterializedView, View, ViewColumn

_YES: Final = frozenset({"t", "tr", "tru", "true", "y", "ye", "yes", "on", "1"})
"""How a parameter says that something is so. Source: PostgreSQL's `parse_bool`."""


def build_views(facts: SchemaFacts) -> Iterator[View | MaterializedView]:
    """Yield the views of a schema, stored ones among them.

    A recursive query says so itself; whether a stored view is filled is no part of it.
    """
    for fact in facts.of("view"):
        yield _stored(fact) if fact["materialized"] else _view(fact)


def _view(fact: Fact) -> View:
    options = dict(parse_parameters(fact["options"]))
    return View(
        name=QualifiedName(fact["schema"], fact["name"]),
        columns=_columns(fact),
        query=_query(fact),
        recursive=False,
        security_invoker=_is_set(options, "security_invoker"),
        security_barrier=_is_set(options, "security_barrier"),
        check_option=cast("CheckOption", options.get("check_option", "").lower()),
        depends_on=(),
        description=fact["description"],
    )


def _is_set(options: Mapping[str, str], name: str) -> bool:
    # The catalog keeps the word that somebody wrote.
    return options.get(name, "").lower() in _YES


def _stored(fact: Fact) -> MaterializedView:
    return MaterializedView(
        name=QualifiedName(fact["schema"], fact["name"]),
        columns=_columns(fact),
        query=_query(fact),
        storage_parameters=parse_parameters(fact["options"], fact["toast_options"]),
        with_data=True,
        depends_on=(),
        description=fact["description"],
    )


def _columns(fact: Fact) -> tuple[ViewColumn, ...]:
    return tuple(
        ViewColumn(
            name=column["name"],
            type_sql=column["type"],
            description=column["description"],
        )
        for column in fact["columns"]
    )


def _query(fact: Fact) -> str:
    return str(fact["query"]).lstrip(" ").removesuffix(";")
