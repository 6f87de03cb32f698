"""An exclusion constraint of a partitioned table would look into other partitions.

Each partition has an index of its own. Only rows that are equal in what the table is
partitioned by are sure to stand in the same one.

Fails:

    project: acme
    postgres: 18
    ---
    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
      during: {type: tstzrange}
    primary_key: [id]
    partition_by: {range: created_at, every: 1 month}
    exclude:
      - {elements: [{column: id, operator: =}], method: btree}
    retention: {rule: keep}

Passes:

    project: acme
    postgres: 18
    ---
    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
      during: {type: tstzrange}
    primary_key: [id]
    partition_by: {range: created_at, every: 1 month}
    exclude:
      - elements: [{column: id, operator: =}, {column: created_at, operator: =}]
        method: btree
    retention: {rule: keep}
"""
