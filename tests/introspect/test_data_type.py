import pytest

from compiler.model.catalog import DatabaseObject
from compiler.model.composite_type import Attribute, CompositeType
from compiler.model.domain import Domain, DomainCheck
from compiler.model.enum_type import EnumType
from compiler.model.name import QualifiedName
from compiler.model.range_type import RangeType
from tests.introspect.reading import read_objects
from tests.servers import LiveServer

pytestmark = pytest.mark.live


def _range(
    subtype: str,
    *,
    operator_class: str = "",
    collation: str = "",
    subtype_diff: str = "",
    multirange: QualifiedName = QualifiedName("s", "r_multirange"),  # noqa: B008 - frozen
) -> RangeType:
    return RangeType(
        name=QualifiedName("s", "r"),
        subtype=subtype,
        operator_class=operator_class,
        collation=collation,
        subtype_diff=subtype_diff,
        multirange=multirange,
        description="",
    )


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        (
            (
                "CREATE TYPE s.e AS ENUM ('b', 'it''s');"
                "COMMENT ON TYPE s.e IS 'An E.';"
                "ALTER TYPE s.e ADD VALUE 'a' BEFORE 'it''s'"
            ),
            EnumType(
                name=QualifiedName("s", "e"),
                labels=("b", "a", "it's"),
                description="An E.",
            ),
        ),
        (
            (
                "CREATE TYPE s.c AS"
                ' (gone int, "B c" varchar(3) COLLATE "C", e char(4));'
                "ALTER TYPE s.c DROP ATTRIBUTE gone; COMMENT ON COLUMN s.c.e IS 'Four.'"
            ),
            CompositeType(
                name=QualifiedName("s", "c"),
                attributes=(
                    Attribute(
                        name="B c",
                        type_sql="character varying(3)",
                        collation='pg_catalog."C"',
                        description="",
                    ),
                    Attribute(
                        name="e",
                        type_sql="character(4)",
                        collation="",
                        description="Four.",
                    ),
                ),
                description="",
            ),
        ),
        (
            # A default that names the schema depends on it once more.
            (
                "CREATE DOMAIN s.d AS regnamespace NOT NULL DEFAULT 's'::regnamespace"
                " CONSTRAINT z CHECK (VALUE <> 0) CONSTRAINT a CHECK (VALUE > 1);"
                "COMMENT ON CONSTRAINT z ON DOMAIN s.d IS 'Some.'"
            ),
            Domain(
                name=QualifiedName("s", "d"),
                base="regnamespace",
                collation="",
                default="'s'::regnamespace",
                not_null=True,
                checks=(
                    DomainCheck(
                        name="a",
                        expression="((VALUE)::oid > (1)::oid)",
                        description="",
                    ),
                    DomainCheck(
                        name="z",
                        expression="((VALUE)::oid <> (0)::oid)",
                        description="Some.",
                    ),
                ),
                description="",
            ),
        ),
        (
            "CREATE TYPE s.r AS RANGE (SUBTYPE = float8, SUBTYPE_DIFF = float8mi)",
            _range("double precision", subtype_diff="pg_catalog.float8mi"),
        ),
        (
            (
                "CREATE TYPE s.r AS RANGE (SUBTYPE = text,"
                ' SUBTYPE_OPCLASS = text_pattern_ops, COLLATION = "C",'
                " MULTIRANGE_TYPE_NAME = other.many)"
            ),
            _range(
                "text",
                operator_class="pg_catalog.text_pattern_ops",
                collation='pg_catalog."C"',
                multirange=QualifiedName("other", "many"),
            ),
        ),
    ],
    ids=["enum", "composite", "domain", "range", "range of a class"],
)
def test_a_type_is_read_as_it_was_made(
    server: LiveServer, sql: str, expected: DatabaseObject
) -> None:
    assert read_objects(server, sql, type(expected)) == (expected,)


def test_types_that_other_objects_bring_along_are_none(server: LiveServer) -> None:
    sql = "CREATE TABLE s.t (a int); CREATE TYPE s.r AS RANGE (SUBTYPE = int)"
    assert read_objects(server, sql, CompositeType) == ()
    assert len(read_objects(server, sql, RangeType)) == 1
