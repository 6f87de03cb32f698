-- as owner
CREATE RECURSIVE VIEW hr_tenant.steps (n) AS
VALUES (1);

-- as owner
CREATE MATERIALIZED VIEW hr_tenant.counted ("how many")
  WITH (fillfactor = 70, toast.vacuum_truncate = 'off') AS
SELECT count(*) FROM hr_tenant.documents
WITH NO DATA;

-- as owner
COMMENT ON MATERIALIZED VIEW hr_tenant.counted IS 'How many there are.';

-- as owner
COMMENT ON COLUMN hr_tenant.counted."how many" IS 'Of them.';

-- as owner
CREATE VIEW hr_tenant."Bodies" (id, "Text")
  WITH (security_invoker = true, security_barrier = true, check_option = local) AS
SELECT id, "Body"
  FROM hr_tenant.documents -- all of them
;

-- as owner
COMMENT ON VIEW hr_tenant."Bodies" IS 'Texts alone.';

-- as owner
COMMENT ON COLUMN hr_tenant."Bodies"."Text" IS 'What it says.';

-- as owner
CREATE MATERIALIZED VIEW hr_tenant.one AS
SELECT 1 AS one
WITH DATA;
