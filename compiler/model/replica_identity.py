"""What logical replication knows an old row by."""

import dataclasses
from typing import Literal

from compiler.model.name import QualifiedName


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ReplicaIdentity:
    """The columns of an old row that a table writes to the log.

    Without it they are those of the primary key.

    Args:
        kind: all columns (`full`), none, or those of an index.
        index: its name; empty where none is meant.
    """

    table: QualifiedName
    kind: Literal["full", "nothing", "index"]
    index: str
