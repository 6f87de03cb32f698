-- Gives the lock of the session back.
SELECT pg_advisory_unlock(hashtextextended(%(name)s, 0))
