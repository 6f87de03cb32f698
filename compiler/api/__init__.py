"""The public Python API: each call is its stages in order.

Calls are silent: they return values, and raise `compiler.errors.TenantryError` for
what stops them. What is wrong with specs is never raised but returned, as findings.

    >>> from pathlib import Path
    >>> from compiler import api
    >>> api.check(Path("specs")).ok
    True
"""

from compiler.api.applying import ApplyOptions, apply, apply_file, rollback
from compiler.api.differences import diff
from compiler.api.dropping import drop_tenant
from compiler.api.explaining import explain, explain_all
from compiler.api.formatting import fmt
from compiler.api.listing import Listed, ListedSpec, ListedTable, ls, names_of
from compiler.api.planning import drift, plan
from compiler.api.provisioning import provision
from compiler.api.reporting import sarif
from compiler.api.results import (
    Changed,
    Checked,
    Compiled,
    Connection,
    Differing,
    DroppedTenant,
    Formatted,
    Measured,
    Planned,
    Provisioned,
    ProvisionedTenant,
    Script,
    Stood,
    Upped,
)
from compiler.api.servers import connection, down, up
from compiler.api.showing import Shown, show
from compiler.api.specs import (
    check,
    compare,
    compile,  # noqa: A004 - the stage's name
    sql,
)
from compiler.api.starting import Started, init, new
from compiler.api.status import metrics, status
from compiler.diagnostics import Page

__all__ = [
    "ApplyOptions",
    "Changed",
    "Checked",
    "Compiled",
    "Connection",
    "Differing",
    "DroppedTenant",
    "Formatted",
    "Listed",
    "ListedSpec",
    "ListedTable",
    "Measured",
    "Page",
    "Planned",
    "Provisioned",
    "ProvisionedTenant",
    "Script",
    "Shown",
    "Started",
    "Stood",
    "Upped",
    "apply",
    "apply_file",
    "check",
    "compare",
    "compile",
    "connection",
    "diff",
    "down",
    "drift",
    "drop_tenant",
    "explain",
    "explain_all",
    "fmt",
    "init",
    "ls",
    "metrics",
    "names_of",
    "new",
    "plan",
    "provision",
    "rollback",
    "sarif",
    "show",
    "sql",
    "status",
    "up",
]
