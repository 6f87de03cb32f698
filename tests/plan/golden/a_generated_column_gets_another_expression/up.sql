-- Plan: 0 to add, 1 to change, 0 to drop, for 2 shops in 1 class.
--
--   north, south (2 shops, all alike)
--     ± column visits.b   after/example_0.yaml:6
--         ! rewrite: every row gets a value of its own
--
-- north, south (2 shops, all alike): step 1 of 1, one transaction

-- after/example_0.yaml:6
-- ACCESS EXCLUSIVE on visits: blocks everybody who reads or writes it
ALTER TABLE north_shop.visits DROP COLUMN b;

-- after/example_0.yaml:6
-- ACCESS EXCLUSIVE on visits: blocks everybody who reads or writes it
-- rewrite: every row gets a value of its own
ALTER TABLE north_shop.visits ADD COLUMN b integer GENERATED ALWAYS AS (a + 2) STORED;
