"""Where the specs of each kind stand in a project.

It is a custom and no rule: a spec is read wherever it stands below the folder.
"""

from typing import Final

ONLY_ONE: Final = "project"
"""The kind of which a project has one spec, at the top of the folder."""


def place_spec(kind: str, name: str) -> str:
    """Return where a spec is put, as a path below the folder of the specs."""
    return f"{kind}.yaml" if kind == ONLY_ONE else f"{folder_of(kind)}/{name}.yaml"


def patterns_of(kind: str) -> tuple[str, ...]:
    """Return what matches the specs of a kind, as paths below the folder."""
    top, below = f"{kind}.yaml", f"{folder_of(kind)}/**/*.yaml"
    if kind == ONLY_ONE:
        return (top,)
    # A spec that lists many, such as tenants, may be the only one, too.
    return (top, below) if kind == folder_of(kind) else (below,)


def folder_of(kind: str) -> str:
    """Return the folder in which the specs of a kind stand: its plural."""
    if kind.endswith("s"):
        return kind
    return f"{kind.removesuffix('y')}ies" if kind.endswith("y") else f"{kind}s"
