-- One row if there is a table of this name. By the catalog, because to_regclass() fails in a
-- schema that the session may not use.
SELECT c.relname::text
  FROM pg_class AS c
  JOIN pg_namespace AS n ON n.oid = c.relnamespace
 WHERE n.nspname = %(schema)s AND c.relname = %(name)s AND c.relkind IN ('r', 'p')
