-- Whether all of the roles are there and have all of the privileges on the schema.
SELECT coalesce(bool_and(
         r.oid IS NOT NULL AND has_schema_privilege(r.oid, n.oid, p.privilege)), true) AS held
  FROM unnest(%(roles)s::text[]) AS w (name)
 CROSS JOIN unnest(%(privileges)s::text[]) AS p (privilege)
  LEFT JOIN pg_roles AS r ON r.rolname = w.name
  LEFT JOIN pg_namespace AS n ON n.nspname = %(schema)s
