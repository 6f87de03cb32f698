-- One row: whether a role may use a schema, and whether that is wanted: it holds a role that
-- policies there name, beside those that are the tenant or the platform.
SELECT has_schema_privilege(%(role)s, %(schema)s, 'USAGE') AS usable,
       EXISTS (
         SELECT
           FROM pg_namespace AS n
           JOIN pg_depend AS d
             ON d.refclassid = 'pg_namespace'::regclass
            AND d.refobjid = n.oid
            AND d.classid = 'pg_class'::regclass
           JOIN pg_policy AS y ON y.polrelid = d.objid AND y.polpermissive
           JOIN pg_roles AS r ON r.oid = ANY (y.polroles)
          WHERE n.nspname = %(schema)s
            AND r.rolname <> ALL (%(own)s)
            AND pg_has_role(%(role)s, r.oid, 'USAGE')
       ) AS permitted
