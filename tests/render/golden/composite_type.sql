-- as owner
CREATE TYPE hr_tenant.contact AS (
  "Mail" hr_tenant.email,
  note text[] COLLATE "C"
);

-- as owner
COMMENT ON TYPE hr_tenant.contact IS 'Somebody.';

-- as owner
COMMENT ON COLUMN hr_tenant.contact."Mail" IS 'Where to write to.';
