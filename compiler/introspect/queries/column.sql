-- One fact for each column of a table that is no partition, in order. What equals the
-- default of the type is left out; `parameters` are what ALTER COLUMN ... SET (...) says.
-- NOT NULL has a name since version 18, and is a constraint.
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
),
owned AS MATERIALIZED (
  SELECT r.schema,
         c.oid,
         c.relname::text AS "table",
         (SELECT jsonb_object_agg(k.conkey[1], k.conname)
            FROM pg_constraint AS k
           WHERE k.conrelid = c.oid AND k.contype = 'n') AS not_null_constraints
    FROM relation AS r
    JOIN pg_class AS c
      ON c.oid = r.oid AND c.relkind IN ('r', 'p') AND NOT c.relispartition
)
SELECT f.schema,
       -- Without the number, which tells of columns that were dropped.
       string_agg((to_jsonb(f) - 'number')::text, E'\n' ORDER BY f."table", f.number)
  FROM (SELECT c.schema,
               c."table",
               a.attnum AS number,
               a.attname::text AS name,
               format_type(a.atttypid, a.atttypmod) AS type,
               CASE WHEN a.attcollation <> t.typcollation
                 THEN (SELECT quote_ident(cn.nspname) || '.' || quote_ident(l.collname)
                         FROM pg_collation AS l
                         JOIN pg_namespace AS cn ON cn.oid = l.collnamespace
                        WHERE l.oid = a.attcollation)
                 ELSE '' END AS "collation",
               a.attnotnull AS not_null,
               coalesce(c.not_null_constraints ->> a.attnum::text, '')
                 AS not_null_constraint,
               a.attgenerated AS generated,
               coalesce(pg_get_expr(d.adbin, d.adrelid), '') AS expression,
               a.attidentity AS identity,
               CASE WHEN a.attidentity <> '' THEN (
                 SELECT jsonb_build_object(
                          'name', s.relname, 'start', q.seqstart,
                          'increment', q.seqincrement, 'minimum', q.seqmin,
                          'maximum', q.seqmax, 'cache', q.seqcache,
                          'cycle', q.seqcycle)
                   FROM pg_depend AS o
                   JOIN pg_class AS s ON s.oid = o.objid
                   JOIN pg_sequence AS q ON q.seqrelid = s.oid
                  WHERE o.refclassid = 'pg_class'::regclass
                    AND o.refobjid = c.oid
                    AND o.refobjsubid = a.attnum
                    AND o.classid = 'pg_class'::regclass
                    AND o.deptype = 'i') END AS sequence,
               CASE WHEN a.attstorage <> t.typstorage THEN a.attstorage ELSE '' END
                 AS storage,
               a.attcompression AS compression,
               nullif(a.attstattarget::integer, -1) AS statistics,
               coalesce(a.attoptions, ARRAY[]::text[]) AS parameters,
               coalesce((SELECT y.description
                           FROM pg_description AS y
                          WHERE y.objoid = c.oid
                            AND y.classoid = 'pg_class'::regclass
                            AND y.objsubid = a.attnum), '') AS description
          FROM owned AS c
          JOIN pg_attribute AS a
            ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
          JOIN pg_type AS t ON t.oid = a.atttypid
          LEFT JOIN pg_attrdef AS d ON d.adrelid = c.oid AND d.adnum = a.attnum) AS f
 GROUP BY f.schema
