-- Plan: 0 to add, 0 to change, 1 to drop, for 2 shops in 1 class.
--
--   north, south (2 shops, all alike)
--     - partition notes_rest   after/example_0.yaml:1
--         ! data-loss: its rows go
--         ! not-reversible: its rows go, and do not come back
--
-- north, south (2 shops, all alike): step 1 of 1, one transaction

-- after/example_0.yaml:1
-- ACCESS EXCLUSIVE on notes: blocks everybody who reads or writes it
-- ACCESS EXCLUSIVE on notes_rest: blocks everybody who reads or writes it
-- data-loss: its rows go
-- not-reversible: its rows go, and do not come back
ALTER TABLE north_shop.notes DETACH PARTITION north_shop.notes_rest;

-- after/example_0.yaml:1
DROP TABLE north_shop.notes_rest;
