import dataclasses
import typing
from collections import defaultdict
from pathlib import Path

import pytest

from compiler.model.catalog import DatabaseObject
from compiler.model.grant import TableGrant
from compiler.model.name import QualifiedName
from compiler.model.ownership import Ownership
from compiler.model.routine import Routine
from compiler.model.setting import Setting
from compiler.names import SENTINEL_TENANT
from compiler.plan.changes import Alter, Create
from compiler.plan.creation import order_creation
from compiler.render.change import render_catalog, render_change
from compiler.render.statement import Statement
from compiler.syntax.libpg_query import count_statements, parse_tree
from compiler.syntax.quote import replace_sentinel
from tests.render.golden_file import check_golden
from tests.render.sample import (
    OWNER,
    column,
    plain_table,
    policy,
    role,
    routine,
    shared_catalog,
    tenant_catalog,
)
from tests.render.sample_bookings import newest

GOLDEN = Path(__file__).parent / "golden"
TEMPLATES = Path(__file__).parents[2] / "compiler/render/templates"
HOSTILE = (
    'x"; DROP TABLE t; --',
    "it's",
    "$body$",
    "a\nb",
    "{{ owner }}{% raw %}",
    "select",
    "Ünïcode 名",
    "back\\slash",
    "%s",
    ":name",
)


def snake_case(kind: type) -> str:
    name = "".join(f"_{c.lower()}" if c.isupper() else c for c in kind.__name__)
    return name.lstrip("_")


def _statements() -> dict[str, list[Statement]]:
    by_kind: dict[str, list[Statement]] = defaultdict(list)
    for catalog in (shared_catalog(), tenant_catalog("hr")):
        for change in order_creation(catalog):
            kind = type(change.object).__module__.rpartition(".")[2]
            by_kind[kind].extend(render_change(change, OWNER))
    return by_kind


def _show(statements: typing.Iterable[Statement]) -> str:
    texts = (
        f"-- as {'owner' if statement.as_owner else 'session'}\n{statement.sql}\n"
        for statement in statements
    )
    return "\n".join(texts)


def _sql(item: DatabaseObject) -> str:
    return "\n".join(s.sql for s in render_change(Create(object=item), OWNER))


@pytest.mark.parametrize("kind", sorted(_statements()))
def test_golden(kind: str, pytestconfig: pytest.Config) -> None:
    check_golden(pytestconfig, GOLDEN / f"{kind}.sql", _show(_statements()[kind]))


def test_what_only_the_newest_server_takes(pytestconfig: pytest.Config) -> None:
    statements = [
        statement
        for item in newest("hr_tenant")
        for statement in render_change(Create(object=item), OWNER)
    ]
    assert all(count_statements(each.sql) == 1 for each in statements)
    check_golden(pytestconfig, GOLDEN / "newest.sql", _show(statements))


def test_an_altered_role_is_given_only_what_differs(
    pytestconfig: pytest.Config,
) -> None:
    before = dataclasses.replace(
        role("hr_role", login=True, description="Old."),
        settings=(
            Setting(parameter="lock_timeout", values=("3s",)),
            Setting(parameter="work_mem", values=("4MB",)),
            Setting(parameter="app.kept", values=("x",)),
        ),
    )
    after = dataclasses.replace(
        role("hr_role", description="New."),
        create_role=True,
        settings=(
            Setting(parameter="app.kept", values=("x",)),
            Setting(parameter="lock_timeout", values=("5s",)),
        ),
    )
    statements = render_change(Alter(before=before, after=after), OWNER)
    check_golden(pytestconfig, GOLDEN / "alter_role.sql", _show(statements))
    assert render_change(Alter(before=after, after=after), OWNER) == ()


def test_the_sample_has_every_kind() -> None:
    rendered = {
        type(change.object)
        for catalog in (shared_catalog(), tenant_catalog("hr"))
        for change in order_creation(catalog)
    }
    # No spec asks for another owner.
    assert rendered == set(typing.get_args(DatabaseObject)) - {Ownership}


@pytest.mark.parametrize(
    "kind", [snake_case(kind) for kind in typing.get_args(DatabaseObject)]
)
def test_every_kind_has_a_template_to_create_it(kind: str) -> None:
    assert (TEMPLATES / kind / "create.sql.j2").is_file()


@pytest.mark.parametrize(
    "statement",
    [s for group in _statements().values() for s in group],
    ids=lambda s: s.sql[:60],
)
def test_every_statement_is_one_statement_to_the_grammar(statement: Statement) -> None:
    assert count_statements(statement.sql) == 1
    assert statement.sql.endswith(";")
    assert not any(line.endswith(" ") for line in statement.sql.splitlines())


def test_the_sentinel_rendered_and_replaced_is_the_tenant_rendered() -> None:
    sentinel = render_catalog(tenant_catalog(SENTINEL_TENANT), OWNER)
    for tenant in ("hr", "a", "x" * 40):
        direct = render_catalog(tenant_catalog(tenant), OWNER)
        replaced = [replace_sentinel(s.sql, tenant) for s in sentinel]
        assert replaced == [s.sql for s in direct]


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_stay_names(name: str) -> None:
    table = QualifiedName(schema=name, name=name)
    objects: tuple[DatabaseObject, ...] = (
        role(name, description=name),
        dataclasses.replace(
            role("r"), settings=(Setting(parameter="app.x", values=(name, name)),)
        ),
        dataclasses.replace(
            plain_table(table, column(name, "text", description=name)),
            description=name,
        ),
        policy(table, name, roles=(name,), using="true", description=name),
        TableGrant(
            table=table,
            privileges=("select",),
            columns=(),
            roles=(name,),
            grantable=False,
        ),
        routine(table, "trigger", name, description=name, owner=name),
    )
    for item in objects:
        for statement in render_change(Create(object=item), OWNER):
            assert count_statements(statement.sql) == 1
    tree = parse_tree(_sql(objects[3]).partition("\nCOMMENT")[0])
    created = tree.stmts[0].stmt.create_policy_stmt
    assert created.policy_name == name
    assert created.table.relname == name
    assert created.roles[0].role_spec.rolename == name


def test_nobody_may_execute_a_new_routine() -> None:
    item = routine(QualifiedName(schema="s", name="f"), "text", "SELECT 'x'")
    first, second, *_ = render_change(Create(object=item), OWNER)
    assert first.sql.startswith("CREATE FUNCTION")
    assert second.sql == "REVOKE ALL ON FUNCTION s.f() FROM PUBLIC;"


def test_only_the_creation_of_a_routine_carries_its_body() -> None:
    item = routine(QualifiedName(schema="s", name="f"), "text", "SELECT 'x'")
    bodies = [s.body for s in render_change(Create(object=item), OWNER)]
    assert [body and body.text for body in bodies] == ["SELECT 'x'", None]


def test_a_routine_changes_hands_last_and_only_if_it_has_another_owner() -> None:
    name = QualifiedName(schema="s", name="f")
    mine = routine(name, "text", "", description="x")
    theirs: Routine = dataclasses.replace(mine, owner="federation_admin")
    assert "OWNER" not in _sql(mine)
    *_, last = render_change(Create(object=theirs), OWNER)
    assert last.sql == "ALTER FUNCTION s.f() OWNER TO federation_admin;"
    assert not last.as_owner


def test_the_owner_may_make_triggers_of_a_function_that_changed_hands() -> None:
    name = QualifiedName(schema="s", name="f")
    item = routine(name, "trigger", "", owner="federation_admin")
    *_, hand_over, last = render_change(Create(object=item), OWNER)
    assert "OWNER TO federation_admin" in hand_over.sql
    assert last.sql == f"GRANT EXECUTE ON FUNCTION s.f() TO {OWNER};"
    assert not last.as_owner


def test_a_type_in_a_schema_neither_counts_nor_is_padded() -> None:
    table = plain_table(
        QualifiedName(schema="s", name="t"),
        column("a", "text", not_null=True),
        column("long_name", "a_long_schema.a_long_type", not_null=True),
        column("b", "bigint", not_null=True),
        column("k", "s.k", not_null=True),
        column("c", "int"),
    )
    assert _sql(table) == (
        "CREATE TABLE s.t (\n"
        "  a         text   NOT NULL,\n"
        "  long_name a_long_schema.a_long_type NOT NULL,\n"
        "  b         bigint NOT NULL,\n"
        "  k         s.k NOT NULL,\n"
        "  c         int\n"
        ");"
    )


def test_a_table_may_have_no_columns() -> None:
    sql = _sql(plain_table(QualifiedName(schema="s", name="t")))
    assert sql == "CREATE TABLE s.t (\n);"
    assert count_statements(sql) == 1


def test_privileges_stand_in_a_fixed_order() -> None:
    grant = TableGrant(
        table=QualifiedName(schema="s", name="t"),
        privileges=("delete", "select", "update", "insert"),
        columns=(),
        roles=("public", "b", "a"),
        grantable=False,
    )
    assert _sql(grant) == (
        "GRANT SELECT, INSERT, UPDATE, DELETE ON TABLE s.t TO PUBLIC, b, a;"
    )


def test_a_privilege_that_does_not_exist_is_our_mistake() -> None:
    grant = TableGrant(
        table=QualifiedName(schema="s", name="t"),
        privileges=("own",),
        columns=(),
        roles=("a",),
        grantable=False,
    )
    with pytest.raises(ValueError, match="not in"):
        _sql(grant)
