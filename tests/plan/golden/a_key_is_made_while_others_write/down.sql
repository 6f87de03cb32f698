-- Plan: 0 to add, 0 to change, 1 to drop, for 2 shops in 1 class.
--
--   north, south (2 shops, all alike)
--     - constraint visits.one_a   before/example_0.yaml:1
--
-- north, south (2 shops, all alike): step 1 of 1, one transaction

-- before/example_0.yaml:1
-- ACCESS EXCLUSIVE on visits: blocks everybody who reads or writes it
ALTER TABLE north_shop.visits DROP CONSTRAINT one_a;
