-- Takes the lock for the session beside others that share it, or says that another
-- session holds it alone.
SELECT pg_try_advisory_lock_shared(hashtextextended(%(name)s, 0))
