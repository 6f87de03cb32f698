"""Makes many tenants, faster than `tenantry up`, which makes partitions for each.

A generated tenant is what `tenantry sql` prints for it. To its roles is done what
`tenantry plan` then asks for, so that nothing is left to change.
"""

import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from report import run_child, tenantry

CONNECTIONS = 2
AT_ONCE = 20
"""As many tenants a psql makes."""

_PLAN = (tenantry(), "plan", "--local")
VACUUM = r"""
SELECT format('VACUUM ANALYZE %s', oid::regclass)
FROM pg_class
WHERE relkind = 'r' AND relnamespace = 'pg_catalog'::regnamespace \gexec
"""


def add_tenants(folder: Path, *, present: int, wanted: int) -> None:
    """Add tenants to the specs and to the embedded server of a folder.

    Raises:
        SystemExit: a command fails, or a plan finds something to change.
    """
    ids = [f"t{number:05d}" for number in range(present, wanted)]
    with (folder / "specs" / "tenants.yaml").open("a", encoding="utf-8") as file:
        file.writelines(f"  {one}: {{name: Tenant {one[1:]}}}\n" for one in ids)
    first, *others = ids
    script = run_child((tenantry(), "sql", first), folder=folder).printed
    run_sql(folder, script)
    roles = run_child((*_PLAN, first, "--sql"), folder=folder).printed
    run_sql(folder, roles)
    whole = script + roles

    def make(start: int) -> None:
        some = others[start : start + AT_ONCE]
        run_sql(folder, "".join(whole.replace(first, one) for one in some))

    with ThreadPoolExecutor(CONNECTIONS) as pool:
        # A list, because an error is raised where its result is asked for.
        list(pool.map(make, range(0, len(others), AT_ONCE)))
    # What autovacuum would do in the middle of measuring.
    run_sql(folder, VACUUM)
    run_child((*_PLAN, "--all", "--exit-code"), folder=folder)


def run_sql(folder: Path, script: str) -> None:
    """Run a script as the administrator of the embedded server of a folder.

    Raises:
        SystemExit: a statement fails.
    """
    psql = (tenantry(), "psql", "-X", "-q", "-v", "ON_ERROR_STOP=1")
    done = subprocess.run(  # noqa: S603 - our own command, without a shell
        psql, cwd=folder, input=script, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"psql exits {done.returncode}\n{done.stderr}")
