"""What earlier plans found out of databases, so that nothing is found out twice.

As with the cache of compiles, nothing depends on it: what is lost, broken or of another
version is found out anew.
"""

import contextlib
import dataclasses
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import compiler
from compiler.diagnostics import Finding
from compiler.output.memo import decode_findings
from compiler.plan.address import Question

FILE: Final = "plans.json"
"""Of the home, in which it is kept."""

_VERSION: Final = 1
_STANDING_AT_MOST: Final = 20
"""Databases and choices of tenants that are remembered."""

_DIGESTS_AT_MOST: Final = 10_000
"""Tenants that are remembered, each once for every state."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A database that was found to be as specs say.

    Args:
        question: what of it was asked about.
        state: that it was in.
        parts: what stands once and every class of tenants: their ids, and kind and
            name of what no spec could say.
        strays: schemas of tenants that no spec lists.
        called: what the project calls a tenant.
        findings: about the specs.
    """

    question: Question
    state: str
    parts: tuple[tuple[tuple[str, ...], tuple[tuple[str, str], ...]], ...]
    strays: tuple[str, ...]
    called: str
    findings: tuple[Finding, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What earlier plans found out.

    Args:
        standing: what was asked, of which database and in which specs, to what was
            found; the last one found last.
        digests: signature of a tenant's schemas to what tells it from others.
    """

    standing: Mapping[str, Standing]
    digests: Mapping[str, str]


EMPTY: Final = Known(standing={}, digests={})


def read_known(path: Path) -> Known:
    """Return what is known; nothing where the file cannot be made sense of."""
    try:
        content = json.loads(path.read_bytes())
        if content["version"] != _VERSION or content["tool"] != compiler.__version__:
            return EMPTY
        return Known(
            standing={
                str(key): _standing(each) for key, each in content["standing"].items()
            },
            digests={str(key): str(each) for key, each in content["digests"].items()},
        )
    # RecursionError is what deeply nested brackets raise.
    except (OSError, ValueError, RecursionError, AttributeError, KeyError, TypeError):
        return EMPTY


def write_known(path: Path, known: Known) -> None:
    """Replace what is known as a whole; where that fails, leave it as it was."""
    kept = list(known.standing.items())[-_STANDING_AT_MOST:]
    content = {
        "version": _VERSION,
        "tool": compiler.__version__,
        "standing": {key: dataclasses.asdict(each) for key, each in kept},
        "digests": dict(list(known.digests.items())[-_DIGESTS_AT_MOST:]),
    }
    # A name of its own, so that two runs at the same time do not mix their texts.
    temporary = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_text(json.dumps(content), encoding="utf-8")
        temporary.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


def _standing(content: Mapping[str, Any]) -> Standing:
    asked = content["question"]
    return Standing(
        question=Question(
            schemas=tuple(map(str, asked["schemas"])),
            roles=tuple(map(str, asked["roles"])),
            owner=str(asked["owner"]),
            pattern=str(asked["pattern"]),
        ),
        state=str(content["state"]),
        parts=tuple(
            (
                tuple(map(str, tenants)),
                tuple((str(kind), str(name)) for kind, name in found),
            )
            for tenants, found in content["parts"]
        ),
        strays=tuple(map(str, content["strays"])),
        called=str(content["called"]),
        findings=decode_findings(content["findings"]),
    )
