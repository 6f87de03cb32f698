"""Each kind of thing is known wherever kinds are told apart by a table."""

from typing import get_args

from compiler.model.catalog import DatabaseObject
from compiler.model.grant import RoutineGrant
from compiler.model.rows import SeedRows
from compiler.model.table_part import TableColumn, TableConstraint
from compiler.plan.phase import PHASES
from compiler.render import alter, create, drop

KINDS = frozenset(get_args(DatabaseObject))
THINGS = KINDS | {TableColumn, TableConstraint}


def test_every_kind_has_a_phase() -> None:
    assert PHASES.keys() == KINDS


def test_every_kind_is_created_in_one_way() -> None:
    assert create.RENDERERS.keys() | create.OWNED.keys() == THINGS
    assert not create.RENDERERS.keys() & create.OWNED.keys()


def test_every_kind_that_can_be_altered_is_altered_in_one_way() -> None:
    known = alter.ALTERERS.keys() | alter.OWNED.keys() | set(alter.GRANTS)
    # Rows are data, and a right to execute is there or not.
    assert known == THINGS - {SeedRows, RoutineGrant}


def test_every_kind_but_rows_is_dropped_in_one_way() -> None:
    assert drop.FOLDERS.keys() | drop.OTHERS.keys() == THINGS - {SeedRows}
    assert not drop.FOLDERS.keys() & drop.OTHERS.keys()
