"""A row gives a value to a column that gets its value by itself.

A generated column is computed, an identity column that is always generated counts on,
and the tenant column says whose the row is: for all of them another value would be
wrong, or is refused.

Fails:

    table: countries
    columns:
      code: {type: text, not_null: true}
      sorting: {type: text, generated: lower(code)}
    primary_key: [code]
    rows:
      - {code: DE, sorting: de}

Passes:

    table: countries
    columns:
      code: {type: text, not_null: true}
      sorting: {type: text, generated: lower(code)}
    primary_key: [code]
    rows:
      - {code: DE}
"""
