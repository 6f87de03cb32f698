"""Settings of roles and functions."""

import re
from collections.abc import Iterator

from compiler.build.scope import Scope, fill_name
from compiler.document import MappingNode, as_scalar
from compiler.model.setting import Setting

_LISTS = frozenset({"search_path", "temp_tablespaces", "session_preload_libraries"})
"""Parameters that take a list of identifiers, each quoted on its own."""

_ITEM = re.compile(r'"((?:[^"]|"")*)"|[^,]+')


def build_settings(scope: Scope, node: MappingNode) -> tuple[Setting, ...]:
    """Return the settings of a mapping, in its order."""
    settings = []
    for key, value in node:
        text = fill_name(scope, as_scalar(value))
        listed = key.text.lower() in _LISTS
        values = tuple(_items(text)) if listed else (text,)
        settings.append(Setting(parameter=key.text, values=values or ("",)))
    return tuple(settings)


def _items(text: str) -> Iterator[str]:
    """Yield the names of a list, without the double quotes that some need there."""
    for match in _ITEM.finditer(text):
        quoted = match.group(1)
        name = match.group().strip() if quoted is None else quoted.replace('""', '"')
        if name:
            yield name
