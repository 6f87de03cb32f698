"""Default privileges are said that PostgreSQL does not have, or that do nothing.

Each kind of object has privileges of its own. What PostgreSQL gives to public by itself
it gives in all schemas, so it can be taken away only there; and what public is given,
every role of the server has.

Fails:

    default_privileges: closed_functions
    objects: functions
    revoke: {public: [execute]}

Passes:

    default_privileges: closed_functions
    objects: functions
    in_all_schemas: true
    revoke: {public: [execute]}
"""
