-- as owner
CREATE RULE "Keep" AS
  ON DELETE TO hr_tenant."Bodies"
  WHERE (
    old.id IS NOT NULL -- all
  )
  DO INSTEAD (
    SELECT 1;
    UPDATE hr_tenant.documents SET id = old.id
    WHERE id = old.id
  );

-- as owner
COMMENT ON RULE "Keep" ON hr_tenant."Bodies" IS 'Keeps them.';

-- as owner
CREATE RULE ignore AS
  ON INSERT TO hr_tenant."Bodies"
  DO ALSO NOTHING;
