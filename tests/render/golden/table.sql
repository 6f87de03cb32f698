-- as owner
CREATE TABLE federation.departments (
  department text NOT NULL,
  status     text DEFAULT 'active' NOT NULL,
  CONSTRAINT departments_pkey PRIMARY KEY (department)
);

-- as owner
COMMENT ON TABLE federation.departments IS 'One row a department.';

-- as owner
CREATE TABLE hr_tenant.documents (
  department text     NOT NULL,
  id         uuid     DEFAULT gen_random_uuid() NOT NULL,
  "Body"     text     COMPRESSION pglz,
  search     tsvector GENERATED ALWAYS AS (to_tsvector('english', left("Body", 2000))) STORED,
  CONSTRAINT documents_pkey PRIMARY KEY (department, id),
  CONSTRAINT documents_body_key UNIQUE NULLS NOT DISTINCT (department, "Body"),
  CONSTRAINT documents_department_check CHECK (department = 'hr')
);

-- as owner
ALTER TABLE hr_tenant.documents ALTER COLUMN "Body" SET STORAGE EXTERNAL;

-- as owner
COMMENT ON TABLE hr_tenant.documents IS 'Texts.
Each is searched.';

-- as owner
COMMENT ON COLUMN hr_tenant.documents.search IS 'What is searched.';

-- as owner
COMMENT ON CONSTRAINT documents_pkey ON hr_tenant.documents IS 'The tenant''s column comes first.';

-- as owner
CREATE TABLE hr_tenant.tool_calls (
  department  text          DEFAULT 'hr' NOT NULL,
  document_id uuid,
  status      hr_tenant.call_status DEFAULT 'pending'::hr_tenant.call_status NOT NULL,
  cost        numeric(10,2) DEFAULT (1 + 1) NOT NULL,
  updated_at  timestamptz   DEFAULT now() NOT NULL,
  note        text,
  CONSTRAINT tool_calls_cost_check CHECK (cost >= 0)
) PARTITION BY RANGE (updated_at);

-- as owner
COMMENT ON CONSTRAINT tool_calls_cost_check ON hr_tenant.tool_calls IS 'Nobody is paid for calling.';
