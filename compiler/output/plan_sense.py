"""What a plan file may say: nothing that no plan would.

Anybody may have written it, for its hash only tells that it is whole.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from compiler.model.identity import identify
from compiler.names import TENANT_ID, fits
from compiler.plan.changes import Alter, Change, Retype
from compiler.plan.hazard import NOTED, Hazard
from compiler.plan.plan import price_steps
from compiler.plan.steps import Step, split_steps

_LONGEST_WAIT_MS: Final = 3_600_000
_FINGERPRINT: Final = re.compile("[0-9a-f]{64}")
_ALLOWED: Final = frozenset(each.value for each in Hazard if each not in NOTED)


def require_names(tenants: Iterable[Sequence[str]], owner: str) -> None:
    """Hold what the tenants of each part and the owner are called against what can be.

    Raises:
        ValueError: nobody is called so, or somebody is in several parts.
    """
    # What stands once is a part without tenants.
    parts = [tuple(each) or ("",) for each in tenants]
    everybody = Counter(one for part in parts for one in part)
    wrong = [each for each in everybody if each and not TENANT_ID.fullmatch(each)]
    if wrong or not owner or not fits(owner):
        raise ValueError(f"nobody is called {(wrong or [owner])[0]!r}")
    twice = [each for each, times in everybody.items() if times > 1]
    if twice:
        raise ValueError(f"{twice[0] or 'what stands once'} is in it twice")


def require_sense(prints: Iterable[str], lock_timeout_ms: int) -> None:
    """Hold fingerprints and a timeout against what can be.

    Raises:
        ValueError: one is none.
    """
    wrong = [each for each in prints if not _FINGERPRINT.fullmatch(each)]
    if wrong:
        raise ValueError(f"{wrong[0]!r} is no fingerprint")
    if not 0 <= lock_timeout_ms <= _LONGEST_WAIT_MS:
        raise ValueError("nobody waits so long for a lock")


def require_steps(steps: tuple[Step, ...]) -> None:
    """Hold steps against those that a plan splits its changes into.

    Raises:
        ValueError: it would split them otherwise, or a change is of two things.
    """
    changes = [change for step in steps for change in step.changes]
    if not all(map(_is_of_one_thing, changes)):
        raise ValueError("a change is of two things")
    if tuple(split_steps(changes)) != steps:
        raise ValueError(
            "changes are not in the transactions that a plan makes them in"
        )


def _is_of_one_thing(change: Change) -> bool:
    match change:
        case Alter() | Retype():
            return identify(change.before) == identify(change.after)
        case _:
            return True


def require_hazards(parts: Iterable[tuple[Step, ...]], said: Sequence[str]) -> None:
    """Hold the hazards that a file speaks of against those of its changes.

    It may speak of more: what a rehearsal found, and what functions decide that
    policies call, cannot be told of the changes alone.

    Raises:
        ValueError: one is kept quiet about, or is none.
    """
    unknown = set(said) - _ALLOWED
    if unknown:
        raise ValueError(f"nobody has to allow {min(unknown)!r}")
    found = {
        danger.hazard.value
        for steps in parts
        for step in price_steps(steps)
        for priced in step.changes
        for danger in priced.dangers
    }
    silent = (found & _ALLOWED).difference(said)
    if silent:
        raise ValueError(f"it says nothing of {', '.join(sorted(silent))}")
