"""An aggregate or a window function stands where there is one row.

An aggregate such as `sum` makes one value of many rows, and a window function such as
`rank` places a row among others. Checks, defaults, indexes, policies and the like are
computed for each row by itself, and PostgreSQL refuses both in them. Within a
sub-select, where one may stand, there are rows to read.

Fails:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
      price: {type: numeric, not_null: true}
      discount: {type: numeric, not_null: true}
    primary_key: [id]
    checks: {discount_fits: "max(discount) < price"}
    retention: {rule: keep}

Passes:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
      price: {type: numeric, not_null: true}
      discount: {type: numeric, not_null: true}
    primary_key: [id]
    checks: {discount_fits: discount < price}
    retention: {rule: keep}
"""
