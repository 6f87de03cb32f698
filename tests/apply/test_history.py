"""Which state a part goes back to."""

import datetime as dt

import pytest

from compiler.apply.history import find_earlier_state
from compiler.apply.version import Version
from compiler.errors import Refused


def version(number: int, before: str, after: str, status: str = "done") -> Version:
    return Version(
        part="hr",
        version=number,
        plan_hash="",
        before=before,
        after=after,
        status=status,
        planned=1,
        steps=[],
        backfills=[],
        allowed=[],
        failure=None,
        tool_version="",
        started_by="",
        started_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC),
        ended_at=None,
    )


FIRST = version(1, "0", "a")
SECOND = version(2, "a", "b")
THIRD = version(3, "b", "c")
BACK = version(4, "c", "b")
BROKEN = version(4, "c", "d", status="interrupted")


@pytest.mark.parametrize(
    ("history", "to", "state"),
    [
        ([FIRST], None, "0"),
        ([FIRST, SECOND, THIRD], None, "b"),
        # What was taken back is not made again by going back once more.
        ([FIRST, SECOND, THIRD, BACK], None, "a"),
        ([FIRST, SECOND, THIRD, BROKEN], None, "c"),
        ([FIRST, SECOND, THIRD], 1, "a"),
        ([FIRST, SECOND, THIRD, BACK], 3, "c"),
        ([FIRST, SECOND], 0, "0"),
    ],
)
def test_it_goes_back_by_the_journal(
    history: list[Version], to: int | None, state: str
) -> None:
    assert find_earlier_state("hr", history, to) == state


@pytest.mark.parametrize(
    ("history", "to", "words"),
    [
        ([], None, "nothing was ever applied to hr"),
        ([FIRST], 2, "hr was never at version 2"),
        ([FIRST, BROKEN], 4, "hr was never at version 4"),
    ],
)
def test_what_was_never_there_is_refused(
    history: list[Version], to: int | None, words: str
) -> None:
    with pytest.raises(Refused, match=words):
        find_earlier_state("hr", history, to)
