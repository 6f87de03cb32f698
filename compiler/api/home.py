"""Where the calls keep what they need between runs."""

from pathlib import Path
from typing import Final

HOME: Final = Path(".tenantry")
"""Of the cache and the embedded server, below the working directory."""

CACHE: Final = "cache.json"
"""File of the home in which the outcome of the last compile is remembered."""
