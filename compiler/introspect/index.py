"""Indexes, as the catalogs have them."""

from collections.abc import Iterator, Mapping
from typing import Any, Final, Literal

from compiler.introspect.facts import Fact, SchemaFacts
from compiler.introspect.parameters import parse_parameters
from compiler.model.index import Index, IndexElement, OperatorClass
from compiler.model.name import QualifiedName

_DESCENDING: Final = 1
_NULLS_FIRST: Final = 2
"""Bits of `indoption`. Source: PostgreSQL's `catalog/pg_index.h`."""


def build_indexes(facts: SchemaFacts) -> Iterator[Index]:
    """Yield the indexes of a schema that no constraint made."""
    for fact in facts.of("index"):
        yield Index(
            table=QualifiedName(fact["schema"], fact["table"]),
            name=fact["name"],
            access_method=fact["method"],
            unique=fact["unique"],
            nulls_distinct=fact["nulls_distinct"],
            only=fact["missing"],
            elements=build_elements(fact),
            include=tuple(fact["include"]),
            storage_parameters=parse_parameters(fact["options"]),
            predicate=fact["predicate"],
            # Not valid before each partition has it, but not broken off either.
            valid=fact["valid"] or fact["missing"],
            description=fact["description"],
        )


def build_elements(fact: Fact) -> tuple[IndexElement, ...]:
    """Return what an index, or the index of a constraint, sorts or hashes by."""
    return tuple(_element(element) for element in fact["elements"])


def _element(element: Mapping[str, Any]) -> IndexElement:
    column = element["column"]
    descending = bool(element["option"] & _DESCENDING)
    nulls_first = bool(element["option"] & _NULLS_FIRST)
    nulls: Literal["first", "last"] = "first" if nulls_first else "last"
    return IndexElement(
        expression=element["expression"] if column is None else column,
        is_column=column is not None,
        collation=element["collation"],
        operator_class=_operator_class(element),
        order="desc" if descending else "",
        # What is said by the order goes without saying.
        nulls="" if nulls_first == descending else nulls,
    )


def _operator_class(element: Mapping[str, Any]) -> OperatorClass | None:
    if not element["class"]:
        return None
    return OperatorClass(
        sql=element["class"], parameters=parse_parameters(element["parameters"])
    )
