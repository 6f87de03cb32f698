-- One fact for each table and partition that writes another replica identity than its primary
-- key.
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
               c.relreplident AS kind,
               coalesce((SELECT i.relname::text
                           FROM pg_index AS x
                           JOIN pg_class AS i ON i.oid = x.indexrelid
                          WHERE x.indrelid = c.oid AND x.indisreplident), '') AS index
          FROM relation AS r
          JOIN pg_class AS c ON c.oid = r.oid AND c.relkind IN ('r', 'p')
         WHERE c.relreplident <> 'd'
           AND NOT EXISTS (
                 SELECT FROM pg_inherits AS h
                  WHERE h.inhrelid = c.oid AND NOT c.relispartition)) AS f
 GROUP BY f.schema
