-- Plan: 0 to add, 2 to change, 1 to drop, for 2 shops in 1 class.
--
--   north, south (2 shops, all alike)
--     ± view lately   after/example_1.yaml:1
--     ~ column visits.a   after/example_0.yaml:5
--         ! rewrite: the table is written anew while everybody waits
--         ! not-reversible: values that were cast may not come back as they were
--     - column visits.b   after/example_0.yaml:1
--         ! data-loss: its values go
--         ! not-reversible: its values go, and do not come back
--
-- north, south (2 shops, all alike): step 1 of 1, one transaction

-- after/example_1.yaml:1
-- ACCESS EXCLUSIVE on lately: blocks everybody who reads or writes it
DROP VIEW north_shop.lately;

-- after/example_0.yaml:5
-- ACCESS EXCLUSIVE on visits: blocks everybody who reads or writes it
-- rewrite: the table is written anew while everybody waits
-- not-reversible: values that were cast may not come back as they were
ALTER TABLE north_shop.visits ALTER COLUMN a TYPE bigint;

-- after/example_1.yaml:1
CREATE VIEW north_shop.lately (id, a)
  WITH (security_invoker = true) AS
SELECT id, a FROM north_shop.visits;

-- after/example_0.yaml:1
-- ACCESS EXCLUSIVE on visits: blocks everybody who reads or writes it
-- data-loss: its values go
-- not-reversible: its values go, and do not come back
ALTER TABLE north_shop.visits DROP COLUMN b;
