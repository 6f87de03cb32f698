-- One fact for each primary key, unique constraint and exclusion constraint of a table that
-- is no partition. `option` holds the bits of DESC and NULLS FIRST; collations and operator
-- classes are told as those of an index are.
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
SELECT f.schema, string_agg(to_jsonb(f)::text, E'\n' ORDER BY f."table", f.type, f.name)
  FROM (SELECT r.schema,
               c.relname::text AS "table",
               k.conname::text AS name,
               k.contype AS type,
               m.amname::text AS method,
               ARRAY(
                 SELECT a.attname::text
                   FROM unnest(k.conkey) WITH ORDINALITY AS o (attribute, number)
                   JOIN pg_attribute AS a
                     ON a.attrelid = c.oid AND a.attnum = o.attribute
                  ORDER BY o.number
               ) AS columns,
               CASE WHEN k.contype = 'x' THEN ARRAY(
                 SELECT quote_ident(n.nspname) || '.' || p.oprname
                   FROM unnest(k.conexclop) WITH ORDINALITY AS o (operator, number)
                   JOIN pg_operator AS p ON p.oid = o.operator
                   JOIN pg_namespace AS n ON n.oid = p.oprnamespace
                  ORDER BY o.number
               ) END AS operators,
               NOT x.indnullsnotdistinct AS nulls_distinct,
               coalesce((to_jsonb(k) ->> 'conperiod')::boolean, false) AS without_overlaps,
               k.condeferrable AS deferrable,
               k.condeferred AS deferred,
               CASE WHEN k.contype = 'x' THEN ARRAY(
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
               ) END AS elements,
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
                          WHERE y.objoid = k.oid
                            AND y.classoid = 'pg_constraint'::regclass
                            AND y.objsubid = 0), '') AS description
          FROM relation AS r
          JOIN pg_class AS c ON c.oid = r.oid AND NOT c.relispartition
          JOIN pg_constraint AS k ON k.conrelid = c.oid AND k.contype IN ('p', 'u', 'x')
          JOIN pg_index AS x ON x.indexrelid = k.conindid
          JOIN pg_class AS i ON i.oid = x.indexrelid
          JOIN pg_am AS m ON m.oid = i.relam) AS f
 GROUP BY f.schema
