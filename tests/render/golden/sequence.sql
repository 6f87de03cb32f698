-- as owner
CREATE UNLOGGED SEQUENCE hr_tenant.numbers
  AS smallint
  INCREMENT BY -2
  MINVALUE -7
  MAXVALUE 30
  START WITH 30
  CACHE 5
  CYCLE;

-- as owner
COMMENT ON SEQUENCE hr_tenant.numbers IS 'It''s for documents.';

-- as owner
ALTER SEQUENCE hr_tenant.numbers OWNED BY hr_tenant.documents."Body";
