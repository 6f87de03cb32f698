"""What was changed is taken back, and the rows that nobody lost are there."""

from pathlib import Path
from typing import Final

import pytest

from compiler import api
from compiler.apply.applied import Applied
from compiler.errors import Refused
from tests.apply.sample import ANY, SPECS, apply_specs, write_specs
from tests.apply.test_changes import ask
from tests.apply.test_killed import CHANGED, add_rows, require_whole, start
from tests.conftest import NewServer

pytestmark = pytest.mark.live

RENAMED: Final = {
    "notes": SPECS["notes"].replace(
        "body:     {type: text, description: Text.}",
        "words:    {type: text, renamed_from: body, description: Text.}",
    )
}
MORE: Final = {
    "notes": CHANGED["notes"].replace(
        "mood:", "pitch: {type: text, description: Pitch.}\n          mood:"
    )
}
SHARED_CHANGE: Final = {"shout": SPECS["shout"].replace("upper(", "lower(")}


def roll_back(
    dsn: str,
    specs: Path,
    *tenants: str,
    to: int | None = None,
    shared: bool = False,
    allow: tuple[str, ...] = ANY,
) -> Applied:
    result = api.rollback(
        specs,
        tenants,
        dsn=dsn,
        to=to,
        shared=shared,
        scratch=dsn,
        options=api.ApplyOptions(allow=allow),
        home=specs / ".home",
    )
    assert result.applied is not None
    return result.applied


@pytest.fixture
def specs(tmp_path: Path) -> Path:
    return write_specs(tmp_path / "specs")


@pytest.fixture
def changed(tmp_path: Path) -> Path:
    return write_specs(tmp_path / "changed", **CHANGED)


@pytest.fixture
def dsn(new_server: NewServer, specs: Path) -> str:
    dsn = new_server().dsn()
    apply_specs(dsn, specs)
    add_rows(dsn)
    return dsn


def test_a_change_is_taken_back(dsn: str, specs: Path, changed: Path) -> None:
    apply_specs(dsn, changed)

    applied = roll_back(dsn, changed)

    assert [each.version for each in applied.parts] == [1, 3, 3]
    require_whole(dsn, specs, applied)
    assert ask(dsn, "SELECT count(body) FROM hr_tenant.notes") == [(1000,)]
    assert apply_specs(dsn, changed).changed


def test_what_would_be_lost_has_to_be_allowed(dsn: str, changed: Path) -> None:
    apply_specs(dsn, changed)

    with pytest.raises(Refused, match="data-loss"):
        roll_back(dsn, changed, "hr", allow=())

    assert ask(dsn, "SELECT count(rank) FROM hr_tenant.notes") == [(1000,)]


def test_another_name_is_taken_back_with_the_rows(
    dsn: str, specs: Path, tmp_path: Path
) -> None:
    renamed = write_specs(tmp_path / "renamed", **RENAMED)
    apply_specs(dsn, renamed)
    assert ask(dsn, "SELECT count(words) FROM hr_tenant.notes") == [(1000,)]

    applied = roll_back(dsn, renamed, allow=())

    require_whole(dsn, specs, applied)
    assert ask(dsn, "SELECT count(body) FROM hr_tenant.notes") == [(1000,)]


def test_tenants_go_back_to_states_of_their_own(
    dsn: str, specs: Path, changed: Path, tmp_path: Path
) -> None:
    """One has seen more than the other; both go back by one."""
    more = write_specs(tmp_path / "more", **MORE)
    apply_specs(dsn, changed, "hr")
    apply_specs(dsn, more)

    applied = roll_back(dsn, more)

    assert not applied.failed
    assert not apply_specs(dsn, changed, "hr").changed
    assert not apply_specs(dsn, specs, "legal").changed


def test_it_goes_back_to_a_version(dsn: str, specs: Path, changed: Path) -> None:
    apply_specs(dsn, changed, "hr")
    more = write_specs(changed.parent / "more", **MORE)
    apply_specs(dsn, more, "hr")

    with pytest.raises(Refused, match="hr was never at version 7"):
        roll_back(dsn, more, "hr", to=7)
    roll_back(dsn, more, "hr", to=1)

    assert not apply_specs(dsn, specs, "hr").changed


def test_what_was_broken_off_is_taken_back(
    dsn: str, specs: Path, changed: Path
) -> None:
    assert start(dsn, changed, "step", "hr", "4").wait() != 0

    applied = roll_back(dsn, changed, "hr")

    assert not applied.failed
    assert not apply_specs(dsn, specs, "hr").changed


def test_what_stands_once_is_taken_back(dsn: str, specs: Path, tmp_path: Path) -> None:
    shouting = "SELECT acme.shout('Word')"
    apply_specs(dsn, write_specs(tmp_path / "other", **SHARED_CHANGE))
    assert ask(dsn, shouting) == [("word",)]

    applied = roll_back(dsn, tmp_path / "other", shared=True)

    assert ask(dsn, shouting) == [("WORD",)]
    require_whole(dsn, specs, applied)


def test_the_journal_is_never_taken_back(dsn: str, specs: Path) -> None:
    with pytest.raises(Refused, match=r"would drop .*schema_"):
        roll_back(dsn, specs, shared=True)


def test_what_no_spec_asks_for_any_more_is_no_hindrance(
    dsn: str, tmp_path: Path
) -> None:
    """It was left where it stood, and is part of what there was."""
    tickets = """
        sequence: tickets
        schema: acme
        description: Counts tickets.
        """
    former = write_specs(tmp_path / "former", tickets=tickets)
    apply_specs(dsn, former)
    later = write_specs(tmp_path / "later", **SHARED_CHANGE)
    apply_specs(dsn, later)

    applied = roll_back(dsn, later, shared=True, to=2)

    require_whole(dsn, former, applied)


def test_partitions_for_the_time_to_come_are_made_on_the_way_back(
    dsn: str, changed: Path
) -> None:
    apply_specs(dsn, changed)
    ask(
        dsn,
        """DO $$ DECLARE child regclass; BEGIN
             SELECT max(inhrelid)::regclass INTO child FROM pg_inherits
              WHERE inhparent = 'hr_tenant.events'::regclass;
             EXECUTE format('DROP TABLE %s', child);
           END $$""",
    )

    applied = roll_back(dsn, changed)

    assert {it.part: it.partitions for it in applied.parts}["hr"] == 1
