"""Parameters with which PostgreSQL fine-tunes an object: names and values."""

from typing import TypeAlias

Parameter: TypeAlias = tuple[str, str]
"""The name of a storage parameter or of an operator class's, and its value as text."""
