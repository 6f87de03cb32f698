import dataclasses

import pytest

from compiler.introspect.trigger import cut_condition
from compiler.model.event_trigger import EventTrigger
from compiler.model.name import QualifiedName
from compiler.model.trigger import Trigger
from tests.introspect.reading import read_objects
from tests.servers import LiveServer

T = QualifiedName("s", "t")
F = QualifiedName("s", "f")
MADE = """
    CREATE TABLE s.t (a int, b varchar(3)) PARTITION BY LIST (a);
    CREATE TABLE s.t1 PARTITION OF s.t FOR VALUES IN (1);
    CREATE FUNCTION s.f() RETURNS trigger LANGUAGE plpgsql AS 'begin end';
"""
PLAIN = Trigger(
    table=T,
    name="x",
    timing="before",
    events=("insert",),
    columns=(),
    constraint=False,
    deferrable=False,
    initially_deferred=False,
    old_table="",
    new_table="",
    level="row",
    condition="",
    function=F,
    arguments=(),
    enabled="origin",
    description="",
)


@pytest.mark.parametrize(
    ("definition", "condition"),
    [
        (
            (
                "CREATE TRIGGER x BEFORE INSERT ON s.t FOR EACH ROW WHEN ((new.a > 0))"
                " EXECUTE FUNCTION s.f()"
            ),
            "(new.a > 0)",
        ),
        (
            (
                'CREATE TRIGGER " WHEN (" BEFORE INSERT ON s.") EXECUTE FUNCTION "'
                " FOR EACH ROW WHEN ((new.\" WHEN (\" = ') EXECUTE FUNCTION '::text))"
                ' EXECUTE FUNCTION s.") EXECUTE FUNCTION "'
                "(E') EXECUTE FUNCTION \\\\')"
            ),
            "(new.\" WHEN (\" = ') EXECUTE FUNCTION '::text)",
        ),
        (
            (
                "CREATE TRIGGER x BEFORE INSERT ON s.t FOR EACH ROW WHEN (\n"
                "        CASE\n            WHEN (new.a > 0) THEN true\n"
                "        END) EXECUTE FUNCTION s.f()"
            ),
            "CASE\n            WHEN (new.a > 0) THEN true\n        END",
        ),
    ],
)
def test_a_condition_is_cut_out_of_its_trigger(definition: str, condition: str) -> None:
    assert cut_condition(definition) == condition


@pytest.mark.live
@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        (
            (
                "CREATE TRIGGER x BEFORE INSERT OR UPDATE OF b, a ON s.t FOR EACH ROW"
                " WHEN (new.b = ' WHEN (')"
                " EXECUTE FUNCTION s.f('it''s', '', E'\\\\', 'ü');"
                "COMMENT ON TRIGGER x ON s.t IS 'One.'; ALTER TABLE s.t ENABLE ALWAYS"
                " TRIGGER x"
            ),
            dataclasses.replace(
                PLAIN,
                events=("insert", "update"),
                columns=("b", "a"),
                condition="((new.b)::text = ' WHEN ('::text)",
                arguments=("it's", "", "\\", "ü"),
                enabled="always",
                description="One.",
            ),
        ),
        (
            (
                'CREATE TRIGGER x AFTER UPDATE ON s.t1 REFERENCING OLD TABLE AS "O"'
                " NEW TABLE AS n EXECUTE FUNCTION s.f()"
            ),
            dataclasses.replace(
                PLAIN,
                table=QualifiedName("s", "t1"),
                timing="after",
                events=("update",),
                old_table="O",
                new_table="n",
                level="statement",
            ),
        ),
        (
            (
                "CREATE CONSTRAINT TRIGGER x AFTER INSERT ON s.t1 INITIALLY DEFERRED"
                " FOR EACH ROW EXECUTE FUNCTION s.f()"
            ),
            dataclasses.replace(
                PLAIN,
                table=QualifiedName("s", "t1"),
                timing="after",
                constraint=True,
                deferrable=True,
                initially_deferred=True,
            ),
        ),
        (
            (
                "CREATE VIEW s.v AS SELECT 1; CREATE TRIGGER x INSTEAD OF DELETE ON s.v"
                " FOR EACH ROW EXECUTE FUNCTION s.f()"
            ),
            dataclasses.replace(
                PLAIN,
                table=QualifiedName("s", "v"),
                timing="instead of",
                events=("delete",),
            ),
        ),
    ],
    ids=["row", "transition tables", "constraint", "view"],
)
def test_a_trigger_is_read_once_and_its_clones_are_not(
    server: LiveServer, sql: str, expected: Trigger
) -> None:
    assert read_objects(server, MADE + sql, Trigger) == (expected,)


@pytest.mark.live
def test_an_event_trigger_stands_in_the_schema_of_its_function(
    server: LiveServer,
) -> None:
    sql = """
        CREATE FUNCTION s.f() RETURNS event_trigger LANGUAGE plpgsql AS 'begin end';
        CREATE EVENT TRIGGER x ON ddl_command_end WHEN TAG IN ('drop table')
          EXECUTE FUNCTION s.f();
        ALTER EVENT TRIGGER x DISABLE;
    """
    assert read_objects(server, sql, EventTrigger, "other") == ()
    assert read_objects(server, sql, EventTrigger) == (
        EventTrigger(
            name="x",
            event="ddl_command_end",
            tags=("DROP TABLE",),
            function=F,
            enabled="disabled",
            description="",
        ),
    )
