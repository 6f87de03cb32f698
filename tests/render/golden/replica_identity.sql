-- as owner
ALTER TABLE hr_tenant.bookings REPLICA IDENTITY USING INDEX bookings_key;
