-- Gives the session's share of the lock back.
SELECT pg_advisory_unlock_shared(hashtextextended(%(name)s, 0))
