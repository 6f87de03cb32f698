-- The tables of the database, each with the file that it is in.
SELECT c.oid, n.nspname, c.relname, c.relfilenode
  FROM pg_class AS c
  JOIN pg_namespace AS n ON n.oid = c.relnamespace
 WHERE c.relkind IN ('r', 'p')
   AND c.oid >= 16384
