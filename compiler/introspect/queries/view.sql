-- One fact for each view and each materialized view, with its columns in order.
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
               c.relname::text AS name,
               c.relkind = 'm' AS materialized,
               ARRAY(
                 SELECT jsonb_build_object(
                          'name', a.attname,
                          'type', format_type(a.atttypid, a.atttypmod),
                          'description', coalesce((SELECT y.description
                                       FROM pg_description AS y
                                      WHERE y.objoid = c.oid
                                        AND y.classoid = 'pg_class'::regclass
                                        AND y.objsubid = a.attnum), ''))
                   FROM pg_attribute AS a
                  WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
                  ORDER BY a.attnum
               ) AS columns,
               pg_get_viewdef(c.oid) AS query,
               coalesce(c.reloptions, ARRAY[]::text[]) AS options,
               coalesce(t.reloptions, ARRAY[]::text[]) AS toast_options,
               coalesce((SELECT y.description
                           FROM pg_description AS y
                          WHERE y.objoid = c.oid
                            AND y.classoid = 'pg_class'::regclass
                            AND y.objsubid = 0), '') AS description
          FROM relation AS r
          JOIN pg_class AS c ON c.oid = r.oid AND c.relkind IN ('v', 'm')
          LEFT JOIN pg_class AS t ON t.oid = c.reltoastrelid AND t.oid <> 0) AS f
 GROUP BY f.schema
