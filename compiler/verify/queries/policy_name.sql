-- The policies of a schema's tables, and of their partitions, which have none of their own.
SELECT c.relname::text, y.polname::text
  FROM pg_namespace AS n
  JOIN pg_depend AS d
    ON d.refclassid = 'pg_namespace'::regclass
   AND d.refobjid = n.oid
   AND d.classid = 'pg_class'::regclass
  JOIN pg_class AS c ON c.oid = d.objid
  JOIN pg_policy AS y ON y.polrelid = c.oid
 WHERE n.nspname = %(schema)s
