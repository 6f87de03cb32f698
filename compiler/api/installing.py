"""What a compilation comes to for those who install it."""

import compiler
from compiler.api.compilation import Compilation
from compiler.apply.installation import Installation
from compiler.build.blueprint import Blueprint


def build_installation(compilation: Compilation, blueprint: Blueprint) -> Installation:
    """Return what is to be installed."""
    return Installation(
        project=blueprint.project,
        shared=compilation.shared,
        tenant=compilation.tenant,
        tenants=blueprint.tenants,
        origin=lambda item: blueprint.origins[item].place,
        tool_version=compiler.__version__,
    )
