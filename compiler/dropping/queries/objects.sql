-- What is dropped one by one, in an order in which what leans on another goes first: views,
-- partitions and heirs before their parents, then tables, routines and sequences; each with
-- the relations that go along.
WITH RECURSIVE members AS (
  SELECT c.oid, c.relkind, c.reltoastrelid
    FROM pg_class AS c
    JOIN pg_namespace AS n ON n.oid = c.relnamespace
   WHERE n.nspname = %(schema)s
     AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
     AND NOT EXISTS (SELECT FROM pg_depend AS d
                      WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid
                        AND d.deptype IN ('a', 'i', 'e') AND c.relkind = 'S')
), generation AS (
  SELECT m.oid, 0 AS depth FROM members AS m
  UNION
  SELECT i.inhrelid, g.depth + 1
    FROM generation AS g
    JOIN pg_inherits AS i ON i.inhparent = g.oid
), units AS (
  SELECT 'pg_class'::regclass::oid AS classid, m.oid AS objid,
         CASE m.relkind WHEN 'v' THEN 0 WHEN 'm' THEN 0 WHEN 'S' THEN 3 ELSE 1 END AS rank,
         (SELECT max(g.depth) FROM generation AS g WHERE g.oid = m.oid) AS depth,
         1 + (SELECT count(*) FROM pg_index AS x WHERE x.indrelid = m.oid)
           + CASE m.reltoastrelid WHEN 0 THEN 0 ELSE 2 END
           + (SELECT count(*) FROM pg_depend AS d
               WHERE d.refclassid = 'pg_class'::regclass AND d.refobjid = m.oid
                 AND d.classid = 'pg_class'::regclass) AS locks
    FROM members AS m
  UNION ALL
  SELECT 'pg_proc'::regclass, p.oid, 2, 0, 1
    FROM pg_proc AS p
    JOIN pg_namespace AS n ON n.oid = p.pronamespace
   WHERE n.nspname = %(schema)s
)
SELECT format('DROP %%s IF EXISTS %%s CASCADE',
              CASE u.classid WHEN 'pg_proc'::regclass THEN 'ROUTINE' ELSE upper(i.type) END,
              i.identity) AS sql,
       u.locks
  FROM units AS u
 CROSS JOIN pg_identify_object(u.classid, u.objid, 0) AS i
 ORDER BY u.rank, u.depth DESC, u.objid
