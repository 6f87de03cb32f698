import pytest

from compiler.model.unmodelled import Unmodelled
from tests.introspect.reading import read_unmodelled
from tests.servers import LiveServer

pytestmark = pytest.mark.live

FUNCTION = "CREATE FUNCTION s.f(int, int) RETURNS int LANGUAGE sql IMMUTABLE RETURN 1;"
TRIGGER = """
    CREATE FUNCTION s.f() RETURNS trigger LANGUAGE plpgsql AS 'begin end';
    CREATE TABLE s.t (a int) PARTITION BY LIST (a); CREATE TABLE s.u (a int);
    CREATE TABLE s.t1 PARTITION OF s.t FOR VALUES IN (1);
    CREATE TRIGGER x BEFORE INSERT ON s.t FOR EACH ROW EXECUTE FUNCTION s.f();
"""
OPERATOR = "CREATE OPERATOR s.=== (LEFTARG = int, RIGHTARG = int, FUNCTION = s.f);"
MODELLED = """
    CREATE TYPE s.c AS (a int); CREATE TYPE s.r AS RANGE (SUBTYPE = int);
    CREATE DOMAIN s.d AS int CHECK (VALUE > 0); CREATE TYPE s.e AS ENUM ('a');
    CREATE TABLE s.k (a serial PRIMARY KEY, b int REFERENCES s.k);
    CREATE STATISTICS s.x ON a, b FROM s.k; CREATE VIEW s.v AS SELECT a FROM s.k;
    CREATE MATERIALIZED VIEW s.m AS SELECT a FROM s.k;
    CREATE RULE x AS ON DELETE TO s.v DO INSTEAD NOTHING;
    CREATE AGGREGATE s.g(int) (SFUNC = int4pl, STYPE = int);
    GRANT SELECT ON ALL TABLES IN SCHEMA s TO a; GRANT USAGE ON SCHEMA s TO a;
    GRANT EXECUTE ON FUNCTION s.f TO a; GRANT USAGE ON TYPE s.e TO public;
    ALTER TABLE s.k OWNER TO b; ALTER FUNCTION s.f OWNER TO b;
"""
ORDERED = "(SFUNC = ordered_set_transition_multi, STYPE = internal,"


@pytest.mark.parametrize(
    ("sql", "kind", "identity"),
    [
        (FUNCTION + OPERATOR, "operator", "s.===(integer,integer)"),
        ("CREATE OPERATOR FAMILY s.y USING hash", "operator family", "s.y USING hash"),
        ("CREATE COLLATION s.c (LOCALE = 'C')", "collation", "s.c"),
        (
            "CREATE CONVERSION s.c FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8",
            "conversion",
            "s.c",
        ),
        (
            "CREATE TEXT SEARCH DICTIONARY s.d (TEMPLATE = simple)",
            "text search dictionary",
            "s.d",
        ),
        (
            "CREATE TEXT SEARCH CONFIGURATION s.c (COPY = simple)",
            "text search configuration",
            "s.c",
        ),
        ("CREATE TYPE s.t", "shell type", "s.t"),
        (
            "CREATE TYPE s.c AS (a int); CREATE CAST (s.c AS text) WITH INOUT",
            "cast",
            "(s.c AS pg_catalog.text)",
        ),
        (
            (
                "CREATE FOREIGN DATA WRAPPER w; CREATE SERVER v FOREIGN DATA WRAPPER w;"
                "CREATE FOREIGN TABLE s.t (a int) SERVER v"
            ),
            "foreign table",
            "s.t",
        ),
        (
            "CREATE TABLE s.p (a int); CREATE TABLE s.t () INHERITS (s.p)",
            "table that inherits",
            "s.t",
        ),
        (
            "CREATE TYPE s.c AS (a int); CREATE TABLE s.t OF s.c",
            "typed table",
            "s.t",
        ),
        (
            "CREATE TABLE s.t (a int); REVOKE DELETE ON s.t FROM the_owner",
            "owner without a privilege",
            "s.t",
        ),
        (
            "REVOKE CREATE ON SCHEMA s FROM the_owner",
            "owner without a privilege",
            "s",
        ),
        (
            FUNCTION + "REVOKE EXECUTE ON FUNCTION s.f FROM the_owner",
            "owner without a privilege",
            "s.f(integer,integer)",
        ),
        (
            "CREATE TABLE s.t (a int PRIMARY KEY); ALTER TABLE s.t CLUSTER ON t_pkey",
            "index that a table is clustered on",
            "s.t_pkey",
        ),
        (
            "CREATE VIEW s.v AS SELECT 1 AS a; ALTER VIEW s.v ALTER a SET DEFAULT 1",
            "default of a view's column",
            "s.v.a",
        ),
        (
            TRIGGER + "ALTER TABLE s.t1 DISABLE TRIGGER x",
            "trigger that fires otherwise than that of its table",
            "x on s.t1",
        ),
        (
            TRIGGER + "CREATE CONSTRAINT TRIGGER y AFTER INSERT ON s.u FROM s.t"
            " FOR EACH ROW EXECUTE FUNCTION s.f()",
            "constraint trigger that names a second table",
            "y on s.u",
        ),
        (
            (
                "CREATE TABLE s.t (a int PRIMARY KEY);"
                "CREATE TABLE s.u (a int CONSTRAINT x REFERENCES s.t);"
                "ALTER TABLE s.u DISABLE TRIGGER ALL"
            ),
            "constraint whose triggers fire otherwise than by default",
            "x on s.u",
        ),
        (
            (
                "CREATE TABLE s.t (a int);"
                "CREATE RULE x AS ON DELETE TO s.t DO NOTHING;"
                "ALTER TABLE s.t DISABLE RULE x"
            ),
            "rule that fires otherwise than by default",
            "x on s.t",
        ),
        (
            "CREATE TABLE s.t (a int); CREATE PUBLICATION p FOR TABLE s.t",
            "table of a publication",
            "s.t in publication p",
        ),
        (
            "CREATE PUBLICATION p FOR TABLES IN SCHEMA s",
            "schema of a publication",
            "s in publication p",
        ),
        (
            (
                "CREATE TABLE other.t (a int, b int);"
                "CREATE STATISTICS s.x ON a, b FROM other.t"
            ),
            "statistics of a table of another schema",
            "s.x",
        ),
        (
            (
                "CREATE FUNCTION s.f() RETURNS bigint LANGUAGE internal WINDOW"
                " AS 'window_row_number'"
            ),
            "window function",
            "s.f()",
        ),
        (
            "CREATE FUNCTION s.f(int) RETURNS int LANGUAGE internal AS 'int4um'",
            "function in the language internal",
            "s.f(integer)",
        ),
        (
            FUNCTION + "ALTER FUNCTION s.f LEAKPROOF",
            "leakproof function",
            "s.f(integer,integer)",
        ),
        (
            FUNCTION + "ALTER FUNCTION s.f SUPPORT generate_series_int4_support",
            "function with a support function",
            "s.f(integer,integer)",
        ),
        (
            (
                'CREATE AGGREGATE s.f(VARIADIC "any" ORDER BY VARIADIC "any")'
                f" {ORDERED} FINALFUNC = rank_final, FINALFUNC_EXTRA, HYPOTHETICAL)"
            ),
            "aggregate with an argument on both sides",
            's.f(pg_catalog."any")',
        ),
        (
            "CREATE TYPE s.e AS ENUM (); REVOKE USAGE ON TYPE s.e FROM public",
            "privileges on a type",
            "s.e",
        ),
        (
            (
                "CREATE DOMAIN s.d AS int; ALTER DOMAIN s.d ADD CONSTRAINT x"
                " CHECK (VALUE > 0) NOT VALID"
            ),
            "check of a domain that is not validated",
            "x on s.d",
        ),
    ],
)
def test_what_the_model_cannot_say_is_told(
    server: LiveServer, sql: str, kind: str, identity: str
) -> None:
    assert read_unmodelled(server, sql) == {Unmodelled(kind=kind, identity=identity)}


def test_what_the_model_can_say_is_not_told(server: LiveServer) -> None:
    assert read_unmodelled(server, TRIGGER + MODELLED) == set()
