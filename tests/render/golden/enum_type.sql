-- as owner
CREATE TYPE hr_tenant.call_status AS ENUM ('pending', 'don''t know');

-- as owner
COMMENT ON TYPE hr_tenant.call_status IS 'How a call ended.';
