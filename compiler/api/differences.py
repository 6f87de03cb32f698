"""The call that says what differs between two states of specs."""

import tempfile
from pathlib import Path

from compiler.api.home import HOME
from compiler.api.results import Differing
from compiler.errors import CannotRun


def diff(
    before: Path | str,
    after: Path | str | None = None,
    *,
    specs: Path = Path("specs"),
    scratch: str | None = None,
    home: Path = HOME,
) -> Differing:
    """Return what makes of a platform as one state of specs asks for it another.

    No database of the caller's is asked: both states are built in a scratch database,
    read, and undone.

    Args:
        before: a folder of specs, or a revision of the repository as Git names it.
        after: the same of the other state; what is in the folder of the specs now where
            none is named.
        specs: folder of the specs, for revisions.
        scratch: of the server to build on; the embedded one where none is named.
        home: where the embedded server lives.

    Raises:
        CannotRun: Git, the server or the rights do not let us, or the former specs have
            errors.
        UsageError: there is no such revision.
    """
    from compiler.api.labels import label_things
    from compiler.api.ordering import compile_state, find_blueprint, order
    from compiler.api.servers import embedded_server
    from compiler.rehearse.planner import make_difference
    from compiler.review.retention import compare_retention

    with tempfile.TemporaryDirectory(prefix="tenantry-diff-") as made:
        folder = Path(made)
        old = compile_state(before, specs, folder / "before", home)
        new = compile_state(after or specs, specs, folder / "after", home)
    former, wanted = find_blueprint(old), find_blueprint(new)
    if wanted is None:
        return Differing(findings=new.findings, plan=None, labels=None, retention=())
    if former is None:
        raise CannotRun(
            f"the specs in {before} have errors",
            help="Name a state whose specs `tenantry check` accepts.",
        )
    return Differing(
        findings=new.findings,
        plan=make_difference(
            order(old, former), order(new, wanted), scratch or embedded_server(home)
        ),
        labels=label_things(wanted, new.shipped, f"{folder / 'after'}/"),
        retention=compare_retention(former, wanted),
    )
