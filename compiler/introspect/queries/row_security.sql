-- One fact for each table and partition that row-level security is enabled or forced on.
WITH relation AS MATERIALIZED (
  SELECT DISTINCT n.nspname::text AS schema, c.oid
    FROM pg_namespace AS n
    JOIN pg_depend AS d
      ON d.refclassid = 'pg_namespace'::regclass
     AND d.refobjid = n.oid
     AND d.classid = 'pg_class'::regclass
    -- The key of a partitioned table may name any schema, and so depend on it.
    JOIN pg_class AS c ON c.oid = d.objid AND c.relnamespace = n.oid
   WHERE n.nspname = ANY (%(schemas)s)
     AND NOT EXISTS (
           SELECT FROM pg_depend AS e
            WHERE e.classid = 'pg_class'::regclass
              AND e.objid = d.objid
              AND e.deptype = 'e')
)
SELECT f.schema, string_agg(to_jsonb(f)::text, E'\n' ORDER BY f."table")
  FROM (SELECT r.schema,
               c.relname::text AS "table",
               tn.nspname::text AS family_schema,
               t.relname::text AS family,
               c.relrowsecurity AS enabled,
               c.relforcerowsecurity AS forced
          FROM relation AS r
          JOIN pg_class AS c
            ON c.oid = r.oid
           AND c.relkind IN ('r', 'p')
           AND (c.relrowsecurity OR c.relforcerowsecurity)
          JOIN pg_class AS t
            ON t.oid = coalesce(
                 CASE WHEN c.relispartition THEN pg_partition_root(c.oid) END, c.oid)
          JOIN pg_namespace AS tn ON tn.oid = t.relnamespace) AS f
 GROUP BY f.schema
