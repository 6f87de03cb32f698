"""Range types."""

import dataclasses

from compiler.model.name import QualifiedName


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class RangeType:
    """A range type, and the multirange type that comes with it.

    Args:
        subtype: the type of its bounds, as SQL writes it.
        operator_class: that orders them, as SQL writes it; empty for the default.
        collation: that orders them, as SQL writes it; empty for the type's own.
        subtype_diff: the function that measures how far apart two bounds are, as SQL
            writes it; empty where there is none.
    """

    name: QualifiedName
    subtype: str
    operator_class: str
    collation: str
    subtype_diff: str
    multirange: QualifiedName
    description: str
