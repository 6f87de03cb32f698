"""Settings of roles, from the form in which the catalog keeps them.

Source: PostgreSQL's `GUC_LIST_QUOTE`: the items of these parameters are stored quoted
as identifiers, every other value as it was given.
"""

import re
from typing import Final

from compiler.model.setting import Setting

LISTS: Final = frozenset(
    {
        "local_preload_libraries",
        "search_path",
        "session_preload_libraries",
        "shared_preload_libraries",
        "temp_tablespaces",
    }
)
_ITEM: Final = re.compile(r'\s*(?:"((?:[^"]|"")*)"|([^",]*?))\s*(?:,|$)')


def parse_setting(stored: str) -> Setting:
    """Return the setting that `name=value` stands for."""
    parameter, _, value = stored.partition("=")
    if parameter.lower() not in LISTS:
        return Setting(parameter=parameter, values=(value,))
    items = (
        (match[1] or "").replace('""', '"') if match[2] is None else match[2]
        for match in _ITEM.finditer(value)
        # The empty match at the end follows no comma.
        if match.start() < len(value)
    )
    return Setting(parameter=parameter, values=tuple(items))
