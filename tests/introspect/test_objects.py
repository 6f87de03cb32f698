"""Everything that hangs on a table is read once, under the schema of the table."""

import pytest

from compiler.introspect.objects import build_catalog
from tests.introspect.reading import read_made
from tests.servers import LiveServer

pytestmark = pytest.mark.live

SPLIT = """
    CREATE FUNCTION s.f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END';
    CREATE TABLE s.t (a integer)
      PARTITION BY LIST ((CASE WHEN a > 0 THEN 'other'::regnamespace END));
    ALTER TABLE s.t ENABLE ROW LEVEL SECURITY;
    CREATE POLICY p ON s.t USING (true);
    CREATE TRIGGER g BEFORE INSERT ON s.t FOR EACH ROW EXECUTE FUNCTION s.f();
    CREATE RULE r AS ON DELETE TO s.t DO INSTEAD NOTHING;
    GRANT SELECT ON s.t TO a;
    GRANT UPDATE (a) ON s.t TO b;
"""


def test_a_key_that_names_another_schema_is_no_place_to_be(server: LiveServer) -> None:
    own = build_catalog([read_made(server, SPLIT, "s")]).objects
    others = build_catalog([read_made(server, SPLIT, "other")]).objects

    kinds = sorted(type(each).__name__ for each in own)
    assert len(kinds) == len(set(own))
    assert {"Policy", "RowSecurity", "Trigger", "RewriteRule", "TableGrant"} <= set(
        kinds
    )
    assert [type(each).__name__ for each in others] == ["Schema"]
