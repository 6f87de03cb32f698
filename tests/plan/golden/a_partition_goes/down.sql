-- Plan: 1 to add, 0 to change, 0 to drop, for 2 shops in 1 class.
--
--   north, south (2 shops, all alike)
--     + partition notes_rest with 1 more   before/example_0.yaml:6
--
-- north, south (2 shops, all alike): step 1 of 1, one transaction

-- before/example_0.yaml:6
-- ACCESS EXCLUSIVE on notes: blocks everybody who reads or writes it
CREATE TABLE north_shop.notes_rest PARTITION OF north_shop.notes
  FOR VALUES IN ('c');

-- before/example_0.yaml:6
ALTER TABLE north_shop.notes_rest ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
