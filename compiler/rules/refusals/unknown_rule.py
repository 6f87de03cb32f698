"""A spec allows something that is no rule, or none that can be allowed.

`allow:` takes a rule's findings out of a file, and a misspelled name would take out
nothing. What cannot be compiled cannot be allowed either: a column that is not there
stays away for whatever reason.

Fails:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
    primary_key: [id]
    allow:
      no-retention: Visits are kept for ever.

Passes:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
    primary_key: [id]
    allow:
      no-retention-rule: Visits are kept for ever.
"""
