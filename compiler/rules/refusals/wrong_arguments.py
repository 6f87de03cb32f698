"""A function of the project is called with too many or too few arguments.

PostgreSQL finds a function by its name and the types of its arguments, and says of such
a call that there is no function of that name. Arguments with a default may be left out.

Fails:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
      cost: {type: numeric, default: share(10)}
    primary_key: [id]
    retention: {rule: keep}
    ---
    function: share
    arguments: [{name: whole, type: numeric}, {name: parts, type: integer}]
    returns: numeric
    language: sql
    return: whole / parts

Passes:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
      cost: {type: numeric, default: "share(10, 3)"}
    primary_key: [id]
    retention: {rule: keep}
    ---
    function: share
    arguments: [{name: whole, type: numeric}, {name: parts, type: integer}]
    returns: numeric
    language: sql
    return: whole / parts
"""
