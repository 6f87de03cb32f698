"""What is remembered between runs, so that nothing is checked twice.

Nothing depends on it: a cache that is lost, broken or of another version is an empty
one, and one that cannot be written is only slower the next time.
"""

import contextlib
import dataclasses
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final

VERSION: Final = 1


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Cache:
    """What earlier runs found.

    Args:
        passed: hash of statements that passed their checks, to how many sqlglot models.
        compiled: what the last compile was made from and what came out, as hashes.
    """

    passed: Mapping[str, int]
    compiled: Mapping[str, str]


EMPTY: Final = Cache(passed={}, compiled={})


def read_cache(path: Path) -> Cache:
    """Return what was remembered; nothing where the file cannot be made sense of."""
    try:
        content = json.loads(path.read_bytes())
    # RecursionError is what deeply nested brackets raise.
    except (OSError, ValueError, RecursionError):
        return EMPTY
    if not isinstance(content, dict) or content.get("version") != VERSION:
        return EMPTY
    passed, compiled = content.get("passed"), content.get("compiled")
    if not isinstance(passed, dict) or not isinstance(compiled, dict):
        return EMPTY
    return Cache(
        passed={key: item for key, item in passed.items() if type(item) is int},
        compiled={key: item for key, item in compiled.items() if isinstance(item, str)},
    )


def write_cache(path: Path, cache: Cache) -> None:
    """Replace what was remembered as a whole; where that fails, leave it as it was.

    Args:
        path: the file; its folder is made.
        cache: what to remember.
    """
    content = {
        "version": VERSION,
        "passed": dict(cache.passed),
        "compiled": dict(cache.compiled),
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
