-- as session
CREATE EVENT TRIGGER "Note drops"
  ON sql_drop
  WHEN TAG IN ('DROP TABLE', 'DROP VIEW')
  EXECUTE FUNCTION extensions.noted();

-- as session
COMMENT ON EVENT TRIGGER "Note drops" IS 'Notes what is dropped.';

-- as session
ALTER EVENT TRIGGER "Note drops" ENABLE ALWAYS;

-- as session
CREATE EVENT TRIGGER note_all
  ON ddl_command_end
  EXECUTE FUNCTION extensions.noted();
