"""PostgreSQL's own functions and casts that are not immutable, as far as that is sure.

What reads settings of the session is stable: among them the time zone, which turns a
`timestamptz` into a date, and the form in which dates are written.

Source: the column `provolatile` of the catalog `pg_proc`, in PostgreSQL 15 and 18; the
types were tried on servers of both.
"""

from collections.abc import Mapping
from typing import Final

from compiler.syntax.builtin_types import TEXT_TYPES

_NAMES: Final = """
array_sample array_shuffle array_to_json array_to_string clock_timestamp col_description
concat concat_ws convert convert_from convert_to current_database current_query
current_schema current_schemas current_setting currval enum_first enum_last enum_range
format gen_random_uuid get_current_ts_config getdatabaseencoding
has_any_column_privilege has_column_privilege has_database_privilege
has_foreign_data_wrapper_privilege has_function_privilege has_language_privilege
has_largeobject_privilege has_parameter_privilege has_schema_privilege
has_sequence_privilege has_server_privilege has_table_privilege has_tablespace_privilege
has_type_privilege inet_client_addr inet_client_port inet_server_addr inet_server_port
json_build_array json_build_object json_populate_record jsonb_build_array
jsonb_build_object jsonb_path_exists_tz jsonb_path_match_tz jsonb_path_query_array_tz
jsonb_path_query_first_tz jsonb_populate_record jsonb_populate_record_valid lastval
make_timestamptz mxid_age nextval now obj_description pg_column_size pg_sleep pg_typeof
random random_normal row_security_active row_to_json set_config setseed setval
shobj_description statement_timestamp system_user timeofday to_char to_date to_json
to_jsonb to_number to_regclass to_regcollation to_regnamespace to_regoper to_regoperator
to_regproc to_regprocedure to_regrole to_regtype to_regtypemod transaction_timestamp
txid_current txid_current_if_assigned txid_current_snapshot txid_status uuidv4 uuidv7
version xml_is_well_formed
"""
_ALWAYS: Final = frozenset(_NAMES.split())

_WITH: Final[Mapping[str, int]] = {
    "age": 1,
    "date_add": 2,
    "date_subtract": 2,
    "json_to_tsvector": 2,
    "jsonb_to_tsvector": 2,
    "length": 2,
    "phraseto_tsquery": 1,
    "plainto_tsquery": 1,
    "timezone": 1,
    "to_timestamp": 2,
    "to_tsquery": 1,
    "to_tsvector": 1,
    "ts_headline": 2,
    "ts_rewrite": 2,
    "websearch_to_tsquery": 1,
}
"""Functions to the number of arguments with which they are not immutable."""

_OF_TYPES: Final[Mapping[tuple[str, int], str]] = {
    ("date", 1): "text timestamptz",
    ("date_part", 2): "timestamptz",
    ("date_trunc", 2): "date timestamptz",
    ("date_trunc", 3): "date timestamp",
    ("extract", 2): "timestamptz",
    ("timestamptz", 1): "date text timestamp",
    ("timezone", 2): "date time",
    ("tstzrange", 2): "date timestamp",
    ("tstzrange", 3): "date timestamp",
}
"""Functions, and with how many arguments, to types of which one may be none."""

_ZONED_UNTIL_16: Final = ("date_trunc", 3)

_TO_TEXT: Final = " ".join(sorted(TEXT_TYPES))
_RANGES: Final = """
datemultirange daterange int4multirange int4range int8multirange int8range nummultirange
numrange tsmultirange tsrange tstzmultirange tstzrange
"""
_CASTS: Final[Mapping[str, str]] = {
    "date": f"timestamptz {_TO_TEXT}",
    "interval": _TO_TEXT,
    "time": "timetz",
    "timestamp": f"timestamptz {_TO_TEXT}",
    "timestamptz": f"date time timestamp timetz {_TO_TEXT}",
    **dict.fromkeys(("anyarray", "anyenum", *_RANGES.split()), _TO_TEXT),
    **dict.fromkeys(TEXT_TYPES, "date interval time timestamp timestamptz timetz"),
}

_JOINED: Final[Mapping[str, str]] = {
    "+": "interval time",
    "-": "date interval time timestamp",
    **dict.fromkeys(
        ("<", "<=", "<>", "=", ">", ">=", "BETWEEN", "NOT BETWEEN"), "date timestamp"
    ),
}
"""Operators to the types that a `timestamptz` stands beside."""


def is_mutable(function: str, count: int) -> bool:
    """Return whether no function of that name is immutable.

    Args:
        function: the name of one of PostgreSQL's own.
        count: how many arguments it is given; -1 where that is not known.
    """
    return function in _ALWAYS or _WITH.get(function) == count


def is_mutable_of(function: str, count: int, type_name: str, postgres: int) -> bool:
    """Return whether a function is not immutable where an argument is of a type.

    Args:
        function: the name of one of PostgreSQL's own.
        count: how many arguments it is given.
        type_name: of one of them, as the catalog has it.
        postgres: the oldest version that counts.
    """
    key = (function, count)
    if key == _ZONED_UNTIL_16 and type_name == "timestamptz":
        return postgres < 16  # noqa: PLR2004 - the version
    return type_name in _OF_TYPES.get(key, "").split()


def is_mutable_cast(source: str, target: str) -> bool:
    """Return whether casting one type to another reads settings, or the catalog.

    Args:
        source: as the catalog has it; `anyarray` and `anyenum` for those.
        target: as the catalog has it.
    """
    return target in _CASTS.get(source, "").split()


def is_mutable_operator(operator: str, left: str, right: str) -> bool:
    """Return whether an operator between two types reads settings of the session."""
    others = {left, right} - {"timestamptz"}
    return (
        "timestamptz" in (left, right)
        and bool(others)
        and others <= set(_JOINED.get(operator, "").split())
    )
