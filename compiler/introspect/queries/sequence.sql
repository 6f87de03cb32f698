-- One fact for each sequence that no identity column made, with the column that owns it.
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
               format_type(s.seqtypid, NULL) AS type,
               s.seqstart AS start,
               s.seqincrement AS increment,
               s.seqmin AS minimum,
               s.seqmax AS maximum,
               s.seqcache AS cache,
               s.seqcycle AS cycle,
               c.relpersistence = 'u' AS unlogged,
               o.owner,
               coalesce((SELECT y.description
                           FROM pg_description AS y
                          WHERE y.objoid = c.oid
                            AND y.classoid = 'pg_class'::regclass
                            AND y.objsubid = 0), '') AS description
          FROM relation AS r
          JOIN pg_class AS c ON c.oid = r.oid AND c.relkind = 'S'
          JOIN pg_sequence AS s ON s.seqrelid = c.oid
          LEFT JOIN LATERAL (
                 SELECT jsonb_build_object(
                          'schema', n.nspname, 'table', t.relname,
                          'column', a.attname) AS owner
                   FROM pg_depend AS d
                   JOIN pg_class AS t ON t.oid = d.refobjid
                   JOIN pg_namespace AS n ON n.oid = t.relnamespace
                   JOIN pg_attribute AS a
                     ON a.attrelid = t.oid AND a.attnum = d.refobjsubid
                  WHERE d.classid = 'pg_class'::regclass
                    AND d.objid = c.oid
                    AND d.refclassid = 'pg_class'::regclass
                    AND d.deptype = 'a'
               ) AS o ON true
         WHERE NOT EXISTS (
                 SELECT FROM pg_depend AS d
                  WHERE d.classid = 'pg_class'::regclass
                    AND d.objid = c.oid
                    AND d.refclassid = 'pg_class'::regclass
                    AND d.deptype = 'i')) AS f
 GROUP BY f.schema
