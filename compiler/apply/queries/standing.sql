-- One row for this schema, if the database has it: whose it is, and what is said of
-- the table of this name in it. All of it from the catalogs: nothing of the schema is run.
SELECT n.nspname::text AS schema,
       pg_get_userbyid(n.nspowner)::text AS schema_owner,
       pg_get_userbyid(c.relowner)::text AS table_owner,
       coalesce(c.relkind = 'r' AND c.relpersistence = 'p' AND NOT c.relispartition, false)
         AS ordinary,
       EXISTS (SELECT FROM pg_rewrite AS r WHERE r.ev_class = c.oid) AS has_rules,
       EXISTS (SELECT FROM pg_trigger AS t WHERE t.tgrelid = c.oid AND NOT t.tgisinternal)
         AS has_triggers,
       EXISTS (SELECT FROM pg_inherits AS i WHERE c.oid IN (i.inhparent, i.inhrelid))
         AS inherits
  FROM pg_namespace AS n
  LEFT JOIN pg_class AS c ON c.relnamespace = n.oid AND c.relname = %(table)s
 WHERE n.nspname = %(schema)s
