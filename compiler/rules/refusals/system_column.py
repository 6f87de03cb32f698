"""A column is called like one that PostgreSQL gives each table.

`ctid`, `tableoid`, `xmin`, `xmax`, `cmin` and `cmax` say where a row is stored, and
which transactions may see it. A table cannot have another column of such a name, not
even in quotes.

Fails:

    table: readings
    columns:
      id: {type: bigint, not_null: true}
      xmin: {type: real}
      created_at: {type: timestamptz, not_null: true}
    primary_key: [id]
    retention: {rule: keep}

Passes:

    table: readings
    columns:
      id: {type: bigint, not_null: true}
      x_min: {type: real}
      created_at: {type: timestamptz, not_null: true}
    primary_key: [id]
    retention: {rule: keep}
"""
