"""Compiles YAML specs of a multi-tenant PostgreSQL database to SQL."""

from typing import Final

__version__: Final = "0.1.0"
