"""What plans leave as they find it."""

import dataclasses


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Ignored:
    """Tables, or aspects of a table, that a plan neither changes nor drops.

    Args:
        schema: of the tables.
        table: a table's name, or a pattern of names in which `*` stands for any
            characters.
        aspects: of the table, as in `comments`; none where all of it is meant.
    """

    schema: str
    table: str
    aspects: tuple[str, ...]
