"""Types, as the catalogs have them: enumerated, composite, range types, domains."""

from collections.abc import Iterator

from compiler.introspect.facts import SchemaFacts
from compiler.model.composite_type import Attribute, CompositeType
from compiler.model.domain import Domain, DomainCheck
from compiler.model.enum_type import EnumType
from compiler.model.name import QualifiedName
from compiler.model.range_type import RangeType


def build_enum_types(facts: SchemaFacts) -> Iterator[EnumType]:
    """Yield the enumerated types of a schema."""
    for fact in facts.of("enum_type"):
        yield EnumType(
            name=QualifiedName(fact["schema"], fact["name"]),
            labels=tuple(fact["labels"]),
            description=fact["description"],
        )


def build_domains(facts: SchemaFacts) -> Iterator[Domain]:
    """Yield the domains of a schema."""
    for fact in facts.of("domain"):
        yield Domain(
            name=QualifiedName(fact["schema"], fact["name"]),
            base=fact["base"],
            collation=fact["collation"],
            default=fact["default"],
            not_null=fact["not_null"],
            checks=tuple(DomainCheck(**check) for check in fact["checks"]),
            description=fact["description"],
        )


def build_composite_types(facts: SchemaFacts) -> Iterator[CompositeType]:
    """Yield the composite types of a schema that belong to no table."""
    for fact in facts.of("composite_type"):
        yield CompositeType(
            name=QualifiedName(fact["schema"], fact["name"]),
            attributes=tuple(
                Attribute(
                    name=attribute["name"],
                    type_sql=attribute["type"],
                    collation=attribute["collation"],
                    description=attribute["description"],
                )
                for attribute in fact["attributes"]
            ),
            description=fact["description"],
        )


def build_range_types(facts: SchemaFacts) -> Iterator[RangeType]:
    """Yield the range types of a schema, each with its multirange type."""
    for fact in facts.of("range_type"):
        yield RangeType(
            name=QualifiedName(fact["schema"], fact["name"]),
            subtype=fact["subtype"],
            operator_class=fact["operator_class"],
            collation=fact["collation"],
            subtype_diff=fact["subtype_diff"],
            multirange=QualifiedName(fact["multirange_schema"], fact["multirange"]),
            description=fact["description"],
        )
