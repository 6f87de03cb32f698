-- One fact for each index that no constraint made, of tables, partitions and materialized
-- views; an index that a partition has because its table has one is left out. `missing`:
-- it is not valid, and there are partitions without it. `option` holds the bits of DESC and
-- NULLS FIRST. The collation of an expression, and which operator class is the default of
-- its type, only pg_get_indexdef knows: what it does not name goes without saying.
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
               i.relname::text AS name,
               m.amname::text AS method,
               NOT x.indisvalid
                 AND i.relkind = 'I'
                 AND (SELECT count(*) FROM pg_partition_tree(c.oid))
                     > (SELECT count(*) FROM pg_partition_tree(i.oid)) AS missing,
               x.indisunique AS "unique",
               x.indisvalid AS valid,
               NOT x.indnullsnotdistinct AS nulls_distinct,
               ARRAY(
                 SELECT jsonb_build_object(
                          'column', a.attname,
                          'expression',
                            CASE WHEN a.attname IS NULL
                              THEN pg_get_indexdef(x.indexrelid, k.number, false) END,
                          'collation',
                            CASE WHEN l.oid <> coalesce(a.attcollation, t.typcollation)
                                   OR l.oid > 0
                                      AND a.attname IS NULL
                                      AND strpos(pg_get_indexdef(x.indexrelid), ' COLLATE ') > 0
                              THEN quote_ident(ln.nspname) || '.' || quote_ident(l.collname)
                              ELSE '' END,
                          'class',
                            CASE WHEN NOT o.opcdefault
                                   OR e.attoptions IS NOT NULL
                                   OR o.opcintype <> coalesce(a.atttypid, e.atttypid)
                                      AND strpos(
                                            pg_get_indexdef(x.indexrelid),
                                            quote_ident(o.opcname)) > 0
                              THEN quote_ident(n.nspname) || '.' || quote_ident(o.opcname)
                              ELSE '' END,
                          'parameters', coalesce(e.attoptions, ARRAY[]::text[]),
                          'option', x.indoption[k.number - 1])
                   FROM generate_series(1, x.indnkeyatts::integer) AS k (number)
                   JOIN pg_attribute AS e
                     ON e.attrelid = x.indexrelid AND e.attnum = k.number
                   JOIN pg_type AS t ON t.oid = e.atttypid
                   JOIN pg_opclass AS o ON o.oid = x.indclass[k.number - 1]
                   JOIN pg_namespace AS n ON n.oid = o.opcnamespace
                   LEFT JOIN pg_attribute AS a
                     ON a.attrelid = x.indrelid
                    AND a.attnum = nullif(x.indkey[k.number - 1], 0)
                   LEFT JOIN pg_collation AS l ON l.oid = x.indcollation[k.number - 1]
                   LEFT JOIN pg_namespace AS ln ON ln.oid = l.collnamespace
                  ORDER BY k.number
               ) AS elements,
               ARRAY(
                 SELECT a.attname::text
                   FROM generate_series(x.indnkeyatts + 1, x.indnatts) AS k (number)
                   JOIN pg_attribute AS a
                     ON a.attrelid = x.indrelid AND a.attnum = x.indkey[k.number - 1]
                  ORDER BY k.number
               ) AS include,
               coalesce(i.reloptions, ARRAY[]::text[]) AS options,
               coalesce(pg_get_expr(x.indpred, x.indrelid), '') AS predicate,
               coalesce((SELECT y.description
                           FROM pg_description AS y
                          WHERE y.objoid = i.oid
                            AND y.classoid = 'pg_class'::regclass
                            AND y.objsubid = 0), '') AS description
          FROM relation AS r
          JOIN pg_class AS c ON c.oid = r.oid AND c.relkind IN ('r', 'p', 'm')
          JOIN pg_index AS x ON x.indrelid = c.oid
          JOIN pg_class AS i ON i.oid = x.indexrelid
          JOIN pg_am AS m ON m.oid = i.relam
         WHERE NOT EXISTS (
                 SELECT FROM pg_inherits AS h
                  WHERE h.inhrelid = c.oid AND NOT c.relispartition)
           AND NOT EXISTS (
                 SELECT FROM pg_depend AS k
                  WHERE k.classid = 'pg_class'::regclass
                    AND k.objid = i.oid
                    AND k.refclassid = 'pg_constraint'::regclass
                    AND k.deptype = 'i')
           AND NOT EXISTS (SELECT FROM pg_inherits AS h WHERE h.inhrelid = i.oid)) AS f
 GROUP BY f.schema
