"""The public Python API: each call is its stages in order.

Calls are silent: they return values, and raise `compiler.errors.TenantryError` for
what stops them. What is wrong with specs is never raised but returned, as findings.

    >>> from pathlib import Path
    >>> from compiler import api
    >>> api.check(Path("specs")).ok
    True
"""

from compiler.api.results import Checked, Compiled, Connection, Script, Upped
from compiler.api.servers import connection, down, up
from compiler.api.specs import (
    check,
    compare,
    compile,  # noqa: A004 - the stage's name
    sql,
)

__all__ = [
    "Checked",
    "Compiled",
    "Connection",
    "Script",
    "Upped",
    "check",
    "compare",
    "compile",
    "connection",
    "down",
    "sql",
    "up",
]
