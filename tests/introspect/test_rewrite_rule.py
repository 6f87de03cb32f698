import pytest

from compiler.introspect.rewrite_rule import cut_rule
from compiler.model.name import QualifiedName
from compiler.model.rewrite_rule import RewriteRule
from tests.introspect.reading import read_objects
from tests.servers import LiveServer


@pytest.mark.parametrize(
    ("definition", "condition", "actions"),
    [
        ("CREATE RULE r AS\n    ON DELETE TO s.v DO INSTEAD NOTHING;", "", ""),
        (
            "CREATE RULE r AS\n    ON DELETE TO s.t DO\n NOTIFY nothing;",
            "",
            "NOTIFY nothing",
        ),
        (
            "CREATE RULE r AS\n    ON DELETE TO s.t DO INSTEAD\n NOTIFY x, ';';",
            "",
            "NOTIFY x, ';'",
        ),
        (
            (
                'CREATE RULE " DO " AS\n    ON UPDATE TO s." WHERE ;"\n'
                "   WHERE (new.a = ' DO ;'::text) DO INSTEAD  UPDATE s.t SET a = 1\n"
                "  WHERE (t.a = 2);"
            ),
            "(new.a = ' DO ;'::text)",
            "UPDATE s.t SET a = 1\n  WHERE (t.a = 2)",
        ),
        (
            (
                "CREATE RULE r AS\n    ON UPDATE TO s.t\n   WHERE\n"
                "        CASE\n            WHEN true THEN true\n        END DO NOTHING;"
            ),
            "CASE\n            WHEN true THEN true\n        END",
            "",
        ),
        (
            (
                "CREATE RULE r AS\n    ON INSERT TO s.t DO (\n NOTIFY x;\n"
                " VALUES (1,'; )'::text);\n);"
            ),
            "",
            "NOTIFY x;\n VALUES (1,'; )'::text)",
        ),
        (
            (
                "CREATE RULE r AS\n    ON INSERT TO s.t DO INSTEAD (\n"
                "         SELECT 1\n"
                "        UNION ALL\n         SELECT 2\n) EXCEPT\n( SELECT 3\n LIMIT 1);"
            ),
            "",
            (
                "(\n         SELECT 1\n        UNION ALL\n         SELECT 2\n) EXCEPT\n"
                "( SELECT 3\n LIMIT 1)"
            ),
        ),
    ],
)
def test_a_rule_is_cut_where_its_own_words_stand(
    definition: str, condition: str, actions: str
) -> None:
    assert cut_rule(definition) == (condition, actions)


def test_what_is_no_rule_is_not_cut() -> None:
    with pytest.raises(ValueError, match="no rule"):
        cut_rule("no rule")


@pytest.mark.live
def test_rules_are_read_and_those_that_make_views_are_not(server: LiveServer) -> None:
    sql = """
        CREATE TABLE s.t (a int); CREATE VIEW s.v AS SELECT a FROM s.t;
        CREATE RULE r AS ON INSERT TO s.v WHERE new.a > 0
          DO INSTEAD (DELETE FROM s.t; DELETE FROM s.t WHERE a = 1);
        COMMENT ON RULE r ON s.v IS 'One.';
    """
    assert read_objects(server, sql, RewriteRule) == (
        RewriteRule(
            table=QualifiedName("s", "v"),
            name="r",
            event="insert",
            instead=True,
            condition="(new.a > 0)",
            actions="DELETE FROM s.t;\n DELETE FROM s.t\n  WHERE (t.a = 1)",
            description="One.",
        ),
    )
