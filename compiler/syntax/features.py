"""What PostgreSQL 16, 17 and 18 brought that a spec can say: the one table of it.

The grammar that reads the specs is that of version 18, so it takes all of this; a
project that says `postgres: 15` needs to be told. Functions by their names stand in
`newer_functions`.

Source: the release notes of PostgreSQL 16, 17 and 18.
"""

import dataclasses
from collections.abc import Iterator
from typing import Final


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Feature:
    """Something that older servers refuse.

    Args:
        what: as a finding says it.
        since: the first major version that takes it.
        example: SQL that needs it and nothing newer: one statement, or several.
        instead: what to do on an older server, in the imperative.
    """

    what: str
    since: int
    example: str
    instead: str


JSON_OBJECT: Final = Feature(
    what="JSON_OBJECT with keys and values",
    since=16,
    example="SELECT JSON_OBJECT('a': 1)",
    instead="write json_build_object",
)
JSON_ARRAY: Final = Feature(
    what="JSON_ARRAY",
    since=16,
    example="SELECT JSON_ARRAY(1, 2)",
    instead="write json_build_array",
)
JSON_AGGREGATE: Final = Feature(
    what="an SQL/JSON aggregate",
    since=16,
    example="SELECT JSON_ARRAYAGG(1)",
    instead="write json_agg or json_object_agg",
)
IS_JSON: Final = Feature(
    what="IS JSON",
    since=16,
    example="SELECT '1' IS JSON",
    instead="store the column as jsonb, which refuses all else",
)
JSON_VALUE_OF: Final = Feature(
    what="JSON(), JSON_SCALAR or JSON_SERIALIZE",
    since=17,
    example="SELECT JSON_SCALAR(1)",
    instead="write to_json or a cast",
)
JSON_QUERY: Final = Feature(
    what="JSON_EXISTS, JSON_QUERY or JSON_VALUE",
    since=17,
    example="SELECT JSON_EXISTS(jsonb '{}', '$.a')",
    instead="write jsonb_path_exists or jsonb_path_query_first",
)
JSON_TABLE: Final = Feature(
    what="JSON_TABLE",
    since=17,
    example="SELECT * FROM JSON_TABLE(jsonb '[]', '$[*]' COLUMNS (a int)) AS j",
    instead="write jsonb_to_recordset",
)
MERGE_RETURNING: Final = Feature(
    what="MERGE with RETURNING",
    since=17,
    example="CREATE TABLE t (a int); MERGE INTO t USING t AS s ON false "
    "WHEN NOT MATCHED THEN "
    "INSERT DEFAULT VALUES RETURNING t.a",
    instead="write INSERT with ON CONFLICT and RETURNING",
)
MERGE_BY_SOURCE: Final = Feature(
    what="WHEN NOT MATCHED BY SOURCE",
    since=17,
    example="CREATE TABLE t (a int); MERGE INTO t USING t AS s ON false "
    "WHEN NOT MATCHED BY SOURCE THEN DELETE",
    instead="write a DELETE of its own",
)
MERGE_ACTION: Final = Feature(
    what="merge_action()",
    since=17,
    example="CREATE TABLE t (a int); MERGE INTO t USING t AS s ON false "
    "WHEN NOT MATCHED THEN "
    "INSERT DEFAULT VALUES RETURNING merge_action()",
    instead="write statements of their own",
)
RETURNING_OLD: Final = Feature(
    what="old and new in RETURNING",
    since=18,
    example="CREATE TABLE t (a int); UPDATE t SET a = 1 RETURNING old.a, new.a",
    instead="read the old row before",
)
AT_LOCAL: Final = Feature(
    what="AT LOCAL",
    since=17,
    example="SELECT now() AT LOCAL",
    instead="write AT TIME ZONE current_setting('TimeZone')",
)
XML_INDENT: Final = Feature(
    what="XMLSERIALIZE with INDENT",
    since=16,
    example="SELECT XMLSERIALIZE(DOCUMENT xml '<a/>' AS text INDENT)",
    instead="leave INDENT out",
)
NO_ALIAS: Final = Feature(
    what="a sub-select in FROM without an alias",
    since=16,
    example="SELECT 1 FROM (SELECT 1)",
    instead="write AS and a name behind it",
)
NUMBER_FORM: Final = Feature(
    what="a number in this form",
    since=16,
    example="SELECT 1_000",
    instead="write it in decimal digits alone",
)
VIRTUAL_COLUMN: Final = Feature(
    what="a virtual generated column",
    since=18,
    example="CREATE TABLE t (a int, b int GENERATED ALWAYS AS (a + 1) VIRTUAL)",
    instead="store it: leave `stored: false` out",
)
NOT_ENFORCED: Final = Feature(
    what="a constraint that is not enforced",
    since=18,
    example="CREATE TABLE t (a int CHECK (a > 0) NOT ENFORCED)",
    instead="leave the constraint out",
)
WITHOUT_OVERLAPS: Final = Feature(
    what="a key without overlaps",
    since=18,
    example="CREATE TABLE t (a int4range, b tstzrange, UNIQUE (a, b WITHOUT OVERLAPS))",
    instead="write an exclusion constraint",
)
PERIOD: Final = Feature(
    what="a foreign key over a period",
    since=18,
    example="CREATE TABLE t (a int4range, b tstzrange, "
    "PRIMARY KEY (a, b WITHOUT OVERLAPS)); CREATE TABLE r (a int4range, b tstzrange, "
    "FOREIGN KEY (a, PERIOD b) REFERENCES t (a, PERIOD b))",
    instead="check it in a trigger",
)
PARTITIONED_EXCLUSION: Final = Feature(
    what="an exclusion constraint of a partitioned table",
    since=17,
    example="CREATE TABLE t (a int4range, EXCLUDE USING gist (a WITH =)) "
    "PARTITION BY LIST (a)",
    instead="leave the constraint or the partitions out",
)
PARTITIONED_NOT_VALID: Final = Feature(
    what="a foreign key of a partitioned table that is not valid",
    since=18,
    example="CREATE TABLE t (a int PRIMARY KEY) PARTITION BY LIST (a); "
    "ALTER TABLE t ADD FOREIGN KEY (a) REFERENCES t NOT VALID",
    instead="leave not_valid or the partitions out",
)
LOGIN_EVENT: Final = Feature(
    what="an event trigger on login",
    since=17,
    example="CREATE FUNCTION f() RETURNS event_trigger LANGUAGE plpgsql AS "
    "'BEGIN END'; CREATE EVENT TRIGGER e ON login EXECUTE FUNCTION f(); "
    "DROP EVENT TRIGGER e",
    instead="set what a session needs on its role",
)

NEWER_COLLATIONS: Final = {"unicode": 16, "pg_c_utf8": 17, "pg_unicode_fast": 18}
"""Collations of `pg_catalog` with the version that brought them."""

NEWER_PARAMETERS: Final = {
    "createrole_self_grant": 16,
    "debug_parallel_query": 16,
    "enable_presorted_aggregate": 16,
    "icu_validation_level": 16,
    "scram_iterations": 16,
    "vacuum_buffer_usage_limit": 16,
    "enable_group_by_reordering": 17,
    "event_triggers": 17,
    "io_combine_limit": 17,
    "transaction_timeout": 17,
    "enable_distinct_reordering": 18,
    "enable_self_join_elimination": 18,
    "file_copy_method": 18,
    "log_lock_failures": 18,
    "track_cost_delay_timing": 18,
    "vacuum_max_eager_freeze_failure_rate": 18,
    "vacuum_truncate": 18,
}
"""Settings that a role or a routine may have, with the version that brought them."""


def newer_message(what: str, since: int, postgres: int) -> str:
    """Return what a finding says of something that is newer than the project.

    Args:
        what: a feature.
        since: the first major version that takes it.
        postgres: the oldest one that the project has to run on.
    """
    return f"{what} needs PostgreSQL {since}; the project says {postgres}"


def newer_remedy(since: int, instead: str) -> str:
    """Return the help for something newer: raise the version, or do this instead."""
    return f"Raise `postgres:` to {since}, or {instead}."


def features_of_collation(name: str) -> Iterator[Feature]:
    """Yield the feature that a collation is, if it is a newer one."""
    if name in NEWER_COLLATIONS:
        yield Feature(
            what=f"the collation {name}",
            since=NEWER_COLLATIONS[name],
            example=f"SELECT 'a' COLLATE {name}",
            instead="name another one",
        )


def features_of_parameter(name: str) -> Iterator[Feature]:
    """Yield the feature that a configuration parameter is, if it is a newer one."""
    if name in NEWER_PARAMETERS:
        yield Feature(
            what=f"the parameter {name}",
            since=NEWER_PARAMETERS[name],
            example=f"SET {name} TO DEFAULT",
            instead="leave it out",
        )
