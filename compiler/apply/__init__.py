"""Applies plans: locks, the journal, and many tenants side by side."""
