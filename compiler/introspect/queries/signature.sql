-- One fact for each schema: a number that is another one once any row of a catalog that
-- tells of it was written. `xmin` says which transaction wrote a row; it stays when the
-- server vacuums or analyses. An empty name stands for what is in no schema.
WITH space AS MATERIALIZED (
  SELECT n.oid, n.xmin, n.nspname::text AS schema
    FROM pg_namespace AS n
   WHERE n.nspname = ANY (%(schemas)s)
), member AS MATERIALIZED (
  SELECT s.schema, d.classid, d.objid AS oid, d.xmin
    FROM space AS s
    JOIN pg_depend AS d ON d.refclassid = 'pg_namespace'::regclass AND d.refobjid = s.oid
), relation AS MATERIALIZED (
  SELECT m.schema, m.oid
    FROM member AS m
   WHERE m.classid = 'pg_class'::regclass
   UNION
  SELECT m.schema, i.indexrelid
    FROM member AS m
    JOIN pg_index AS i ON i.indrelid = m.oid
   WHERE m.classid = 'pg_class'::regclass
   UNION
  -- What a composite type is made of.
  SELECT m.schema, t.typrelid
    FROM member AS m
    JOIN pg_type AS t ON t.oid = m.oid AND t.typrelid <> 0
   WHERE m.classid = 'pg_type'::regclass
), named AS MATERIALIZED (
  -- Rows with an oid of their own, of which others may say something.
  SELECT s.schema, 'pg_namespace'::regclass::oid AS catalog, s.oid, s.xmin FROM space AS s
   UNION ALL
  SELECT r.schema, c.tableoid, c.oid, c.xmin
    FROM relation AS r JOIN pg_class AS c ON c.oid = r.oid
   UNION ALL
  SELECT r.schema, t.tableoid, t.oid, t.xmin
    FROM relation AS r JOIN pg_class AS c ON c.oid = r.oid
    JOIN pg_class AS t ON t.oid = c.reltoastrelid
   UNION ALL
  SELECT r.schema, c.tableoid, c.oid, c.xmin
    FROM relation AS r JOIN pg_constraint AS c ON c.conrelid = r.oid
   UNION ALL
  SELECT m.schema, c.tableoid, c.oid, c.xmin
    FROM member AS m JOIN pg_constraint AS c ON c.contypid = m.oid
   WHERE m.classid = 'pg_type'::regclass
   UNION ALL
  SELECT r.schema, p.tableoid, p.oid, p.xmin
    FROM relation AS r JOIN pg_policy AS p ON p.polrelid = r.oid
   UNION ALL
  SELECT r.schema, t.tableoid, t.oid, t.xmin
    FROM relation AS r JOIN pg_trigger AS t ON t.tgrelid = r.oid
   UNION ALL
  SELECT r.schema, w.tableoid, w.oid, w.xmin
    FROM relation AS r JOIN pg_rewrite AS w ON w.ev_class = r.oid
   UNION ALL
  SELECT r.schema, s.tableoid, s.oid, s.xmin
    FROM relation AS r JOIN pg_statistic_ext AS s ON s.stxrelid = r.oid
   UNION ALL
  SELECT r.schema, d.tableoid, d.oid, d.xmin
    FROM relation AS r JOIN pg_attrdef AS d ON d.adrelid = r.oid
   UNION ALL
  SELECT r.schema, p.tableoid, p.oid, p.xmin
    FROM relation AS r JOIN pg_publication_rel AS p ON p.prrelid = r.oid
   UNION ALL
  SELECT s.schema, p.tableoid, p.oid, p.xmin
    FROM space AS s JOIN pg_publication_namespace AS p ON p.pnnspid = s.oid
   UNION ALL
  SELECT m.schema, t.tableoid, t.oid, t.xmin
    FROM member AS m JOIN pg_type AS t ON t.oid = m.oid
   WHERE m.classid = 'pg_type'::regclass
   UNION ALL
  SELECT m.schema, t.tableoid, t.oid, t.xmin
    FROM relation AS m JOIN pg_class AS c ON c.oid = m.oid
    JOIN pg_type AS t ON t.oid = c.reltype
   UNION ALL
  SELECT m.schema, p.tableoid, p.oid, p.xmin
    FROM member AS m JOIN pg_proc AS p ON p.oid = m.oid
   WHERE m.classid = 'pg_proc'::regclass
   UNION ALL
  SELECT m.schema, e.tableoid, e.oid, e.xmin
    FROM member AS m JOIN pg_event_trigger AS e ON e.evtfoid = m.oid
   WHERE m.classid = 'pg_proc'::regclass
   UNION ALL
  SELECT m.schema, o.tableoid, o.oid, o.xmin
    FROM member AS m JOIN pg_operator AS o ON o.oid = m.oid
   WHERE m.classid = 'pg_operator'::regclass
   UNION ALL
  SELECT m.schema, o.tableoid, o.oid, o.xmin
    FROM member AS m JOIN pg_opclass AS o ON o.oid = m.oid
   WHERE m.classid = 'pg_opclass'::regclass
   UNION ALL
  SELECT m.schema, o.tableoid, o.oid, o.xmin
    FROM member AS m JOIN pg_opfamily AS o ON o.oid = m.oid
   WHERE m.classid = 'pg_opfamily'::regclass
   UNION ALL
  SELECT m.schema, c.tableoid, c.oid, c.xmin
    FROM member AS m JOIN pg_collation AS c ON c.oid = m.oid
   WHERE m.classid = 'pg_collation'::regclass
   UNION ALL
  SELECT m.schema, c.tableoid, c.oid, c.xmin
    FROM member AS m JOIN pg_conversion AS c ON c.oid = m.oid
   WHERE m.classid = 'pg_conversion'::regclass
   UNION ALL
  SELECT m.schema, t.tableoid, t.oid, t.xmin
    FROM member AS m JOIN pg_ts_config AS t ON t.oid = m.oid
   WHERE m.classid = 'pg_ts_config'::regclass
   UNION ALL
  SELECT m.schema, t.tableoid, t.oid, t.xmin
    FROM member AS m JOIN pg_ts_dict AS t ON t.oid = m.oid
   WHERE m.classid = 'pg_ts_dict'::regclass
   UNION ALL
  SELECT m.schema, t.tableoid, t.oid, t.xmin
    FROM member AS m JOIN pg_ts_parser AS t ON t.oid = m.oid
   WHERE m.classid = 'pg_ts_parser'::regclass
   UNION ALL
  SELECT m.schema, t.tableoid, t.oid, t.xmin
    FROM member AS m JOIN pg_ts_template AS t ON t.oid = m.oid
   WHERE m.classid = 'pg_ts_template'::regclass
   UNION ALL
  SELECT coalesce(s.schema, ''), d.tableoid, d.oid, d.xmin
    FROM pg_default_acl AS d LEFT JOIN space AS s ON s.oid = d.defaclnamespace
   WHERE s.oid IS NOT NULL OR d.defaclnamespace = 0
), found AS (
  SELECT n.schema, n.catalog, n.oid, 0 AS part, n.xmin FROM named AS n
   UNION ALL
  SELECT m.schema, m.classid, m.oid, -1, m.xmin FROM member AS m
   UNION ALL
  -- Who owns a sequence, what an extension owns.
  SELECT r.schema, d.refclassid, d.refobjid, d.refobjsubid, d.xmin
    FROM relation AS r
    JOIN pg_depend AS d ON d.classid = 'pg_class'::regclass AND d.objid = r.oid
   WHERE d.deptype IN ('a', 'e')
   UNION ALL
  SELECT r.schema, r.oid, a.atttypid, a.attnum, a.xmin
    FROM relation AS r JOIN pg_attribute AS a ON a.attrelid = r.oid AND a.attnum > 0
   UNION ALL
  SELECT r.schema, i.tableoid, i.indexrelid, 0, i.xmin
    FROM relation AS r JOIN pg_index AS i ON i.indexrelid = r.oid
   UNION ALL
  SELECT r.schema, i.tableoid, i.inhparent, 0, i.xmin
    FROM relation AS r JOIN pg_inherits AS i ON i.inhrelid = r.oid
   UNION ALL
  SELECT r.schema, p.tableoid, p.partrelid, 0, p.xmin
    FROM relation AS r JOIN pg_partitioned_table AS p ON p.partrelid = r.oid
   UNION ALL
  SELECT r.schema, s.tableoid, s.seqrelid, 0, s.xmin
    FROM relation AS r JOIN pg_sequence AS s ON s.seqrelid = r.oid
   UNION ALL
  SELECT m.schema, e.tableoid, e.oid, 0, e.xmin
    FROM member AS m JOIN pg_enum AS e ON e.enumtypid = m.oid
   WHERE m.classid = 'pg_type'::regclass
   UNION ALL
  SELECT m.schema, g.tableoid, g.rngtypid, 0, g.xmin
    FROM member AS m JOIN pg_range AS g ON g.rngtypid = m.oid
   WHERE m.classid = 'pg_type'::regclass
   UNION ALL
  SELECT m.schema, g.tableoid, g.aggfnoid::oid, 0, g.xmin
    FROM member AS m JOIN pg_aggregate AS g ON g.aggfnoid = m.oid
   WHERE m.classid = 'pg_proc'::regclass
   UNION ALL
  SELECT n.schema, d.tableoid, d.objoid, d.objsubid, d.xmin
    FROM named AS n
    JOIN pg_description AS d ON d.objoid = n.oid AND d.classoid = n.catalog
   UNION ALL
  SELECT n.schema, l.tableoid, l.objoid, l.objsubid, l.xmin
    FROM named AS n
    JOIN pg_seclabel AS l ON l.objoid = n.oid AND l.classoid = n.catalog
)
SELECT f.schema,
       concat_ws(':', count(*),
                 sum(hash_record_extended(ROW(f.catalog, f.oid, f.part, f.xmin), 0)),
                 sum(hash_record_extended(ROW(f.catalog, f.oid, f.part, f.xmin), 1)))
  FROM found AS f
 GROUP BY f.schema
