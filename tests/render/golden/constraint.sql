-- as owner
ALTER TABLE hr_tenant.tool_calls
  ADD CONSTRAINT tool_calls_document_id_fkey FOREIGN KEY (department, document_id)
  REFERENCES hr_tenant.documents (department, id)
  ON UPDATE CASCADE
  ON DELETE SET NULL (document_id);

-- as owner
COMMENT ON CONSTRAINT tool_calls_document_id_fkey ON hr_tenant.tool_calls IS 'A call outlives its document.';

-- as owner
ALTER TABLE hr_tenant.bookings
  ADD CONSTRAINT bookings_fkey FOREIGN KEY (number)
  REFERENCES hr_tenant.bookings (number)
  MATCH FULL
  DEFERRABLE INITIALLY DEFERRED
  NOT VALID;
