"""Functions of PostgreSQL whose result has one type, whatever they are called with.

Those that people use in specs; of the others nothing is known here.

Source: the catalog `pg_proc` of PostgreSQL 15 and 18.
"""

from typing import Final

_NAMES: Final = {
    "bool": """
        bool_and bool_or every has_any_column_privilege has_column_privilege
        has_database_privilege has_function_privilege has_schema_privilege
        has_sequence_privilege has_table_privilege has_type_privilege
        inet_same_family is_normalized isclosed isempty isfinite isopen
        jsonb_path_exists jsonb_path_exists_tz jsonb_path_match
        jsonb_path_match_tz lower_inc lower_inf pg_has_role pg_input_is_valid
        pg_is_in_recovery pg_try_advisory_lock pg_try_advisory_xact_lock
        regexp_like row_security_active starts_with upper_inc upper_inf
        xml_is_well_formed xpath_exists
    """,
    "bytea": """
        convert convert_to decode set_byte sha224 sha256 sha384 sha512
    """,
    "date": """
        make_date to_date
    """,
    "float8": """
        acos asin atan atan2 cbrt corr cos cot date_part degrees pi radians
        random_normal sin tan
    """,
    "inet": """
        broadcast hostmask inet_client_addr inet_server_addr netmask
    """,
    "int4": """
        array_length array_lower array_ndims array_position array_upper ascii
        bit_length cardinality char_length character_length family get_bit
        get_byte json_array_length jsonb_array_length masklen min_scale
        num_nonnulls num_nulls numnode octet_length pg_backend_pid
        pg_column_size pg_trigger_depth position regexp_count regexp_instr scale
        strpos width_bucket
    """,
    "int8": """
        bit_count count currval dense_rank lastval nextval pg_database_size
        pg_relation_size pg_size_bytes pg_total_relation_size rank row_number
        setval txid_current
    """,
    "interval": """
        justify_days justify_hours justify_interval make_interval
    """,
    "json": """
        array_to_json json_agg json_build_array json_build_object json_object
        json_object_agg json_strip_nulls row_to_json to_json
    """,
    "jsonb": """
        jsonb_agg jsonb_build_array jsonb_build_object jsonb_insert jsonb_object
        jsonb_object_agg jsonb_path_query_array jsonb_path_query_first jsonb_set
        jsonb_set_lax jsonb_strip_nulls to_jsonb
    """,
    "name": """
        current_database current_schema pg_client_encoding pg_get_userbyid
    """,
    "numeric": """
        div extract factorial to_number trim_scale
    """,
    "regclass": """
        to_regclass
    """,
    "regtype": """
        pg_typeof to_regtype
    """,
    "text": """
        array_dims array_to_string chr col_description concat concat_ws
        convert_from current_query current_setting encode format format_type
        host initcap json_typeof jsonb_pretty jsonb_typeof left lpad md5
        normalize obj_description pg_get_expr pg_get_viewdef pg_size_pretty
        quote_ident quote_literal quote_nullable regexp_replace regexp_substr
        repeat replace right rpad set_config split_part timeofday to_ascii
        to_char to_hex translate version
    """,
    "time": """
        make_time
    """,
    "timestamp": """
        make_timestamp
    """,
    "timestamptz": """
        clock_timestamp make_timestamptz now pg_postmaster_start_time
        statement_timestamp to_timestamp transaction_timestamp
    """,
    "tsquery": """
        phraseto_tsquery plainto_tsquery to_tsquery websearch_to_tsquery
    """,
    "tsvector": """
        array_to_tsvector json_to_tsvector jsonb_to_tsvector setweight strip
        to_tsvector
    """,
    "uuid": """
        gen_random_uuid uuidv4 uuidv7
    """,
    "xid8": """
        pg_current_xact_id
    """,
}

RESULT_TYPES: Final = {
    name: result for result, names in _NAMES.items() for name in names.split()
}
"""Names of functions in `pg_catalog` with the name of the type that they return."""
