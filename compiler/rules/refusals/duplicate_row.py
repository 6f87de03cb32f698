"""Two rows are equal in a key.

The rows of a spec are inserted together, so two that are equal in the primary key or in
a unique constraint would keep all of them out.

Fails:

    table: countries
    columns:
      code: {type: text, not_null: true}
      name: {type: text}
    primary_key: [code]
    rows:
      - {code: de, name: Germany}
      - {code: de, name: Denmark}

Passes:

    table: countries
    columns:
      code: {type: text, not_null: true}
      name: {type: text}
    primary_key: [code]
    rows:
      - {code: de, name: Germany}
      - {code: dk, name: Denmark}
"""
