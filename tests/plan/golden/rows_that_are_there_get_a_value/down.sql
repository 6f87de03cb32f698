-- Plan: 0 to add, 0 to change, 1 to drop, for 2 shops in 1 class.
--
--   north, south (2 shops, all alike)
--     - column visits.key   before/example_0.yaml:1
--         ! data-loss: its values go
--         ! not-reversible: its values go, and do not come back
--
-- north, south (2 shops, all alike): step 1 of 1, one transaction

-- before/example_0.yaml:1
-- ACCESS EXCLUSIVE on visits: blocks everybody who reads or writes it
-- data-loss: its values go
-- not-reversible: its values go, and do not come back
ALTER TABLE north_shop.visits DROP COLUMN key;
