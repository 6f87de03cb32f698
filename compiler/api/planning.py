"""The calls that say what would change, and change nothing."""

import dataclasses
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

import compiler
from compiler.api.home import HOME
from compiler.api.results import Planned
from compiler.plan.made import Made


def plan(  # noqa: PLR0913 - each is an option
    specs: Path,
    tenants: Sequence[str] = (),
    *,
    dsn: str,
    scratch: str | None = None,
    output: Path | None = None,
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
        output: the plan file to write, whatever was there.
        home: where the cache and the embedded server stand.

    Raises:
        CannotRun: a server, the rights or the disk do not let us.
        UsageError: the specs list no such tenant.
    """
    from compiler.api.servers import server_to_rehearse_on

    def stage(major: int) -> AbstractContextManager[str]:
        """Lend a server to rehearse on."""
        return nullcontext(scratch) if scratch else server_to_rehearse_on(home, major)

    planned, made = _plan(specs, tenants, (dsn, scratch or dsn), home, stage)
    if output is None or made is None:
        return planned
    return dataclasses.replace(planned, file_hash=_write(output, made))


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
    return _plan(specs, tenants, (dsn, scratch or dsn), home, None)[0]


def _plan(
    specs: Path,
    tenants: Sequence[str],
    servers: tuple[str, str],
    home: Path,
    stage: Callable[[int], AbstractContextManager[str]] | None,
) -> tuple[Planned, Made | None]:
    """Return the plan for a database, made with what the server next to it builds."""
    from compiler.api.compilation import require_tenant
    from compiler.api.labels import label_things
    from compiler.api.ordering import compile_remembering, find_blueprint, order
    from compiler.rehearse.planner import make_plan

    compilation = compile_remembering(specs, home)
    blueprint = find_blueprint(compilation)
    planned = Planned(
        findings=compilation.findings, plan=None, labels=None, target="", file_hash=""
    )
    if blueprint is None:
        return planned, None
    chosen = tuple(require_tenant(blueprint, each).id for each in tenants)
    made = make_plan(order(compilation, blueprint, chosen), *servers, stage)
    labels = label_things(blueprint, compilation.shipped)
    return (
        dataclasses.replace(planned, plan=made.plan, labels=labels, target=made.target),
        made,
    )


def _write(path: Path, made: Made) -> str:
    """Write a plan file, and return its hash."""
    from compiler.execute.session import LOCK_TIMEOUT_MS
    from compiler.output.plan_file import PlanFile, describe_parts, write_plan_file
    from compiler.plan.fingerprint import fingerprint

    prints = (
        (fingerprint(each.actual), fingerprint(each.wanted.spelled))
        for each in made.parts
    )
    content = PlanFile(
        tool=compiler.__version__,
        address=made.address,
        owner=made.owner,
        hazards=tuple(each.value for each in made.plan.hazards()),
        lock_timeout_ms=LOCK_TIMEOUT_MS,
        parts=describe_parts(made.plan, prints),
    )
    return write_plan_file(path, content)
