"""The calls that say what would change, and change nothing."""

import dataclasses
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from compiler.api.home import HOME
from compiler.api.inputs import digest_specs
from compiler.api.results import Planned
from compiler.api.standing import describe_request, recall_plan, remember_plan
from compiler.output.known import FILE, read_known
from compiler.rehearse.made import Made
from compiler.rehearse.servers import Servers


def plan(  # noqa: PLR0913 - each is an option
    specs: Path,
    tenants: Sequence[str] = (),
    *,
    dsn: str,
    scratch: str | None = None,
    output: Path | None = None,
    use_cache: bool = True,
    witness: bool = False,
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
        use_cache: whether what earlier plans found out counts; what has changed since
            is read in any case.
        witness: hold what the rehearsal comes to against a fresh build by `pg_dump`.
        home: where the cache and the embedded server stand.

    Raises:
        CannotRun: a server, the rights or the disk do not let us.
        UsageError: the specs list no such tenant.
    """
    servers = find_servers(dsn, scratch, home, witness=witness)
    asked = describe_request(digest_specs(specs), tenants)
    if use_cache and output is None:
        recalled = recall_plan(asked, dsn, home)
        if recalled is not None:
            return recalled
    known = read_known(home / FILE).digests if use_cache else {}
    planned, made = _plan(specs, tenants, servers, known, home)
    if made is None:
        return planned
    remember_plan(asked, planned, made, home)
    if output is None:
        return planned
    return dataclasses.replace(planned, file_hash=_write(output, planned, made))


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
    servers = Servers(target=dsn, scratch=scratch or dsn, stage=None, witness=False)
    return _plan(specs, tenants, servers, None, home)[0]


def find_servers(
    dsn: str, scratch: str | None, home: Path, *, witness: bool = False
) -> Servers:
    """Return the servers that a plan is made with; arguments are those of `plan`."""
    from compiler.api.servers import server_to_rehearse_on

    def stage(major: int) -> AbstractContextManager[str]:
        """Lend a server to rehearse on."""
        return nullcontext(scratch) if scratch else server_to_rehearse_on(home, major)

    return Servers(target=dsn, scratch=scratch or dsn, stage=stage, witness=witness)


def _plan(
    specs: Path,
    tenants: Sequence[str],
    servers: Servers,
    known: Mapping[str, str] | None,
    home: Path,
) -> tuple[Planned, Made | None]:
    """Return the plan for a database, and what it was made for."""
    from compiler.api.ordering import compile_remembering
    from compiler.api.plans import plan_for

    return plan_for(compile_remembering(specs, home), tenants, servers, known)


def _write(path: Path, planned: Planned, made: Made) -> str:
    """Write a plan file, and return its hash."""
    from compiler.api.plans import describe_plan, origin_of
    from compiler.output.plan_file import write_plan_file

    return write_plan_file(path, describe_plan(made, origin_of(planned)))
