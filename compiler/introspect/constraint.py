"""Constraints, as the catalogs have them: keys, checks, exclusions, foreign keys."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final, TypeVar

from compiler.introspect.facts import Fact, SchemaFacts
from compiler.introspect.index import build_elements
from compiler.introspect.parameters import parse_parameters
from compiler.model.constraint import (
    Check,
    Deferral,
    Exclusion,
    ExclusionElement,
    ForeignKey,
    Key,
    ReferentialAction,
)
from compiler.model.name import QualifiedName

_ACTIONS: Final[Mapping[str, ReferentialAction]] = {
    "a": "no action",
    "r": "restrict",
    "c": "cascade",
    "n": "set null",
    "d": "set default",
}
_PRIMARY: Final = "p"
_EXCLUSION: Final = "x"

ConstraintT = TypeVar("ConstraintT")


def build_keys(facts: SchemaFacts) -> Mapping[str, tuple[Key, ...]]:
    """Return the primary keys and unique constraints of each table."""
    found = (one for one in facts.of("key") if one["type"] != _EXCLUSION)
    return _by_table(found, _key)


def build_exclusions(facts: SchemaFacts) -> Mapping[str, tuple[Exclusion, ...]]:
    """Return the exclusion constraints of each table."""
    found = (one for one in facts.of("key") if one["type"] == _EXCLUSION)
    return _by_table(found, _exclusion)


def build_checks(facts: SchemaFacts) -> Mapping[str, tuple[Check, ...]]:
    """Return the check constraints of each table."""
    return _by_table(facts.of("check"), _check)


def build_foreign_keys(facts: SchemaFacts) -> Iterator[ForeignKey]:
    """Yield the foreign keys of the tables of a schema."""
    for fact in facts.of("foreign_key"):
        yield ForeignKey(
            table=QualifiedName(fact["schema"], fact["table"]),
            name=fact["name"],
            columns=tuple(fact["columns"]),
            referenced_table=QualifiedName(
                fact["referenced_schema"], fact["referenced_table"]
            ),
            referenced_columns=tuple(fact["referenced_columns"]),
            period=fact["period"],
            match="full" if fact["match"] == "f" else "simple",
            on_update=_ACTIONS[fact["on_update"]],
            on_delete=_ACTIONS[fact["on_delete"]],
            action_columns=tuple(fact["action_columns"]),
            deferral=_deferral(fact),
            validated=_is_validated(fact),
            enforced=fact["enforced"],
            description=fact["description"],
        )


def _by_table(
    facts: Iterable[Fact], build: Callable[[Fact], ConstraintT]
) -> Mapping[str, tuple[ConstraintT, ...]]:
    found: dict[str, tuple[ConstraintT, ...]] = {}
    for fact in facts:
        found[fact["table"]] = (*found.get(fact["table"], ()), build(fact))
    return found


def _key(fact: Fact) -> Key:
    return Key(
        name=fact["name"],
        columns=tuple(fact["columns"]),
        include=tuple(fact["include"]),
        primary=fact["type"] == _PRIMARY,
        nulls_distinct=fact["nulls_distinct"],
        without_overlaps=fact["without_overlaps"],
        deferral=_deferral(fact),
        storage_parameters=parse_parameters(fact["options"]),
        description=fact["description"],
    )


def _exclusion(fact: Fact) -> Exclusion:
    elements = build_elements(fact)
    return Exclusion(
        name=fact["name"],
        access_method=fact["method"],
        elements=tuple(
            ExclusionElement(element=element, operator=f"OPERATOR({operator})")
            for element, operator in zip(elements, fact["operators"], strict=True)
        ),
        include=tuple(fact["include"]),
        storage_parameters=parse_parameters(fact["options"]),
        predicate=fact["predicate"],
        deferral=_deferral(fact),
        description=fact["description"],
    )


def _check(fact: Fact) -> Check:
    return Check(
        name=fact["name"],
        expression=fact["expression"],
        no_inherit=fact["no_inherit"],
        validated=_is_validated(fact),
        enforced=fact["enforced"],
        description=fact["description"],
    )


def _is_validated(fact: Fact) -> bool:
    # What is not enforced is not valid either, and need not be said to be so.
    return bool(fact["validated"] or not fact["enforced"])


def _deferral(fact: Fact) -> Deferral:
    if fact["deferred"]:
        return "initially deferred"
    return "deferrable" if fact["deferrable"] else ""
