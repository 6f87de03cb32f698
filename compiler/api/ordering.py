"""What the calls about plans hand over to the planner."""

from collections.abc import Mapping
from pathlib import Path

from compiler.api.compilation import Compilation, compile_specs
from compiler.build.blueprint import Blueprint
from compiler.diagnostics import has_errors
from compiler.load.revisions import extract_revision
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
        shared=compilation.shared,
        tenant=compilation.tenant,
        tenants=tenants or tuple(each.id for each in blueprint.tenants),
    )


def compile_state(
    state: Path | str, specs: Path, folder: Path, passed: Mapping[str, int]
) -> Compilation:
    """Return what specs come to in one of their states.

    Args:
        state: a folder of specs, or a revision of the repository.
        specs: the folder of the specs in the repository.
        folder: where a copy of a revision is made.
        passed: what an earlier compilation returned.
    """
    found = state if isinstance(state, Path) else extract_revision(specs, state, folder)
    return compile_specs(found, passed)
