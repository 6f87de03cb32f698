import dataclasses
import random

from compiler.model.aggregate import Aggregate
from compiler.model.catalog import Catalog, DatabaseObject
from compiler.model.composite_type import CompositeType
from compiler.model.domain import Domain
from compiler.model.enum_type import EnumType
from compiler.model.grant import (
    RoutineGrant,
    SchemaGrant,
    SequenceGrant,
    TableGrant,
)
from compiler.model.name import QualifiedName
from compiler.model.policy import Policy, RowSecurity
from compiler.model.range_type import RangeType
from compiler.model.role import Role
from compiler.model.routine import Argument, Routine
from compiler.model.table import Table
from compiler.model.table_part import Thing
from compiler.model.view import MaterializedView, View
from compiler.plan.creation import order_creation
from tests.render.sample import (
    column,
    plain_table,
    role,
    routine,
    shared_catalog,
    tenant_catalog,
)


def _ordered(*objects: DatabaseObject) -> list[Thing]:
    return [change.object for change in order_creation(Catalog(objects=objects))]


def _kinds(objects: list[Thing]) -> list[str]:
    return list(dict.fromkeys(_kind(item) for item in objects))


def _kind(item: Thing) -> str:
    match item:
        case Routine():
            return item.kind
        case Aggregate():
            return "function"
        case EnumType() | Domain() | CompositeType() | RangeType():
            return "type"
        case View() | MaterializedView():
            return "view"
        case TableGrant() | SequenceGrant():
            return "grant"
        case _:
            return type(item).__name__


def test_every_kind_comes_after_what_it_needs() -> None:
    objects = [*shared_catalog().objects, *tenant_catalog("hr").objects]
    expected = [
        *("Role", "Membership", "Schema", "Extension", "SchemaGrant"),
        *("DefaultPrivileges", "type", "Sequence", "function", "Table", "Partition"),
        *("SequenceOwner", "SeedRows", "Index", "Statistics", "ReplicaIdentity"),
        *("ForeignKey", "view", "RewriteRule", "Trigger", "procedure"),
        *("Policy", "RowSecurity", "grant", "RoutineGrant", "EventTrigger"),
    ]
    for seed in range(20):
        random.Random(seed).shuffle(objects)  # noqa: S311 - any order will do
        assert _kinds(_ordered(*objects)) == expected


def test_every_object_is_created_once() -> None:
    objects = tenant_catalog("hr").objects
    ordered = _ordered(*objects)
    assert len(ordered) == len(objects)
    assert all(item in ordered for item in objects)


def test_objects_of_a_kind_keep_the_order_of_declaration() -> None:
    names = ["zebra", "Ape", "mule", "ant"]
    assert _ordered(*(role(name) for name in names)) == [role(name) for name in names]


def test_the_order_does_not_depend_on_the_name_of_the_tenant() -> None:
    def shape(tenant: str) -> list[str]:
        changes = order_creation(tenant_catalog(tenant))
        return [repr(change).replace(tenant, "") for change in changes]

    assert shape("aaa") == shape("zzz")


def test_policies_stand_before_row_security() -> None:
    ordered = _ordered(*shared_catalog().objects, *tenant_catalog("hr").objects)
    last_policy = max(i for i, item in enumerate(ordered) if isinstance(item, Policy))
    first_security = min(
        i for i, item in enumerate(ordered) if isinstance(item, RowSecurity)
    )
    assert last_policy < first_security


def test_nobody_is_granted_a_table_before_it_is_protected() -> None:
    ordered = _ordered(*shared_catalog().objects, *tenant_catalog("hr").objects)
    last_security = max(
        i for i, item in enumerate(ordered) if isinstance(item, RowSecurity)
    )
    grants = [
        i
        for i, item in enumerate(ordered)
        if isinstance(item, TableGrant | RoutineGrant)
    ]
    assert last_security < min(grants)


def test_a_function_over_the_rows_of_a_table_comes_after_the_table() -> None:
    name = QualifiedName(schema="Big.One", name="notes")
    table = plain_table(name, column("id", "uuid"))
    rows = routine(QualifiedName(schema="s", name="rows"), f"SETOF {name.sql}", "")
    takes = dataclasses.replace(
        rows,
        returns="text",
        arguments=(
            Argument(name="n", mode="in", type_sql=f"{name.sql}[]", default=""),
        ),
    )
    plain = dataclasses.replace(rows, returns="TABLE(a text, b int)")
    assert _ordered(rows, takes, plain, table) == [plain, table, rows, takes]


def test_functions_come_before_tables_whose_defaults_call_them() -> None:
    name = QualifiedName(schema="s", name="next_id")
    function = routine(name, "bigint", "SELECT 1")
    table = plain_table(
        QualifiedName(schema="s", name="t"), column("id", "bigint", default="s.f()")
    )
    kind = EnumType(
        name=QualifiedName(schema="s", name="kind"), labels=("a",), description=""
    )
    assert _ordered(table, function, kind) == [kind, function, table]


def test_grants_on_schemas_come_before_what_is_created_in_them() -> None:
    grant = SchemaGrant(
        schema="s", privileges=("usage",), roles=("a",), grantable=False
    )
    table: Table = plain_table(QualifiedName(schema="s", name="t"))
    some: Role = role("a")
    assert _ordered(table, grant, some) == [some, grant, table]


def test_a_table_waits_for_a_function_that_waits_for_another_table() -> None:
    name = QualifiedName(schema="s", name="first")
    first = plain_table(name, column("id", "uuid"))
    function = routine(QualifiedName(schema="s", name="f"), f"SETOF {name.sql}", "")
    second = plain_table(
        QualifiedName(schema="s", name="second"), column("n", "int", default="s.f()")
    )
    assert _ordered(second, function, first) == [first, function, second]


def test_what_needs_one_another_is_created_all_the_same() -> None:
    one = plain_table(QualifiedName(schema="s", name="a"), column("b", "s.b"))
    other = plain_table(QualifiedName(schema="s", name="b"), column("a", "s.a"))
    assert _ordered(one, other) == [one, other]


def test_what_a_body_read_at_once_names_comes_first() -> None:
    table = plain_table(QualifiedName(schema="s", name="t"), column("id", "uuid"))
    function = routine(
        QualifiedName(schema="s", name="f"), "bigint", "RETURN (SELECT 1 FROM s.t)"
    )
    assert _ordered(function, table) == [function, table]
    atomic = dataclasses.replace(function, is_atomic=True)
    assert _ordered(atomic, table) == [table, atomic]
    told = dataclasses.replace(function, depends_on=(table.name,))
    assert _ordered(told, table) == [table, told]


def test_what_only_seems_to_be_a_circle_is_put_in_order() -> None:
    table = plain_table(QualifiedName(schema="s", name="t"), column("id", "uuid"))
    one = dataclasses.replace(
        routine(QualifiedName(schema="s", name="one"), "bigint", "RETURN s.two()"),
        is_atomic=True,
    )
    two = dataclasses.replace(
        routine(
            QualifiedName(schema="s", name="two"),
            "bigint",
            "RETURN (SELECT count(*) FROM s.t WHERE 's.one' = 'a')",
        ),
        is_atomic=True,
    )
    assert _ordered(one, two, table) == [table, two, one]


def test_a_type_comes_after_the_multirange_that_it_is_made_of() -> None:
    name = QualifiedName(schema="s", name="span")
    many = QualifiedName(schema="s", name="many")
    span = RangeType(
        name=name,
        subtype="float8",
        operator_class="",
        collation="",
        subtype_diff="s.far",
        multirange=many,
        description="",
    )
    domain = Domain(
        name=QualifiedName(schema="s", name="a"),
        base="s.many",
        collation="",
        default="",
        not_null=False,
        checks=(),
        description="",
    )
    far = routine(QualifiedName(schema="s", name="far"), "float8", "SELECT 1")
    assert _ordered(domain, span, far) == [far, span, domain]
