"""A spec uses a part of YAML that specs do not have: anchors, aliases, merges, tags.

They let one text stand for another place's, so that a reader no longer sees what a spec
says, and a few lines can unfold into gigabytes. Mixins share columns, checks, indexes
and triggers; every other thing is written out. A file holds one document.

Fails:

    table: visits
    columns:
      id: &key {type: bigint, not_null: true}
      branch: *key
      created_at: {type: timestamptz, not_null: true}
    primary_key: [id]
    retention: {rule: keep}

Passes:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      branch: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
    primary_key: [id]
    retention: {rule: keep}
"""
