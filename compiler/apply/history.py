"""Which state a part goes back to, as the journal tells."""

from collections.abc import Sequence

from compiler.apply.version import Status, Version
from compiler.errors import Refused


def find_earlier_state(part: str, history: Sequence[Version], to: int | None) -> str:
    """Return the fingerprint of the state that a part goes back to.

    Args:
        part: `SHARED`, or the id of a tenant.
        history: its versions, in their order.
        to: the version after which it was in that state, nought for what was there
            before the first; nothing for the state before the last change, where
            changes that were taken back do not count.

    Raises:
        Refused: nothing was written down that leads there.
    """
    if not history:
        raise Refused(
            f"nothing was ever applied to {part}", help="Look at `tenantry status`."
        )
    if to is None:
        return _before_last(history)
    if to == 0:
        return history[0].before
    for each in history:
        if each.version == to and each.status == Status.DONE:
            return each.after
    raise Refused(
        f"{part} was never at version {to}",
        help="Look at `tenantry status --json`, and name one that is done.",
    )


def _before_last(history: Sequence[Version]) -> str:
    last = history[-1]
    if last.status != Status.DONE:
        return last.before
    # The change that led here first: later ones have only come back to it.
    return next(
        each.before
        for each in history
        if each.status == Status.DONE and each.after == last.after
    )
