-- Since when transactions of this server are counted on without a break: a data directory
-- that is set back to an earlier state gives their numbers once more.
SELECT concat_ws('/', s.system_identifier, c.timeline_id,
                 extract(epoch FROM pg_postmaster_start_time())) AS era
  FROM pg_control_system() AS s
 CROSS JOIN pg_control_checkpoint() AS c
