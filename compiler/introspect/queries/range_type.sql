-- One fact for each range type, with the multirange type that came with it. The operator
-- class goes without saying where it is the default of this very type: of another one, as
-- that of text for varchar, only a server knows that it would be chosen.
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
               t.typname::text AS name,
               format_type(g.rngsubtype, NULL) AS subtype,
               CASE WHEN o.opcdefault AND o.opcintype = g.rngsubtype
                 THEN ''
                 ELSE quote_ident(n.nspname) || '.' || quote_ident(o.opcname)
                 END AS operator_class,
               CASE WHEN g.rngcollation <> b.typcollation
                 THEN (SELECT quote_ident(cn.nspname) || '.' || quote_ident(l.collname)
                         FROM pg_collation AS l
                         JOIN pg_namespace AS cn ON cn.oid = l.collnamespace
                        WHERE l.oid = g.rngcollation)
                 ELSE '' END AS "collation",
               CASE WHEN g.rngsubdiff <> 0
                 THEN (SELECT quote_ident(pn.nspname) || '.' || quote_ident(p.proname)
                         FROM pg_proc AS p
                         JOIN pg_namespace AS pn ON pn.oid = p.pronamespace
                        WHERE p.oid = g.rngsubdiff)
                 ELSE '' END AS subtype_diff,
               mn.nspname::text AS multirange_schema,
               m.typname::text AS multirange,
               coalesce(obj_description(t.oid, 'pg_type'), '') AS description
          FROM kind AS r
          JOIN pg_type AS t ON t.oid = r.oid AND t.typtype = 'r'
          JOIN pg_range AS g ON g.rngtypid = t.oid
          JOIN pg_type AS b ON b.oid = g.rngsubtype
          JOIN pg_opclass AS o ON o.oid = g.rngsubopc
          JOIN pg_namespace AS n ON n.oid = o.opcnamespace
          JOIN pg_type AS m ON m.oid = g.rngmultitypid
          JOIN pg_namespace AS mn ON mn.oid = m.typnamespace) AS f
 GROUP BY f.schema
