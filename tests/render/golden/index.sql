-- as owner
CREATE INDEX tool_calls_note_idx ON hr_tenant.tool_calls
  USING gin ((lower(note)) extensions.gin_trgm_ops)
  WITH (fastupdate = 'off')
  WHERE (note <> '');

-- as owner
COMMENT ON INDEX hr_tenant.tool_calls_note_idx IS 'For similar notes.';

-- as owner
CREATE UNIQUE INDEX tool_calls_document_id_key ON hr_tenant.tool_calls
  USING btree (document_id DESC NULLS LAST, updated_at)
  INCLUDE (cost)
  WITH (fillfactor = 90);

-- as owner
CREATE INDEX bookings_idx ON ONLY hr_tenant.bookings
  USING gist (words tsvector_ops (siglen = 32), during);
