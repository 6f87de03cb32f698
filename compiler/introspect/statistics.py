"""Extended statistics, as the catalogs have them."""

from collections.abc import Iterator, Mapping
from typing import Final

from compiler.introspect.facts import SchemaFacts
from compiler.model.name import QualifiedName
from compiler.model.statistics import Statistics, StatisticsElement, StatisticsKind

_KINDS: Final[Mapping[str, StatisticsKind]] = {
    "d": "ndistinct",
    "f": "dependencies",
    "m": "mcv",
}
"""Of a single expression, `e` alone says that it is looked at."""


def build_statistics(facts: SchemaFacts) -> Iterator[Statistics]:
    """Yield the extended statistics of a schema."""
    for fact in facts.of("statistics"):
        kinds = tuple(_KINDS[code] for code in fact["kinds"] if code in _KINDS)
        elements = (
            *(
                StatisticsElement(expression=one, is_column=True)
                for one in fact["columns"]
            ),
            *(
                StatisticsElement(expression=one, is_column=False)
                for one in fact["expressions"]
            ),
        )
        yield Statistics(
            table=QualifiedName(fact["schema"], fact["table"]),
            name=fact["name"],
            kinds=() if len(kinds) == len(_KINDS) else kinds,
            elements=elements,
            target=fact["target"],
            description=fact["description"],
        )
