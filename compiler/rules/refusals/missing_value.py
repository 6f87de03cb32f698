"""A row has no value for a column that has to have one.

A column that is not null and has no default, and a column of the primary key, need a
value in every row; PostgreSQL would refuse all of them together.

Fails:

    table: countries
    columns:
      code: {type: text, not_null: true}
      name: {type: text, not_null: true}
    primary_key: [code]
    rows:
      - {code: de, name: Germany}
      - {code: fr}

Passes:

    table: countries
    columns:
      code: {type: text, not_null: true}
      name: {type: text, not_null: true}
    primary_key: [code]
    rows:
      - {code: de, name: Germany}
      - {code: fr, name: France}
"""
