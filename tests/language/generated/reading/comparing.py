"""Where the catalogs of a server say anything else than generated specs."""

import importlib.util
import os
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.language.generated.drawing.projects import Project
from tests.language.generated.reading.constraints import compare_constraints
from tests.language.generated.reading.loading import TENANTS, Connection
from tests.language.generated.reading.objects import compare_objects
from tests.language.generated.reading.said import Said, Snapshot, ask
from tests.language.generated.reading.tables import compare_tables


def find_reader() -> Callable[..., Snapshot] | None:
    """Return what reads catalogs, beside the corpus that TENANTRY_CORPUS names."""
    corpus = os.environ.get("TENANTRY_CORPUS")
    if not corpus:
        return None
    path = Path(corpus).parent / "tools" / "catalog_compare.py"
    spec = importlib.util.spec_from_file_location("catalog_compare", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    snapshot: Callable[..., Snapshot] = module.snapshot
    return snapshot


def find_differences(
    conn: Connection, project: Project, read: Callable[..., Snapshot]
) -> Iterator[str]:
    """Yield what the server has otherwise than the specs say."""
    snapshot = read(conn, in_tx=True)
    query = ask(conn)
    for tenant in TENANTS:
        said = Said(project=project, tenant=tenant, snapshot=snapshot, query=query)
        yield from compare_tables(said)
        yield from compare_constraints(said)
        yield from compare_objects(said)
