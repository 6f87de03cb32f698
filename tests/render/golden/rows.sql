-- as owner
INSERT INTO hr_tenant.countries (department, "Code", name, since) VALUES
  ('hr', 'de',  'Germany', now()),
  ('hr', 'x',   E'It''s a \\
$body$', DEFAULT),
  ('hr', 'yes', 'long long long long long long long long long ', NULL);
