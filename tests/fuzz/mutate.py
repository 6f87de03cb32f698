"""Changes to a spec that keep it one: what the fuzzer does beside flipping bytes."""

import copy
import json
import random
from collections.abc import Iterator
from typing import Any, Final

import yaml

from tests.language.properties import find_properties

_WORDS: Final = (
    "",
    " ",
    "id",
    "{{ tenant.id }}",
    "{{ tenant.id | literal }}",
    "{{ table.name | ident }}",
    "numeric(10,2)",
    "select 1",
    "a.b.c",
    '"',
    "'",
    "\\",
    "\u00e9\u0301",
    "\U0001f600",
    "\u200b",
    "x" * 64,
    "0 days",
    "99999 years",
    "pg_catalog",
    "1e400",
)
_VALUES: Final[tuple[Any, ...]] = (
    *_WORDS,
    None,
    True,
    0,
    -1,
    10**30,
    1.5,
    [],
    {},
    [[]],
)


def mutate_spec(text: str, chance: random.Random) -> str | None:
    """Return a spec with one to three changes; nothing where the text is none."""
    try:
        tree = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError, RecursionError):
        return None
    if not isinstance(tree, dict):
        return None
    try:
        # What an alias repeats becomes a value of its own; a circle cannot.
        tree = json.loads(json.dumps(tree, default=str, skipkeys=True))
    except (ValueError, RecursionError):
        return None
    for _ in range(chance.randint(1, 3)):
        _change(tree, chance)
    return json.dumps(tree, ensure_ascii=False)


def _change(tree: dict[str, Any], chance: random.Random) -> None:
    places = list(_places(tree or {"table": "t"}))
    holder, key = chance.choice(places)
    match chance.randrange(6):
        case 0 if isinstance(holder, dict):
            holder.pop(key, None)
        case 1 if isinstance(holder, dict):
            holder[chance.choice(_WORDS)] = holder.get(key)
        case 2 if isinstance(holder, list):
            holder.append(copy.deepcopy(holder[key]))
        case 3:
            one = chance.choice(_PROPERTIES)
            if isinstance(holder, dict) and one.examples:
                holder[one.path[-1]] = copy.deepcopy(chance.choice(one.examples))
        case 4:
            other, name = chance.choice(places)
            holder[key] = copy.deepcopy(other[name])
        case _:
            holder[key] = copy.deepcopy(chance.choice(_VALUES))


def _places(tree: Any) -> Iterator[tuple[Any, Any]]:  # noqa: ANN401 - YAML is any of its kinds
    keys = tree if isinstance(tree, dict) else range(len(tree))
    for key in keys:
        yield tree, key
        if isinstance(tree[key], dict | list):
            yield from _places(tree[key])


_PROPERTIES: Final = find_properties()
