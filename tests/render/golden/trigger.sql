-- as owner
CREATE TRIGGER touch
  BEFORE INSERT OR UPDATE OF cost, note ON hr_tenant.tool_calls
  FOR EACH ROW
  WHEN (new.note IS NOT NULL)
  EXECUTE FUNCTION hr_tenant.touch_updated_at();

-- as owner
COMMENT ON TRIGGER touch ON hr_tenant.tool_calls IS 'Keeps updated_at.';
