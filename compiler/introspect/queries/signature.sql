-- One fact for each schema: a number that is another one once any row of a catalog that
-- tells of it was written. `xmin` says which transaction wrote a row; it stays when the
-- server vacuums or analyses. What stands elsewhere, a role too, counts by what it is
-- called: others write to its rows. An empty name stands for what is in no schema.
WITH RECURSIVE space AS MATERIALIZED (
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
), below AS (
  -- Partitions, in whatever schema.
  SELECT r.schema, i.inhrelid AS oid, i.inhparent AS parent, i.xmin
    FROM relation AS r JOIN pg_inherits AS i ON i.inhparent = r.oid
   UNION
  SELECT b.schema, i.inhrelid, i.inhparent, i.xmin
    FROM below AS b JOIN pg_inherits AS i ON i.inhparent = b.oid
), above AS (
  SELECT r.schema, i.inhrelid AS oid, i.inhparent AS parent, i.xmin
    FROM relation AS r JOIN pg_inherits AS i ON i.inhrelid = r.oid
   UNION
  SELECT a.schema, i.inhrelid, i.inhparent, i.xmin
    FROM above AS a JOIN pg_inherits AS i ON i.inhrelid = a.parent
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
   UNION ALL
  SELECT m.schema, s.tableoid, s.oid, s.xmin
    FROM member AS m JOIN pg_statistic_ext AS s ON s.oid = m.oid
   WHERE m.classid = 'pg_statistic_ext'::regclass
   UNION ALL
  -- Casts and transforms.
  SELECT m.schema, d.classid, d.objid, d.xmin
    FROM member AS m
    JOIN pg_depend AS d ON d.refclassid = 'pg_type'::regclass AND d.refobjid = m.oid
   WHERE m.classid = 'pg_type'::regclass
     AND d.classid IN ('pg_cast'::regclass, 'pg_transform'::regclass)
), need AS MATERIALIZED (
  -- OFFSET 0: by the index, row by row; all of pg_depend is as large as all tenants.
  SELECT n.schema, n.catalog AS of_catalog, d.*
    FROM named AS n
   CROSS JOIN LATERAL (
           SELECT d.deptype, d.refclassid AS catalog, d.refobjid AS oid,
                  d.refobjsubid AS part, d.xmin
             FROM pg_depend AS d
            WHERE d.classid = n.catalog AND d.objid = n.oid AND d.deptype <> 'i'
           OFFSET 0) AS d
), abroad AS MATERIALIZED (
  (SELECT n.schema, n.catalog, n.oid FROM need AS n
    UNION
   SELECT a.schema, 'pg_class'::regclass, a.parent FROM above AS a)
  EXCEPT
  SELECT n.schema, n.catalog, n.oid FROM named AS n
), elsewhere AS MATERIALIZED (
  SELECT DISTINCT a.catalog, a.oid FROM abroad AS a
), called AS MATERIALIZED (
  SELECT e.catalog, e.oid, 0 AS part, i.identity AS name
    FROM elsewhere AS e
   CROSS JOIN LATERAL pg_identify_object(e.catalog, e.oid, 0) AS i
   UNION ALL
  SELECT e.catalog, e.oid, a.attnum, a.attname::text
    FROM elsewhere AS e JOIN pg_attribute AS a ON a.attrelid = e.oid AND a.attnum > 0
   WHERE e.catalog = 'pg_class'::regclass
   UNION ALL
  -- Values stand in defaults and policies; storage is told where it is not the type's.
  SELECT e.catalog, e.oid, -1,
         concat_ws(' ', t.typstorage, t.typcollation, v.oid, v.enumlabel)
    FROM elsewhere AS e
    JOIN pg_type AS t ON t.oid = e.oid
    LEFT JOIN pg_enum AS v ON v.enumtypid IN (t.oid, t.typelem, t.typbasetype)
   WHERE e.catalog = 'pg_type'::regclass
), holder AS MATERIALIZED (
  SELECT n.schema, d.oid
    FROM named AS n
   CROSS JOIN LATERAL (
           SELECT d.refobjid AS oid
             FROM pg_shdepend AS d
            WHERE d.dbid = (SELECT b.oid FROM pg_database AS b
                             WHERE b.datname = current_database())
              AND d.classid = n.catalog
              AND d.objid = n.oid
              AND d.refclassid = 'pg_authid'::regclass
           OFFSET 0) AS d
   WHERE n.catalog NOT IN (
           'pg_attrdef'::regclass, 'pg_constraint'::regclass, 'pg_rewrite'::regclass,
           'pg_trigger'::regclass)
   UNION
  -- Nothing is said to depend on the role that the server came with.
  SELECT n.schema, 10
    FROM named AS n
   WHERE n.catalog IN ('pg_namespace'::regclass, 'pg_default_acl'::regclass)
), found AS (
  SELECT n.schema, n.catalog, n.oid, 0 AS part, n.xmin FROM named AS n
   UNION ALL
  SELECT m.schema, m.classid, m.oid, -1, m.xmin FROM member AS m
   UNION ALL
  -- Who owns a sequence, what an extension owns.
  SELECT n.schema, n.catalog, n.oid, n.part, n.xmin
    FROM need AS n
   WHERE n.deptype = 'e' OR n.deptype = 'a' AND n.of_catalog = 'pg_class'::regclass
   UNION ALL
  SELECT r.schema, r.oid, a.atttypid, a.attnum, a.xmin
    FROM relation AS r JOIN pg_attribute AS a ON a.attrelid = r.oid AND a.attnum > 0
   UNION ALL
  SELECT r.schema, i.tableoid, i.indexrelid, 0, i.xmin
    FROM relation AS r JOIN pg_index AS i ON i.indexrelid = r.oid
   UNION ALL
  SELECT b.schema, 'pg_inherits'::regclass, b.oid, 0, b.xmin FROM below AS b
   UNION ALL
  SELECT a.schema, 'pg_inherits'::regclass, a.oid, 1, a.xmin FROM above AS a
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
), folded AS (
  SELECT f.schema,
         hash_record_extended(ROW(f.catalog, f.oid, f.part, f.xmin), 0) AS one,
         hash_record_extended(ROW(f.catalog, f.oid, f.part, f.xmin), 1) AS other
    FROM found AS f
   UNION ALL
  SELECT a.schema,
         hash_record_extended(ROW(c.catalog, c.oid, c.part, c.name), 0),
         hash_record_extended(ROW(c.catalog, c.oid, c.part, c.name), 1)
    FROM abroad AS a JOIN called AS c ON c.catalog = a.catalog AND c.oid = a.oid
   UNION ALL
  SELECT h.schema,
         hash_record_extended(ROW(r.oid, r.rolname), 0),
         hash_record_extended(ROW(r.oid, r.rolname), 1)
    FROM holder AS h JOIN pg_roles AS r ON r.oid = h.oid
)
SELECT f.schema, concat_ws(':', count(*), sum(f.one), sum(f.other))
  FROM folded AS f
 GROUP BY f.schema
