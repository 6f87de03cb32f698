"""What is done together, and what is not."""

from compiler.model.name import QualifiedName
from compiler.model.role import Membership
from compiler.names import SENTINEL_TENANT
from compiler.plan.changes import Change, Create
from compiler.plan.steps import Manner, manner_of, split_steps
from tests.render.sample import column, plain_foreign_key, plain_table, role

OWN = QualifiedName(f"{SENTINEL_TENANT}_tenant", "t")
SHARED = QualifiedName("federation", "departments")


def test_roles_are_a_step_of_their_own() -> None:
    changes: list[Change] = [
        Create(object=role("hr_role")),
        Create(object=Membership(role="a", member="hr_role", admin_option=False)),
        Create(object=plain_table(OWN, column("a", "integer"))),
    ]

    steps = tuple(split_steps(changes))

    assert [len(each.changes) for each in steps] == [2, 1]
    assert all(each.transactional for each in steps)


def test_what_locks_a_table_that_all_share_is_a_step_of_its_own() -> None:
    table = Create(object=plain_table(OWN, column("a", "integer")))
    crossing = plain_foreign_key(OWN, SHARED, "f", "a")
    within = plain_foreign_key(OWN, QualifiedName(OWN.schema, "u"), "g", "a")
    changes: list[Change] = [
        table,
        Create(object=within),
        Create(object=crossing),
        Create(object=crossing),
        table,
    ]

    steps = tuple(split_steps(changes))

    assert [len(each.changes) for each in steps] == [2, 2, 1]
    assert manner_of(steps[1].changes[0]) is Manner.CROSSING
