-- as owner
CREATE STATISTICS hr_tenant.bookings_stat (ndistinct, mcv)
  ON room, (lower(room))
  FROM hr_tenant.bookings;

-- as owner
ALTER STATISTICS hr_tenant.bookings_stat SET STATISTICS 500;

-- as owner
COMMENT ON STATISTICS hr_tenant.bookings_stat IS 'Rooms come in fashion.';
