"""Configuration settings that a role or a function carries."""

import dataclasses


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """A configuration parameter and its value.

    Args:
        parameter: name as `SHOW` knows it.
        values: one value, or the items of a list such as `search_path`.
    """

    parameter: str
    values: tuple[str, ...]
