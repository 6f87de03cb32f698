-- The views of a schema that others than their owner may read, though they show what the
-- owner sees: views without security_invoker, and stored ones, which have no policies.
SELECT c.relname::text
  FROM pg_namespace AS n
  JOIN pg_depend AS d
    ON d.refclassid = 'pg_namespace'::regclass
   AND d.refobjid = n.oid
   AND d.classid = 'pg_class'::regclass
  JOIN pg_class AS c ON c.oid = d.objid AND c.relkind IN ('v', 'm')
 WHERE n.nspname = %(schema)s
   AND NOT coalesce(
         (SELECT o.option_value::boolean
            FROM pg_options_to_table(c.reloptions) AS o
           WHERE o.option_name = 'security_invoker'), false)
   AND (EXISTS (
          SELECT FROM aclexplode(c.relacl) AS a WHERE a.grantee <> c.relowner)
        OR EXISTS (
          SELECT
            FROM pg_attribute AS f, aclexplode(f.attacl) AS a
           WHERE f.attrelid = c.oid AND a.grantee <> c.relowner))
 ORDER BY c.relname
