"""What a plan opens that was there before, and what only it has made."""

import pytest

from compiler.model.grant import SchemaGrant, TableGrant
from compiler.model.name import QualifiedName
from compiler.model.role import Membership
from compiler.model.schema import Schema
from compiler.model.view import View
from compiler.names import SENTINEL_TENANT
from compiler.plan.changes import Change, Create, Drop
from compiler.plan.hazard import Hazard
from compiler.plan.plan import price_steps
from compiler.plan.steps import Step
from tests.render.sample import column, plain_table, role

SCHEMA = f"{SENTINEL_TENANT}_tenant"
NAME = QualifiedName(SCHEMA, "t")
TABLE = plain_table(NAME, column("a", "integer"))
OPEN_TABLE = Create(
    object=TableGrant(
        table=NAME, privileges=("select",), columns=(), roles=("r",), grantable=False
    )
)
OPEN_SCHEMA = Create(
    object=SchemaGrant(
        schema=SCHEMA, privileges=("usage",), roles=("r",), grantable=False
    )
)
MAKE_SCHEMA = Create(object=Schema(name=SCHEMA, owner="o", description=""))
JOIN = Create(object=Membership(role="admins", member="new", admin_option=False))
MAKE_MEMBER = Create(object=role("new"))


def view(*, invoker: bool) -> View:
    return View(
        name=NAME,
        columns=(),
        query="SELECT 1 AS one",
        recursive=False,
        security_invoker=invoker,
        security_barrier=False,
        check_option="",
        depends_on=(),
        description="",
    )


@pytest.mark.parametrize(
    ("changes", "widens"),
    [
        ((OPEN_TABLE,), True),
        ((Create(object=TABLE), OPEN_TABLE), False),
        ((Drop(object=TABLE), Create(object=TABLE), OPEN_TABLE), True),
        ((OPEN_SCHEMA,), True),
        ((MAKE_SCHEMA, OPEN_SCHEMA), False),
        ((Create(object=view(invoker=True)), OPEN_TABLE), False),
        # It shows what its owner sees, which was there before.
        ((Create(object=view(invoker=False)), OPEN_TABLE), True),
        ((MAKE_SCHEMA, Create(object=view(invoker=False)), OPEN_TABLE), False),
        ((JOIN,), True),
        # Somebody new comes to what was there before.
        ((MAKE_MEMBER, JOIN), True),
        ((MAKE_MEMBER, JOIN, MAKE_SCHEMA), False),
        ((Create(object=role("admins")), JOIN), False),
    ],
)
def test_only_what_was_there_before_is_opened(
    changes: tuple[Change, ...], *, widens: bool
) -> None:
    (step,) = price_steps((Step(changes, transactional=True),))

    dangers = [danger.hazard for each in step.changes for danger in each.dangers]

    assert (Hazard.ACCESS_WIDENED in dangers) is widens
