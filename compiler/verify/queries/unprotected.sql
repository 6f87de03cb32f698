-- The tables and partitions of a schema without row-level security that binds their owner.
SELECT c.relname::text
  FROM pg_namespace AS n
  JOIN pg_depend AS d
    ON d.refclassid = 'pg_namespace'::regclass
   AND d.refobjid = n.oid
   AND d.classid = 'pg_class'::regclass
  JOIN pg_class AS c ON c.oid = d.objid AND c.relkind IN ('r', 'p')
 WHERE n.nspname = %(schema)s
   AND NOT (c.relrowsecurity AND c.relforcerowsecurity)
 ORDER BY c.relname
