"""Extensions."""

import dataclasses


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Extension:
    """An extension, whose objects stand in `schema`."""

    name: str
    schema: str
