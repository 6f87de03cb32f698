"""A plan adds a column that is `not_null`, and the rows that are there have no value.

PostgreSQL refuses such a column where the table has a row. `backfill` gives an
expression for the rows that are there, which are written in batches before the column
becomes `not_null`; a `default` gives one value to them and to all that come. Only
`tenantry plan` tells, because it takes a database to know that the table was there.

Fails: A column with `not_null: true`, and without `default`, `identity` and
`generated`, that a table gets which is there already.

Passes: The same column with `backfill`, or with a `default`.
"""
