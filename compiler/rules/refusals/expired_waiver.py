"""The last day of a waiver is past, so what it allowed counts again.

A waiver with an end is a promise to cure something by then. The finding is back beside
this one; a waiver for an error then stops the compile again.

Fails:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
    primary_key: [id]
    allow:
      no-retention-rule: {reason: The rule comes later., until: 2020-12-31}

Passes:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
    primary_key: [id]
    allow:
      no-retention-rule: {reason: The rule comes later., until: 9999-12-31}
"""
