"""The calls that say what would change, and change nothing."""

from collections.abc import Sequence
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

    Args:
        specs: folder of the specs.
        tenants: ids of those to plan for; none for all.
        dsn: of the database; nothing is ever made in it.
        scratch: of the server on which what specs ask for is built, read and undone;
            that of the database where none is named.
        home: where the cache stands.

    Raises:
        CannotRun: a server, the rights or the disk do not let us.
        UsageError: the specs list no such tenant.
    """
    from compiler.api.compilation import require_tenant
    from compiler.api.labels import label_things
    from compiler.api.ordering import compile_remembering, find_blueprint, order
    from compiler.rehearse.planner import make_plan

    compilation = compile_remembering(specs, home)
    blueprint = find_blueprint(compilation)
    if blueprint is None:
        return Planned(findings=compilation.findings, plan=None, labels=None, target="")
    chosen = tuple(require_tenant(blueprint, each).id for each in tenants)
    made = make_plan(order(compilation, blueprint, chosen), dsn, scratch or dsn)
    return Planned(
        findings=compilation.findings,
        plan=made.plan,
        labels=label_things(blueprint, compilation.shipped),
        target=made.target,
    )


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
    it before; arguments and errors are those of `plan`.
    """
    return plan(specs, tenants, dsn=dsn, scratch=scratch, home=home)
