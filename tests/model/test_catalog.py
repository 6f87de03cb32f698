"""Each kind of object is known wherever kinds are told apart by a table."""

from typing import get_args

from compiler.model.catalog import DatabaseObject
from compiler.plan.phase import PHASES
from compiler.render.change import OWNED, RENDERERS

KINDS = frozenset(get_args(DatabaseObject))


def test_every_kind_has_a_phase() -> None:
    assert PHASES.keys() == KINDS


def test_every_kind_is_rendered_in_one_way() -> None:
    assert RENDERERS.keys() | OWNED.keys() == KINDS
    assert not RENDERERS.keys() & OWNED.keys()
