-- as owner
CREATE POLICY everyone_reads ON federation.departments
  AS PERMISSIVE
  FOR ALL
  TO PUBLIC
  USING (true);

-- as owner
COMMENT ON POLICY everyone_reads ON federation.departments IS 'Names of departments are no secret.';

-- as owner
ALTER TABLE federation.departments ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;

-- as owner
CREATE POLICY isolation ON hr_tenant.documents
  AS PERMISSIVE
  FOR ALL
  TO hr_role
  USING (department = 'hr')
  WITH CHECK (department = 'hr');

-- as owner
CREATE POLICY short_texts ON hr_tenant.documents
  AS RESTRICTIVE
  FOR SELECT
  TO hr_role, federation_admin
  USING (
    length("Body") < 10000 -- long ones wait
    OR "Body" IS NULL
  );

-- as owner
ALTER TABLE hr_tenant.documents ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;

-- as owner
ALTER TABLE hr_tenant.tool_calls ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
