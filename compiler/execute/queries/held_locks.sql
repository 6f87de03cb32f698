-- The names of which another session holds the lock in this database.
SELECT n.name
  FROM unnest(%(names)s::text[]) AS n (name)
 CROSS JOIN hashtextextended(n.name, 0) AS h (key)
 WHERE EXISTS (
         SELECT
           FROM pg_locks AS l
          WHERE l.locktype = 'advisory'
            AND l.database = (SELECT d.oid FROM pg_database AS d
                               WHERE d.datname = current_database())
            AND l.objsubid = 1
            AND l.classid = ((h.key >> 32) & 4294967295)::oid
            AND l.objid = (h.key & 4294967295)::oid
            AND l.granted
            AND l.pid <> pg_backend_pid())
 ORDER BY n.name
