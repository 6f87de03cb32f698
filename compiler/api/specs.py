"""The calls that work on specs alone, without a server."""

import functools
from pathlib import Path

from compiler.api.home import CACHE, HOME
from compiler.api.inputs import digest_specs
from compiler.api.results import Checked, Compiled, Script
from compiler.diagnostics import has_errors
from compiler.output.cache import Cache, read_cache, write_cache
from compiler.output.files import OutputTree
from compiler.output.memo import (
    Memo,
    digest_files,
    digest_folder,
    recall,
    remember,
)


def check(specs: Path, *, home: Path = HOME) -> Checked:
    """Return what is wrong with the specs in a folder.

    Args:
        specs: folder of the specs.
        home: where the cache lives; it is made where it is missing.

    Raises:
        CannotRun: the folder cannot be read.
    """
    memo, _ = _outcome(specs, home)
    return Checked(
        specs=memo.specs,
        statements=memo.statements,
        parsers=memo.parsers,
        findings=memo.findings,
    )


def compile(specs: Path, out: Path, *, home: Path = HOME) -> Compiled:  # noqa: A001 - the stage's name
    """Write the SQL of the specs to a folder; an error leaves the folder as it was.

    Args:
        specs: folder of the specs.
        out: folder for the SQL; replaced as a whole.
        home: where the cache lives.

    Raises:
        CannotRun: a folder cannot be read or written.
        Refused: the folder holds files that are somebody else's.
    """
    from compiler.output.write import write_tree

    memo, tree = _outcome(specs, home, out)
    if tree is None:
        return _compiled(memo, (), ())
    written = write_tree(out, tree)
    return _compiled(memo, written.changed, written.removed)


def compare(specs: Path, out: Path, *, home: Path = HOME) -> Compiled:
    """Return how a folder differs from the SQL of the specs; it is left as it is.

    Args:
        specs: folder of the specs.
        out: folder with the SQL of an earlier `compile`.
        home: where the cache lives.

    Raises:
        CannotRun: a folder cannot be read.
    """
    from compiler.output.write import DifferenceKind, compare_tree

    memo, tree = _outcome(specs, home, out)
    if tree is None:
        return _compiled(memo, (), ())
    differences = compare_tree(out, tree)
    stale = [item.path for item in differences if item.kind is DifferenceKind.STALE]
    changed = [item.path for item in differences if item.path not in stale]
    return _compiled(memo, tuple(changed), tuple(stale))


def sql(specs: Path, tenant: str | None = None, *, home: Path = HOME) -> Script:
    """Return the whole script of the shared objects, or of one tenant.

    Args:
        specs: folder of the specs.
        tenant: its id; without it the shared objects are meant.
        home: where the cache lives.

    Raises:
        CannotRun: the folder cannot be read.
        UsageError: the specs list no such tenant.
    """
    from compiler.api.compilation import compile_specs, require_tenant
    from compiler.output.script import compose_script
    from compiler.syntax.quote import SentinelText

    compilation = compile_specs(specs, read_cache(home / CACHE).passed)
    blueprint = compilation.blueprint
    if blueprint is None or has_errors(compilation.findings):
        return Script(text="", findings=compilation.findings)
    compose = functools.partial(
        compose_script,
        owner=blueprint.project.owner,
        postgres=blueprint.project.postgres,
    )
    if tenant is None:
        text = compose(compilation.shared, title="The shared objects.")
    else:
        require_tenant(blueprint, tenant)
        title = f"One {blueprint.project.called}."
        text = compose(compilation.tenant, title=title)
        text = SentinelText(text).for_tenant(tenant)
    return Script(text=text, findings=compilation.findings)


def _outcome(
    specs: Path, home: Path, out: Path | None = None
) -> tuple[Memo, OutputTree | None]:
    """Return what the specs come to, and the tree where it has to be looked at.

    There is no tree after an error, none where the folder holds it already, and none
    where no folder is asked about.
    """
    cache = read_cache(home / CACHE)
    inputs = digest_specs(specs)
    known = recall(cache, inputs)
    if known and (
        out is None or has_errors(known.findings) or known.digest == _digest(out)
    ):
        return known, None
    from compiler.api.compilation import arrange_output, compile_specs

    compilation = compile_specs(specs, cache.passed)
    tree = arrange_output(compilation) if out else None
    memo = Memo(
        specs=compilation.specs,
        statements=len(compilation.shared) + len(compilation.tenant),
        files=len(tree.files) if tree else 0,
        parsers=compilation.parsers,
        findings=compilation.findings,
        digest=digest_files(tree.files) if tree else "",
    )
    remembered = Cache(passed=compilation.passed, compiled=remember(inputs, memo))
    write_cache(home / CACHE, remembered)
    return memo, tree


def _digest(out: Path) -> str:
    """Return the hash of the folder's files, or nothing where it cannot be read."""
    try:
        return digest_folder(out)
    except OSError:
        # Writing or comparing says why.
        return "unreadable"


def _compiled(
    memo: Memo, changed: tuple[str, ...], removed: tuple[str, ...]
) -> Compiled:
    return Compiled(
        statements=memo.statements,
        files=memo.files,
        changed=changed,
        removed=removed,
        findings=memo.findings,
    )
