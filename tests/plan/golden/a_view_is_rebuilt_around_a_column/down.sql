-- Plan: 1 to add, 2 to change, 0 to drop, for 2 shops in 1 class.
--
--   north, south (2 shops, all alike)
--     ± view lately   before/example_1.yaml:1
--     ~ column visits.a   before/example_0.yaml:5
--         ! rewrite: the table is written anew while everybody waits
--         ! not-reversible: values that were cast may not come back as they were
--     + column visits.b   before/example_0.yaml:6
--
-- north, south (2 shops, all alike): step 1 of 1, one transaction

-- before/example_0.yaml:6
-- ACCESS EXCLUSIVE on visits: blocks everybody who reads or writes it
ALTER TABLE north_shop.visits ADD COLUMN b text;

-- before/example_1.yaml:1
-- ACCESS EXCLUSIVE on lately: blocks everybody who reads or writes it
DROP VIEW north_shop.lately;

-- before/example_0.yaml:5
-- ACCESS EXCLUSIVE on visits: blocks everybody who reads or writes it
-- rewrite: the table is written anew while everybody waits
-- not-reversible: values that were cast may not come back as they were
ALTER TABLE north_shop.visits ALTER COLUMN a TYPE integer;

-- before/example_1.yaml:1
CREATE VIEW north_shop.lately (id, a)
  WITH (security_invoker = true) AS
SELECT id, a FROM north_shop.visits;
