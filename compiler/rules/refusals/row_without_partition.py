"""A row would be inserted before there is a partition that takes it.

Rows of a spec are inserted as soon as their table is there. Partitions by time are made
later, and over and over again, so such a table is none for reference data. Of a list,
some partition has to take the row's value.

Fails:

    table: countries
    columns:
      code: {type: text, not_null: true}
      region: {type: text, not_null: true}
    primary_key: [code]
    partition_by:
      list: region
      partitions:
        europe: {in: ["'eu'"]}
    rows:
      - {code: us, region: na}

Passes:

    table: countries
    columns:
      code: {type: text, not_null: true}
      region: {type: text, not_null: true}
    primary_key: [code]
    partition_by:
      list: region
      partitions:
        europe: {in: ["'eu'"]}
        others: {default: true}
    rows:
      - {code: us, region: na}
"""
