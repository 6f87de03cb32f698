-- One fact for each table that is no partition; `split` says how it is split; of
-- `split_columns`, those are null that are expressions.
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
               c.relpersistence = 'u' AS unlogged,
               coalesce(c.reloptions, ARRAY[]::text[]) AS options,
               coalesce(t.reloptions, ARRAY[]::text[]) AS toast_options,
               pg_get_partkeydef(c.oid) AS split,
               ARRAY(
                 SELECT a.attname::text
                   FROM pg_partitioned_table AS s
                  CROSS JOIN LATERAL unnest(s.partattrs::int2[])
                          WITH ORDINALITY AS k (attribute, number)
                   LEFT JOIN pg_attribute AS a
                     ON a.attrelid = c.oid
                    AND a.attnum = k.attribute
                    AND k.attribute <> 0
                  WHERE s.partrelid = c.oid
                  ORDER BY k.number
               ) AS split_columns,
               coalesce((SELECT y.description
                           FROM pg_description AS y
                          WHERE y.objoid = c.oid
                            AND y.classoid = 'pg_class'::regclass
                            AND y.objsubid = 0), '') AS description
          FROM relation AS r
          JOIN pg_class AS c ON c.oid = r.oid
          LEFT JOIN pg_class AS t ON t.oid = c.reltoastrelid AND t.oid <> 0
         WHERE c.relkind IN ('r', 'p')
           AND NOT c.relispartition
           AND NOT EXISTS (SELECT FROM pg_inherits AS i WHERE i.inhrelid = c.oid)) AS f
 GROUP BY f.schema
