"""What the calls about plans hand over to the planner."""

import dataclasses
from pathlib import Path

from compiler.api.compilation import Compilation, compile_specs
from compiler.api.home import CACHE
from compiler.api.platform import describe_platform
from compiler.build.blueprint import Blueprint
from compiler.diagnostics import has_errors
from compiler.load.revisions import extract_revision
from compiler.output.cache import read_cache, write_cache
from compiler.rehearse.planner import Ordered


def find_blueprint(compilation: Compilation) -> Blueprint | None:
    """Return what specs ask for; nothing where they have errors."""
    return None if has_errors(compilation.findings) else compilation.blueprint


def order(
    compilation: Compilation, blueprint: Blueprint, tenants: tuple[str, ...] = ()
) -> Ordered:
    """Return what is to be planned.

    Args:
        compilation: of the specs.
        blueprint: what they ask for.
        tenants: ids of those to plan for; none for all.
    """
    return Ordered(
        blueprint=blueprint,
        platform=describe_platform(blueprint),
        shared=compilation.shared,
        tenant=compilation.tenant,
        tenants=tenants or tuple(each.id for each in blueprint.tenants),
    )


def compile_remembering(specs: Path, home: Path) -> Compilation:
    """Return what specs come to; what parsers accept is remembered for the next time.

    Args:
        specs: folder of the specs.
        home: where the cache stands.
    """
    cache = read_cache(home / CACHE)
    compilation = compile_specs(specs, cache.passed)
    if not compilation.passed.keys() <= cache.passed.keys():
        known = {**cache.passed, **compilation.passed}
        write_cache(home / CACHE, dataclasses.replace(cache, passed=known))
    return compilation


def compile_state(
    state: Path | str, specs: Path, folder: Path, home: Path
) -> Compilation:
    """Return what specs come to in one of their states.

    Args:
        state: a folder of specs, or a revision of the repository.
        specs: the folder of the specs in the repository.
        folder: where a copy of a revision is made.
        home: where the cache stands.
    """
    found = state if isinstance(state, Path) else extract_revision(specs, state, folder)
    return compile_remembering(found, home)
