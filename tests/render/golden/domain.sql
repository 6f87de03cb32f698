-- as owner
CREATE DOMAIN hr_tenant.email AS text
  COLLATE "C"
  DEFAULT 'a@b'
  NOT NULL
  CONSTRAINT has_at CHECK (VALUE LIKE '%@%')
  CONSTRAINT "Short" CHECK (
    length(VALUE) < 100 -- bytes
  );

-- as owner
COMMENT ON DOMAIN hr_tenant.email IS 'An address.';

-- as owner
COMMENT ON CONSTRAINT has_at ON DOMAIN hr_tenant.email IS 'Or it is none.';
