"""A waiver ends on a day that no calendar has.

The last day of a waiver is compared with the day on which the specs are judged, so it
has to be one.

Fails:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
    primary_key: [id]
    allow:
      no-retention-rule: {reason: The rule comes later., until: 2027-02-30}

Passes:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
    primary_key: [id]
    allow:
      no-retention-rule: {reason: The rule comes later., until: 9999-12-31}
"""
