"""The call that changes a database: by what a plan says, and by nothing else."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

from compiler.api.home import HOME
from compiler.api.planning import find_servers
from compiler.api.results import Changed, Planned
from compiler.apply.progress import Progress, Stage, silent, tell

JOBS: Final = 4

Confirm: TypeAlias = Callable[[Planned], bool]
"""Shows a plan to somebody, and returns whether it is wanted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplyOptions:
    """How a plan is applied.

    Args:
        allow: words of hazards that do not stop it.
        expect: the hash that the plan must have; empty for any.
        confirm: asked before anything is changed; nothing where nobody is asked.
        jobs: how many tenants at a time.
        fail_fast: whether no tenant is begun any more once one has failed.
    """

    allow: tuple[str, ...] = ()
    expect: str = ""
    confirm: Confirm | None = None
    jobs: int = JOBS
    fail_fast: bool = False


def apply(  # noqa: PLR0913 - each is an option
    specs: Path,
    tenants: Sequence[str] = (),
    *,
    dsn: str,
    scratch: str | None = None,
    options: ApplyOptions = ApplyOptions(),
    progress: Progress = silent,
    home: Path = HOME,
) -> Changed:
    """Change a database into what specs ask for, and return what came of it.

    What stands once is changed first, then the tenants side by side; one that fails
    stops no other. Whatever a run that was killed left undone is done.

    Args:
        specs: folder of the specs.
        tenants: ids of those to change; none for all.
        dsn: of the database.
        scratch: of the server on which what specs ask for is built, read and undone,
            and the plan rehearsed; as for `plan`.
        options: what is allowed, and how it is done.
        progress: told of every step.
        home: where the cache and the embedded server stand.

    Raises:
        CannotRun: a server, the rights or the disk do not let us.
        Refused: the plan has a hazard that is not allowed, or is not the one that was
            expected; or something else is there, and somebody has to decide.
        UsageError: the specs list no such tenant, or a word is none.
    """
    from compiler.api.application import Target, run_application
    from compiler.api.ordering import compile_remembering, find_blueprint
    from compiler.api.plans import plan_remembering
    from compiler.api.platform import describe_platform

    tell(progress, Stage.COMPILE)
    compilation = compile_remembering(specs, home)
    blueprint = find_blueprint(compilation)
    if blueprint is None:
        return Changed(findings=compilation.findings, planned=None, applied=None)
    target = Target(
        dsn=dsn, platform=describe_platform(blueprint), tenants=tuple(tenants)
    )
    servers = find_servers(dsn, scratch, home)
    make = plan_remembering(compilation, tenants, servers, home)
    return run_application(target, make, options, progress)


def apply_file(
    path: Path,
    *,
    dsn: str,
    options: ApplyOptions = ApplyOptions(),
    progress: Progress = silent,
    home: Path = HOME,
) -> Changed:
    """Apply a plan that `plan` wrote to a file, and return what came of it.

    The plan is made again of what the file asks for and what is there now. Where it is
    not the same, nothing is changed, but for parts in which this plan was broken off.

    Args:
        path: of the file.
        dsn: of the database.
        options: what is allowed, and how it is done.
        progress: told of every step.
        home: where the cache stands.

    Raises:
        CannotRun: the file, the server or the rights do not let us.
        Refused: the file is no plan, or was made for another database or another state
            of it; or as for `apply`.
        UsageError: a word that is allowed is none.
    """
    from compiler.api.application import Target, run_application
    from compiler.api.refound import plan_of_file
    from compiler.output.plan_file import read_plan_file

    tell(progress, Stage.PLAN)
    content = read_plan_file(path)
    platform = content.request.platform
    # Whoever is left out of the plan is left alone by it too.
    target = Target(
        dsn=dsn,
        platform=platform,
        tenants=(),
        lock_timeout_ms=content.lock_timeout_ms,
    )
    return run_application(target, plan_of_file(content, dsn, home), options, progress)


def rollback(  # noqa: PLR0913 - each is an option
    specs: Path,
    tenants: Sequence[str] = (),
    *,
    dsn: str,
    to: int | None = None,
    shared: bool = False,
    scratch: str | None = None,
    options: ApplyOptions = ApplyOptions(),
    progress: Progress = silent,
    home: Path = HOME,
) -> Changed:
    """Make tenants, or what stands once, what they were, and return what came of it.

    The way back is made of what the journal says was there and what is there now.

    Args:
        specs: folder of the specs; they go on asking for what they ask for.
        tenants: ids of those who go back; none for all.
        dsn: of the database.
        to: the version after which they were so, nought for before the first; nothing
            for the state before the last change.
        shared: whether what stands once goes back, and no tenant.
        scratch: of the server on which it is rehearsed; as for `plan`.
        options: what is allowed, and how it is done.
        progress: told of every step.
        home: where the cache and the embedded server stand.

    Raises:
        CannotRun: a server, the rights or the disk do not let us.
        Refused: nothing was written down that leads there; or as for `apply`.
        UsageError: the specs list no such tenant, or a word is none.
    """
    from compiler.api.application import Target, run_application
    from compiler.api.compilation import require_tenant
    from compiler.api.ordering import compile_remembering, find_blueprint
    from compiler.api.platform import describe_platform
    from compiler.api.turning_back import plan_way_back

    tell(progress, Stage.COMPILE)
    compilation = compile_remembering(specs, home)
    blueprint = find_blueprint(compilation)
    if blueprint is None:
        return Changed(findings=compilation.findings, planned=None, applied=None)
    listed = tenants or [each.id for each in blueprint.tenants]
    chosen = () if shared else tuple(require_tenant(blueprint, it).id for it in listed)
    target = Target(
        dsn=dsn,
        platform=describe_platform(blueprint),
        tenants=chosen,
        goes_back=True,
    )
    make = plan_way_back(compilation, chosen, to, find_servers(dsn, scratch, home))
    return run_application(target, make, options, progress)
