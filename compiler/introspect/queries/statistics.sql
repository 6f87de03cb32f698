-- One fact for each extended statistics object that stands in the schema of its table. The
-- columns are a set, in which order means nothing.
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
SELECT f.schema, string_agg(to_jsonb(f)::text, E'\n' ORDER BY f.name)
  FROM (SELECT r.schema,
               c.relname::text AS "table",
               s.stxname::text AS name,
               s.stxkind AS kinds,
               ARRAY(
                 SELECT a.attname::text
                   FROM unnest(s.stxkeys::int2[]) AS o (attribute)
                   JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum = o.attribute
                  ORDER BY a.attname
               ) AS columns,
               coalesce(pg_get_statisticsobjdef_expressions(s.oid), ARRAY[]::text[])
                 AS expressions,
               nullif(s.stxstattarget::integer, -1) AS target,
               coalesce((SELECT y.description
                           FROM pg_description AS y
                          WHERE y.objoid = s.oid
                            AND y.classoid = 'pg_statistic_ext'::regclass
                            AND y.objsubid = 0), '') AS description
          FROM relation AS r
          JOIN pg_class AS c ON c.oid = r.oid AND c.relkind IN ('r', 'p', 'm')
          JOIN pg_statistic_ext AS s
            ON s.stxrelid = c.oid AND s.stxnamespace = c.relnamespace
         WHERE NOT EXISTS (
                 SELECT FROM pg_inherits AS h
                  WHERE h.inhrelid = c.oid AND NOT c.relispartition)) AS f
 GROUP BY f.schema
