-- How many objects the sessions of this server can lock, all together.
SELECT current_setting('max_locks_per_transaction')::bigint
     * (current_setting('max_connections')::bigint
        + current_setting('max_prepared_transactions')::bigint) AS locks
