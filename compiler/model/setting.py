"""Configuration settings that a role or a function carries.

Source: PostgreSQL's `GUC_LIST_QUOTE`: the items of some parameters are written, and
kept by the catalog, as a list of identifiers; every other value stays as it was given.
"""

import dataclasses
import re
from typing import Final

LIST_PARAMETERS: Final = frozenset(
    {
        "local_preload_libraries",
        "search_path",
        "session_preload_libraries",
        "shared_preload_libraries",
        "temp_tablespaces",
    }
)
"""Parameters that take a list of identifiers, each quoted on its own."""

_ITEM: Final = re.compile(r'\s*"((?:[^"]|"")*)"\s*(?:,|$)|([^,]*)(?:,|$)')


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """A configuration parameter and its value.

    Args:
        parameter: name as `SHOW` knows it.
        values: one value, or the items of a list such as `search_path`.
    """

    parameter: str
    values: tuple[str, ...]


def parse_setting(parameter: str, value: str) -> Setting:
    """Return the setting of a parameter whose value is written in one text."""
    if parameter.lower() not in LIST_PARAMETERS:
        return Setting(parameter=parameter, values=(value,))
    items = tuple(
        match[2].strip() if match[1] is None else match[1].replace('""', '"')
        for match in _ITEM.finditer(value)
        # The empty match at the end follows no comma.
        if match.start() < len(value)
    )
    return Setting(parameter=parameter, values=items or ("",))
