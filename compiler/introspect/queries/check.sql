-- One fact for each check constraint of a table that is no partition. What is valid is
-- enforced, and is not asked whether it is: that would cost as much as all else.
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
SELECT f.schema, string_agg(to_jsonb(f)::text, E'\n' ORDER BY f."table", f.name)
  FROM (SELECT r.schema,
               c.relname::text AS "table",
               k.conname::text AS name,
               pg_get_expr(k.conbin, k.conrelid) AS expression,
               k.connoinherit AS no_inherit,
               k.convalidated AS validated,
               k.convalidated
                 OR coalesce((to_jsonb(k) ->> 'conenforced')::boolean, true) AS enforced,
               coalesce((SELECT y.description
                           FROM pg_description AS y
                          WHERE y.objoid = k.oid
                            AND y.classoid = 'pg_constraint'::regclass
                            AND y.objsubid = 0), '') AS description
          FROM relation AS r
          JOIN pg_class AS c ON c.oid = r.oid AND NOT c.relispartition
          JOIN pg_constraint AS k ON k.conrelid = c.oid AND k.contype = 'c') AS f
 GROUP BY f.schema
