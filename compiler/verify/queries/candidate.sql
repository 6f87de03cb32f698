-- One row for each table of a schema into which a tenant may write a row of made-up values:
-- the columns that need one, with an SQL expression for each. Tables that need least come
-- first. Columns of foreign keys cannot be made up, nor can types that are not known here.
SELECT t.name, t.columns, t.expressions
  FROM (
    SELECT c.relname::text AS name,
           coalesce(array_agg(r.name ORDER BY r.number) FILTER (WHERE r.name IS NOT NULL), '{}')
             AS columns,
           coalesce(array_agg(r.value ORDER BY r.number) FILTER (WHERE r.name IS NOT NULL), '{}')
             AS expressions
      FROM pg_namespace AS n
      JOIN pg_depend AS d
        ON d.refclassid = 'pg_namespace'::regclass
       AND d.refobjid = n.oid
       AND d.classid = 'pg_class'::regclass
      JOIN pg_class AS c ON c.oid = d.objid AND c.relkind IN ('r', 'p') AND NOT c.relispartition
      JOIN pg_attribute AS tenant
        ON tenant.attrelid = c.oid AND tenant.attname = %(tenant_column)s
      LEFT JOIN LATERAL (
             SELECT a.attname::text AS name,
                    a.attnum AS number,
                    CASE
                      WHEN EXISTS (
                        SELECT FROM pg_constraint AS k
                         WHERE k.conrelid = c.oid AND k.contype = 'f' AND a.attnum = ANY (k.conkey)
                      ) THEN NULL
                      WHEN y.typtype = 'e' THEN (
                        SELECT quote_literal(e.enumlabel) || '::' || format_type(y.oid, NULL)
                          FROM pg_enum AS e
                         WHERE e.enumtypid = y.oid
                         ORDER BY e.enumsortorder
                         LIMIT 1
                      )
                      WHEN y.typtype = 'd' THEN NULL
                      WHEN y.typname = 'uuid' THEN 'gen_random_uuid()'
                      WHEN y.typname IN ('json', 'jsonb') THEN '''{}'''
                      WHEN y.typname = 'bytea' THEN '''\x00'''
                      WHEN y.typname IN ('vector', 'halfvec') AND a.atttypmod > 0
                        THEN 'array_fill(1, ARRAY[' || a.atttypmod || '])::real[]::'
                             || format_type(y.oid, a.atttypmod)
                      WHEN y.typcategory = 'A' THEN '''{}'''
                      WHEN y.typcategory = 'B' THEN 'true'
                      WHEN y.typcategory = 'D' THEN 'now()'
                      WHEN y.typcategory = 'I' THEN '''127.0.0.1'''
                      WHEN y.typcategory = 'N' THEN '1'
                      WHEN y.typcategory = 'R' THEN '''empty'''
                      WHEN y.typcategory = 'S' THEN '''x'''
                      WHEN y.typcategory = 'T' THEN '''1 day'''
                    END AS value
               FROM pg_attribute AS a
               JOIN pg_type AS y ON y.oid = a.atttypid
              WHERE a.attrelid = c.oid
                AND a.attnum > 0
                AND NOT a.attisdropped
                AND a.attnotnull
                AND NOT a.atthasdef
                AND a.attidentity = ''
                AND a.attname <> %(tenant_column)s
           ) AS r ON true
     WHERE n.nspname = %(schema)s
       -- A made-up value is in no list.
       AND NOT EXISTS (
             SELECT
               FROM pg_partitioned_table AS l
              WHERE l.partrelid = c.oid AND l.partstrat = 'l' AND l.partdefid = 0
           )
       AND has_table_privilege(%(role)s, c.oid, 'SELECT')
       AND has_table_privilege(%(role)s, c.oid, 'INSERT')
       AND has_table_privilege(%(role)s, c.oid, 'UPDATE')
     GROUP BY c.oid, c.relname
    HAVING bool_and(r.name IS NULL OR r.value IS NOT NULL)
  ) AS t
 ORDER BY cardinality(t.columns), t.name
