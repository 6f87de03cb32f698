-- Plan: 0 to add, 2 to change, 0 to drop, for 2 shops in 1 class.
--
--   north, south (2 shops, all alike)
--     ± enum type state   after/example_0.yaml:1
--     ~ column visits.state   after/example_1.yaml:5
--         ! rewrite: the table is written anew while everybody waits
--         ! not-reversible: values that were cast may not come back as they were
--
-- north, south (2 shops, all alike): step 1 of 1, one transaction

ALTER TYPE north_shop.state RENAME TO state_old;

-- after/example_0.yaml:1
CREATE TYPE north_shop.state AS ENUM ('new', 'done');

-- after/example_1.yaml:5
-- ACCESS EXCLUSIVE on visits: blocks everybody who reads or writes it
ALTER TABLE north_shop.visits ALTER COLUMN state DROP DEFAULT;

-- after/example_1.yaml:5
-- ACCESS EXCLUSIVE on visits: blocks everybody who reads or writes it
-- rewrite: the table is written anew while everybody waits
-- not-reversible: values that were cast may not come back as they were
ALTER TABLE north_shop.visits ALTER COLUMN state TYPE north_shop.state USING state::text::north_shop.state;

-- after/example_1.yaml:5
-- ACCESS EXCLUSIVE on visits: blocks everybody who reads or writes it
ALTER TABLE north_shop.visits ALTER COLUMN state SET DEFAULT 'new';

DROP TYPE north_shop.state_old;
