"""Tables with their columns and constraints, as the catalogs have them."""

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any, Final, Literal

from compiler.introspect.constraint import build_checks, build_exclusions, build_keys
from compiler.introspect.facts import Fact, SchemaFacts
from compiler.introspect.parameters import parse_parameters
from compiler.introspect.partition import build_partitioning
from compiler.model.column import Column, Identity
from compiler.model.name import QualifiedName
from compiler.model.table import Table

_STORAGE: Final = {"p": "plain", "e": "external", "x": "extended", "m": "main"}
_COMPRESSION: Final = {"p": "pglz", "l": "lz4"}
_STORED: Final = "s"


def build_tables(facts: SchemaFacts) -> Iterator[Table]:
    """Yield the tables of a schema."""
    columns = {
        table: tuple(map(_column, group))
        for table, group in groupby(facts.of("column"), lambda one: str(one["table"]))
    }
    keys, checks = build_keys(facts), build_checks(facts)
    exclusions = build_exclusions(facts)
    for fact in facts.of("table"):
        name = fact["name"]
        yield Table(
            name=QualifiedName(fact["schema"], name),
            columns=columns.get(name, ()),
            keys=keys.get(name, ()),
            checks=checks.get(name, ()),
            exclusions=exclusions.get(name, ()),
            unlogged=fact["unlogged"],
            storage_parameters=parse_parameters(fact["options"], fact["toast_options"]),
            partitioning=build_partitioning(fact),
            description=fact["description"],
        )


def _column(fact: Fact) -> Column:
    generated = fact["generated"]
    expression = fact["expression"]
    return Column(
        name=fact["name"],
        type_sql=fact["type"],
        collation=fact["collation"],
        not_null=fact["not_null"],
        not_null_constraint=fact["not_null_constraint"],
        default="" if generated else expression,
        identity=_identity(fact["identity"], fact["sequence"]),
        generated=expression if generated else "",
        stored=generated in {"", _STORED},
        storage=_STORAGE.get(fact["storage"], ""),
        compression=_COMPRESSION.get(fact["compression"], ""),
        statistics=fact["statistics"],
        parameters=parse_parameters(fact["parameters"]),
        description=fact["description"],
    )


def _identity(code: str, sequence: Mapping[str, Any] | None) -> Identity | None:
    if not code or sequence is None:
        return None
    generated: Literal["always", "by default"] = (
        "always" if code == "a" else "by default"
    )
    return Identity(
        generated=generated,
        start=sequence["start"],
        increment=sequence["increment"],
        minimum=sequence["minimum"],
        maximum=sequence["maximum"],
        cache=sequence["cache"],
        cycle=sequence["cycle"],
        sequence=sequence["name"],
    )
