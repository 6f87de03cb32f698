"""What specs say to plans alone, and no SQL says."""

import dataclasses

from compiler.model.ignored import Ignored
from compiler.model.rename import Rename


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Notes:
    """What specs say to plans alone.

    Args:
        renames: what had another name.
        ignored: what plans leave as they find it.
    """

    renames: tuple[Rename, ...]
    ignored: tuple[Ignored, ...]
