-- as owner
CREATE TRIGGER touch
  BEFORE INSERT OR UPDATE OF cost, note ON hr_tenant.tool_calls
  FOR EACH ROW
  WHEN (new.note IS NOT NULL)
  EXECUTE FUNCTION hr_tenant.touch_updated_at();

-- as owner
COMMENT ON TRIGGER touch ON hr_tenant.tool_calls IS 'Keeps updated_at.';

-- as owner
CREATE CONSTRAINT TRIGGER "Checked"
  AFTER DELETE ON hr_tenant.tool_calls
  DEFERRABLE INITIALLY IMMEDIATE
  FOR EACH ROW
  EXECUTE FUNCTION hr_tenant.touch_updated_at('it''s', '3');

-- as owner
ALTER TABLE hr_tenant.tool_calls ENABLE ALWAYS TRIGGER "Checked";

-- as owner
CREATE TRIGGER told
  AFTER UPDATE ON hr_tenant.tool_calls
  REFERENCING OLD TABLE AS "Old rows" NEW TABLE AS new_rows
  FOR EACH STATEMENT
  EXECUTE FUNCTION hr_tenant.touch_updated_at();

-- as owner
ALTER TABLE hr_tenant.tool_calls DISABLE TRIGGER told;
