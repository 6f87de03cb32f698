"""What stands between `{{` and `}}` is not what may stand there.

Specs are not trusted, so a template is a path and nothing else: never a call, a loop or
an attribute. In a name it is `{{ path }}`, in SQL `{{ path | ident }}` for a name or
`{{ path | literal }}` for a value, free of quotes around it, because it brings its own.

Fails:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
      author: {type: text, not_null: true}
    primary_key: [id]
    checks:
      not_the_shop: "author <> '{{ tenant.id }}'"
    retention: {rule: keep}

Passes:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
      author: {type: text, not_null: true}
    primary_key: [id]
    checks:
      not_the_shop: "author <> {{ tenant.id | literal }}"
    retention: {rule: keep}
"""
