"""What goes by another name than before."""

import dataclasses


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Rename:
    """An object or a column with the name that it had.

    It says which object that is there a plan should rename, instead of dropping it and
    creating another.

    Args:
        kind: of what is renamed, as in `table` or `column`.
        schema: in which it stands; empty for what stands in none.
        table: whose column it is; empty for an object.
        old: the name before.
        new: the name now.
    """

    kind: str
    schema: str
    table: str
    old: str
    new: str
