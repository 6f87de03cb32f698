"""Scratch databases: reads what specs come to, and tries what plans would do."""
