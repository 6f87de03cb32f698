"""A partition does not say, or says wrongly, which rows it takes.

A partition of a list names values, one of a range its two ends, one of a hash what to
divide by and what has to be left. A default partition names nothing, and beside hashes
there is none. All of it is constant, so that no two tenants differ.

Fails:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      country: {type: text, not_null: true}
    primary_key: [id]
    partition_by:
      list: country
      partitions:
        home: {from: "'a'", to: "'d'"}

Passes:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      country: {type: text, not_null: true}
    primary_key: [id]
    partition_by:
      list: country
      partitions:
        home: {in: ["'de'"]}
"""
