"""The calls that say what would change, and change nothing."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from compiler.api.home import HOME
from compiler.api.results import Planned


def plan(
    specs: Path,
    tenants: Sequence[str] = (),
    *,
    dsn: str,
    scratch: str | None = None,
    home: Path = HOME,
) -> Planned:
    """Return what would have to change in a database for it to be as specs say.

    The plan is rehearsed there and back, in a database that is thrown away.

    Args:
        specs: folder of the specs.
        tenants: ids of those to plan for; none for all.
        dsn: of the database; nothing is ever made in it.
        scratch: of the server on which what specs ask for is built, read and undone,
            and the plan rehearsed; where none is named, that is the database's own
            server, and an embedded one of the same major version.
        home: where the cache and the embedded server stand.

    Raises:
        CannotRun: a server, the rights or the disk do not let us.
        UsageError: the specs list no such tenant.
    """
    from compiler.api.servers import server_to_rehearse_on

    def stage(major: int) -> AbstractContextManager[str]:
        """Lend a server to rehearse on."""
        return nullcontext(scratch) if scratch else server_to_rehearse_on(home, major)

    return _plan(specs, tenants, (dsn, scratch or dsn), home, stage)


def drift(
    specs: Path,
    tenants: Sequence[str] = (),
    *,
    dsn: str,
    scratch: str | None = None,
    home: Path = HOME,
) -> Planned:
    """Return what in a database no spec asks for, or is otherwise than specs say.

    It is the plan that puts it right, made of what is there now, whatever was known of
    it before, and not rehearsed; arguments and errors are those of `plan`.
    """
    return _plan(specs, tenants, (dsn, scratch or dsn), home, None)


def _plan(
    specs: Path,
    tenants: Sequence[str],
    servers: tuple[str, str],
    home: Path,
    stage: Callable[[int], AbstractContextManager[str]] | None,
) -> Planned:
    """Return the plan for a database, made with what the server next to it builds."""
    from compiler.api.compilation import require_tenant
    from compiler.api.labels import label_things
    from compiler.api.ordering import compile_remembering, find_blueprint, order
    from compiler.rehearse.planner import make_plan

    compilation = compile_remembering(specs, home)
    blueprint = find_blueprint(compilation)
    if blueprint is None:
        return Planned(findings=compilation.findings, plan=None, labels=None, target="")
    chosen = tuple(require_tenant(blueprint, each).id for each in tenants)
    made = make_plan(order(compilation, blueprint, chosen), *servers, stage)
    return Planned(
        findings=compilation.findings,
        plan=made.plan,
        labels=label_things(blueprint, compilation.shipped),
        target=made.target,
    )
