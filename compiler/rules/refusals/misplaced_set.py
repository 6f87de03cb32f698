"""A function that returns any number of rows stands where one value is needed.

What a check, a default, an index or a policy comes to is one value for one row. A
function such as `unnest` or `generate_series` may give none or many, and PostgreSQL
refuses it there.

Fails:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
      tags: {type: "text[]", not_null: true}
    primary_key: [id]
    checks: {has_no_blank: "unnest(tags) <> ''"}
    retention: {rule: keep}

Passes:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
      tags: {type: "text[]", not_null: true}
    primary_key: [id]
    checks: {has_no_blank: "'' <> ALL (tags)"}
    retention: {rule: keep}
"""
