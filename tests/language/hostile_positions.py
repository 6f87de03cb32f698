"""Puts hostile text into every place of a kind of spec where text may stand.

A program of its own, because what goes wrong in it must not take the test run along:
its time and memory are limited, and it prints what came of each place as JSON.
"""

import copy
import dataclasses
import itertools
import json
import os
import resource
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from tests.language.base_project import BaseProject
from tests.language.properties import Json, find_properties

RESULT: Final = "5033750337"
"""What the payloads come to where they are run; nothing holds it otherwise."""

PAYLOADS: Final[Mapping[str, str]] = {
    "code": "{{ 7191 * 7 }}{{ 7191 * 7 }}{{ tenant.__class__ }}",
    "call": "{{ cycler.__init__.__globals__.os.mkdir(7191) | literal }}",
    "statements": "{% for x in range(2) %}50337{% endfor %}{# gone #}",
    "filter": "{{ tenant.id | upper }}",
    "long": "x" * 100_000,
    "hidden": "a\u202eb\u200bc\x07",
}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """What came of a payload at a place.

    Args:
        place: the property, and the steps from it to the text.
        ran: whether SQL or a finding holds what the payload comes to.
    """

    place: str
    payload: str
    ran: bool


def main(kind: str) -> None:
    """Print what came of every payload at every place of a kind."""
    _limit(resource.RLIMIT_CPU, 600)
    if sys.platform == "linux":
        _limit(resource.RLIMIT_AS, 2 * 1024**3)
    with tempfile.TemporaryDirectory() as folder:
        base = BaseProject(Path(folder))
        sys.stdout.write(
            json.dumps([dataclasses.asdict(one) for one in _try_all(base, kind)])
        )


def _limit(what: int, wanted: int) -> None:
    hard = resource.getrlimit(what)[1]
    if hard == resource.RLIM_INFINITY or wanted <= hard:
        resource.setrlimit(what, (wanted, hard))


def _try_all(base: BaseProject, kind: str) -> Iterator[Came]:
    turn = itertools.count()
    for one in find_properties():
        if one.kind != kind:
            continue
        steps = {it: example for example in one.examples for it in _texts(example, ())}
        for path, example in steps.items():
            for name in _payloads(next(turn)):
                changed = _put(copy.deepcopy(example), path, PAYLOADS[name])
                variant = next(base.variants(one, changed), None)
                if variant is None:
                    continue
                outcome = base.compile(variant)
                messages = (message for _, _, message in outcome.findings)
                yield Came(
                    place=".".join(map(str, (one, *path))),
                    payload=name,
                    ran=any(RESULT in text for text in (*outcome.sql, *messages)),
                )


def _payloads(turn: int) -> tuple[str, ...]:
    """Return the payloads for a place: one after another, or all where that is asked.

    All of them take minutes; a payload for each place meets every kind of place.
    """
    names = tuple(PAYLOADS)
    return names if "EVERY_PAYLOAD" in os.environ else (names[turn % len(names)],)


Step = int | str | tuple[str]
"""An index, a key, or a key that is itself the text."""


def _texts(value: Json, path: tuple[Step, ...]) -> Iterator[tuple[Step, ...]]:
    """Yield the steps to each text in a value, the keys of mappings among them."""
    if isinstance(value, str):
        yield path
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _texts(item, (*path, index))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield (*path, (key,))
            yield from _texts(item, (*path, key))


def _put(value: Any, path: tuple[Step, ...], payload: str) -> Any:  # noqa: ANN401 - JSON is any of its kinds
    """Return the value with the payload at the end of the steps."""
    if not path:
        return payload
    step, *rest = path
    if isinstance(step, tuple):
        return {payload if key == step[0] else key: it for key, it in value.items()}
    value[step] = _put(value[step], tuple(rest), payload)
    return value


if __name__ == "__main__":
    main(sys.argv[1])
