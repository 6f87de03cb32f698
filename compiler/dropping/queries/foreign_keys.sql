-- The foreign keys of the schema's tables: whoever drops one locks the table it refers to.
SELECT format('ALTER TABLE %%s DROP CONSTRAINT %%I', c.conrelid::regclass, c.conname) AS sql,
       (SELECT 2 * count(*) FROM pg_constraint AS d
         WHERE d.conrelid = c.conrelid OR d.conparentid = c.oid) AS locks
  FROM pg_constraint AS c
  JOIN pg_namespace AS n ON n.oid = c.connamespace
 WHERE n.nspname = %(schema)s
   AND c.contype = 'f'
   AND c.conparentid = 0
 ORDER BY c.oid
