"""A table cannot be split by what the spec says.

PostgreSQL splits by a list of values of one column, and never by a generated column or
by what is the same for each row. Over partitions by an expression it can keep no key
unique. Partitions by time are split by one column, and `ahead` says how many of them.

Fails:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      country: {type: text, not_null: true}
    primary_key: [id]
    partition_by:
      list: [{expression: lower(country)}]
      partitions:
        home: {in: ["'de'"]}

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
