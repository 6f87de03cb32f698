-- How many locks all transactions of the server together have room for.
SELECT current_setting('max_locks_per_transaction')::integer
       * (current_setting('max_connections')::integer
          + current_setting('max_prepared_transactions')::integer);
