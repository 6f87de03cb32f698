-- Plan: 1 to add, 0 to change, 0 to drop, for 2 shops in 1 class.
--
--   north, south (2 shops, all alike)
--     + index by_a   after/example_0.yaml:10
--         · index-build: all rows are read while others write
--         · not-in-transaction: it cannot be undone as a whole
--
-- north, south (2 shops, all alike): step 1 of 3, one transaction

-- after/example_0.yaml:10
-- SHARE on notes: blocks whoever writes to it
CREATE INDEX by_a ON ONLY north_shop.notes
  USING btree (a);

-- north, south (2 shops, all alike): step 2 of 3, no transaction

-- after/example_0.yaml:10
-- SHARE UPDATE EXCLUSIVE on notes: blocks only others who change the table
-- index-build: all rows are read while others write
-- not-in-transaction: it cannot be undone as a whole
WITH form AS (
  SELECT i.indexrelid, i.indrelid, i.indisunique,
         i.indisvalid OR x.relkind = 'I' AS is_built,
         coalesce(pg_partition_root(i.indexrelid), i.indexrelid) AS root,
         substr(
           pg_get_indexdef(i.indexrelid),
           1 + length(format(
             'CREATE %sINDEX %I ON %s%I.%I',
             CASE WHEN i.indisunique THEN 'UNIQUE ' END, x.relname,
             CASE x.relkind WHEN 'I' THEN 'ONLY ' END, n.nspname, c.relname))) AS body
    FROM pg_partition_tree('"north_shop".notes'::regclass) AS t
    JOIN pg_index AS i ON i.indrelid = t.relid
    JOIN pg_class AS x ON x.oid = i.indexrelid
    JOIN pg_class AS c ON c.oid = i.indrelid
    JOIN pg_namespace AS n ON n.oid = c.relnamespace
   WHERE NOT EXISTS (SELECT FROM pg_constraint AS k WHERE k.conindid = i.indexrelid)
), whole AS (
  SELECT f.* FROM form AS f WHERE f.indexrelid = '"north_shop".by_a'::regclass
), alike AS (
  -- What is a part of it, and what could be.
  SELECT f.*, f.root = w.indexrelid AS is_part
    FROM form AS f
    JOIN whole AS w USING (body, indisunique)
   WHERE f.root IN (w.indexrelid, f.indexrelid)
), missing AS (
  SELECT t.*
    FROM pg_partition_tree('"north_shop".notes'::regclass) AS t
    JOIN pg_class AS c ON c.oid = t.relid AND c.relkind <> 'f'
   WHERE t.level > 0
     AND NOT EXISTS (SELECT FROM alike AS a WHERE a.indrelid = t.relid AND a.is_part)
)
SELECT s.statement
  FROM missing AS t
 CROSS JOIN LATERAL (
         SELECT 1, format('DROP INDEX CONCURRENTLY %s;', a.indexrelid::regclass)
           FROM alike AS a
          WHERE a.indrelid = t.relid AND NOT a.is_built
         UNION ALL
         SELECT 2, format(
                  'CREATE %sINDEX %s %s%s;',
                  CASE WHEN w.indisunique THEN 'UNIQUE ' END,
                  CASE WHEN t.isleaf THEN 'CONCURRENTLY ON' ELSE 'ON ONLY' END,
                  t.relid::regclass, w.body)
           FROM whole AS w
       ) AS s (number, statement)
 WHERE NOT EXISTS (SELECT FROM alike AS a WHERE a.indrelid = t.relid AND a.is_built)
 ORDER BY t.level, t.relid::regclass::text, s.number
\gexec

-- north, south (2 shops, all alike): step 3 of 3, no transaction

-- after/example_0.yaml:10
-- ACCESS SHARE on notes: blocks nobody but who drops or rebuilds it
WITH form AS (
  SELECT i.indexrelid, i.indrelid, i.indisunique,
         i.indisvalid OR x.relkind = 'I' AS is_built,
         coalesce(pg_partition_root(i.indexrelid), i.indexrelid) AS root,
         substr(
           pg_get_indexdef(i.indexrelid),
           1 + length(format(
             'CREATE %sINDEX %I ON %s%I.%I',
             CASE WHEN i.indisunique THEN 'UNIQUE ' END, x.relname,
             CASE x.relkind WHEN 'I' THEN 'ONLY ' END, n.nspname, c.relname))) AS body
    FROM pg_partition_tree('"north_shop".notes'::regclass) AS t
    JOIN pg_index AS i ON i.indrelid = t.relid
    JOIN pg_class AS x ON x.oid = i.indexrelid
    JOIN pg_class AS c ON c.oid = i.indrelid
    JOIN pg_namespace AS n ON n.oid = c.relnamespace
   WHERE NOT EXISTS (SELECT FROM pg_constraint AS k WHERE k.conindid = i.indexrelid)
), whole AS (
  SELECT f.* FROM form AS f WHERE f.indexrelid = '"north_shop".by_a'::regclass
), alike AS (
  -- What is a part of it, and what could be.
  SELECT f.*, f.root = w.indexrelid AS is_part
    FROM form AS f
    JOIN whole AS w USING (body, indisunique)
   WHERE f.root IN (w.indexrelid, f.indexrelid)
), missing AS (
  SELECT t.*
    FROM pg_partition_tree('"north_shop".notes'::regclass) AS t
    JOIN pg_class AS c ON c.oid = t.relid AND c.relkind <> 'f'
   WHERE t.level > 0
     AND NOT EXISTS (SELECT FROM alike AS a WHERE a.indrelid = t.relid AND a.is_part)
)
SELECT DISTINCT ON (t.level, t.relid::regclass::text)
       format('ALTER INDEX %s ATTACH PARTITION %s;',
              above.indexrelid::regclass, a.indexrelid::regclass)
  FROM missing AS t
  JOIN alike AS a ON a.indrelid = t.relid AND a.is_built
  JOIN alike AS above ON above.indrelid = t.parentrelid AND above.is_built
 ORDER BY t.level, t.relid::regclass::text, above.is_part DESC, a.indexrelid, above.indexrelid
\gexec
