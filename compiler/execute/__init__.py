"""Runs statements: sessions, scripts in one round trip, locks, retries, errors."""
