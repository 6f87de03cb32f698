"""A row of a spec refers to a row that no spec gives the other table.

Rows of specs are written when their tables are new, so only what other specs write
stands there to be referred to. Null refers to nothing, and is always allowed.

Fails:

    table: countries
    columns:
      code: {type: text, not_null: true}
    primary_key: [code]
    rows:
      - {code: de}
    ---
    table: cities
    columns:
      name: {type: text, not_null: true}
      country: {type: text, not_null: true}
    primary_key: [name]
    foreign_keys:
      - {columns: [country], references: countries}
    rows:
      - {name: Paris, country: fr}

Passes:

    table: countries
    columns:
      code: {type: text, not_null: true}
    primary_key: [code]
    rows:
      - {code: de}
      - {code: fr}
    ---
    table: cities
    columns:
      name: {type: text, not_null: true}
      country: {type: text, not_null: true}
    primary_key: [name]
    foreign_keys:
      - {columns: [country], references: countries}
    rows:
      - {name: Paris, country: fr}
"""
