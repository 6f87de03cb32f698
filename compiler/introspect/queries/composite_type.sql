-- One fact for each composite type, with its attributes in order.
WITH kind AS MATERIALIZED (
  SELECT n.nspname::text AS schema, d.objid AS oid
    FROM pg_namespace AS n
    JOIN pg_depend AS d
      ON d.refclassid = 'pg_namespace'::regclass
     AND d.refobjid = n.oid
     AND d.classid = 'pg_type'::regclass
   WHERE n.nspname = ANY (%(schemas)s)
     AND NOT EXISTS (
           SELECT FROM pg_depend AS e
            WHERE e.classid = 'pg_type'::regclass
              AND e.objid = d.objid
              AND e.deptype IN ('e', 'i'))
)
SELECT f.schema, string_agg(to_jsonb(f)::text, E'\n' ORDER BY f.name)
  FROM (SELECT r.schema,
               c.relname::text AS name,
               ARRAY(
                 SELECT jsonb_build_object(
                          'name', a.attname,
                          'type', format_type(a.atttypid, a.atttypmod),
                          'collation',
                            CASE WHEN a.attcollation <> t.typcollation
                              THEN (SELECT quote_ident(cn.nspname) || '.'
                                           || quote_ident(l.collname)
                                      FROM pg_collation AS l
                                      JOIN pg_namespace AS cn ON cn.oid = l.collnamespace
                                     WHERE l.oid = a.attcollation)
                              ELSE '' END,
                          'description', coalesce(col_description(c.oid, a.attnum), ''))
                   FROM pg_attribute AS a
                   JOIN pg_type AS t ON t.oid = a.atttypid
                  WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
                  ORDER BY a.attnum
               ) AS attributes,
               coalesce(obj_description(c.reltype, 'pg_type'), '') AS description
          FROM kind AS r
          JOIN pg_type AS y ON y.oid = r.oid AND y.typtype = 'c'
          JOIN pg_class AS c ON c.oid = y.typrelid AND c.relkind = 'c') AS f
 GROUP BY f.schema
