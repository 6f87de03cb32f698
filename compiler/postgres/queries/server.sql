-- One row: the server, the database and what the current role may do in them.
SELECT current_setting('server_version_num')::int AS version_num,
       current_database()::text AS database,
       role.rolname::text AS "user",
       role.rolsuper AS is_superuser,
       role.rolsuper OR role.rolcreaterole AS can_create_role,
       role.rolsuper OR role.rolcreatedb AS can_create_database,
       pg_encoding_to_char(database.encoding)::text AS encoding,
       ARRAY(SELECT name::text FROM pg_available_extensions) AS available_extensions
FROM pg_catalog.pg_roles AS role
CROSS JOIN pg_catalog.pg_database AS database
WHERE role.rolname = current_user
  AND database.datname = current_database()
