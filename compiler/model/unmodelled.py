"""What stands in a database and no object of the model can say."""

import dataclasses


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Unmodelled:
    """An object, or a trait of one, that the model has no word for.

    Args:
        kind: in words: `operator`, `leakproof function`.
        identity: the object by its name, as `pg_identify_object` writes it.
    """

    kind: str
    identity: str
