-- One row: what the session may do in this database, beyond the attributes of its role.
SELECT pg_is_in_recovery() AS read_only,
       has_database_privilege(current_database(), 'CREATE') AS can_create_schema,
       me.rolinherit AS inherits,
       ARRAY(SELECT d.datname::text FROM pg_database AS d) AS databases
  FROM pg_roles AS me
 WHERE me.rolname = current_user
