"""The functions that PostgreSQL 16, 17 and 18 brought.

Source: the release notes of these versions; `pg_proc` of servers of 15 and 18.
"""

from typing import Final

_OF_16: Final = """
any_value any_value_transfn array_sample array_shuffle date_add date_subtract erf erfc
json_agg_strict json_object_agg_strict json_object_agg_unique
json_object_agg_unique_strict jsonb_agg_strict jsonb_object_agg_strict
jsonb_object_agg_unique jsonb_object_agg_unique_strict pg_input_error_info
pg_input_is_valid pg_log_standby_snapshot pg_split_walfile_name
pg_stat_get_backend_subxact pg_stat_get_db_conflict_logicalslot pg_stat_get_io
pg_stat_get_lastscan pg_stat_get_tuples_newpage_updated
pg_stat_get_xact_tuples_newpage_updated random_normal system_user
"""
_OF_17: Final = """
binary_upgrade_add_sub_rel_state binary_upgrade_logical_slot_has_caught_up
binary_upgrade_replorigin_advance icu_unicode_version jsonb_populate_record_valid
pg_available_wal_summaries pg_basetype pg_column_toast_chunk_id pg_get_wait_events
pg_get_wal_summarizer_state pg_stat_get_checkpointer_buffers_written
pg_stat_get_checkpointer_num_requested pg_stat_get_checkpointer_num_timed
pg_stat_get_checkpointer_restartpoints_performed
pg_stat_get_checkpointer_restartpoints_requested
pg_stat_get_checkpointer_restartpoints_timed pg_stat_get_checkpointer_stat_reset_time
pg_stat_get_checkpointer_sync_time pg_stat_get_checkpointer_write_time
pg_sync_replication_slots pg_wal_summary_contents to_bin to_oct to_regtypemod
unicode_assigned unicode_version uuid_extract_timestamp uuid_extract_version xmltext
"""
_OF_18: Final = """
array_reverse array_sort bytea bytea_larger bytea_smaller casefold crc32 crc32c gamma
gist_translate_cmptype_common has_largeobject_privilege hashbool hashboolextended
hashbytea hashbyteaextended hashcid hashcidextended hashdate hashdateextended hashxid
hashxid8 hashxid8extended hashxidextended lgamma pg_clear_attribute_stats
pg_clear_relation_stats pg_get_acl pg_get_aios pg_get_loaded_modules
pg_get_sequence_data pg_get_shmem_allocations_numa pg_ls_summariesdir
pg_numa_available pg_restore_attribute_stats pg_restore_relation_stats
pg_stat_get_backend_io pg_stat_get_backend_wal
pg_stat_get_checkpointer_num_performed pg_stat_get_checkpointer_slru_written
pg_stat_get_db_parallel_workers_launched pg_stat_get_db_parallel_workers_to_launch
pg_stat_get_total_analyze_time pg_stat_get_total_autoanalyze_time
pg_stat_get_total_autovacuum_time pg_stat_get_total_vacuum_time
pg_stat_reset_backend_stats pg_timezone_abbrevs_abbrevs pg_timezone_abbrevs_zone
record_larger record_smaller timestamptz_hash timestamptz_hash_extended uuidv4 uuidv7
"""

NEWER_FUNCTIONS: Final = {
    name: since
    for since, names in ((16, _OF_16), (17, _OF_17), (18, _OF_18))
    for name in names.split()
}
"""Each function that 15 has not, in any form, with the version that has it."""

NEWER_FORMS: Final = {
    ("random", 2): 17,
    ("generate_series", 4): 16,
    ("json_strip_nulls", 2): 18,
    ("jsonb_strip_nulls", 2): 18,
}
"""Functions that 15 has with other numbers of arguments."""
