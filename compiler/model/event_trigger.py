"""Event triggers, which fire at commands anywhere in a database."""

import dataclasses

from compiler.model.name import QualifiedName
from compiler.model.trigger import Enabled


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class EventTrigger:
    """An event trigger.

    Args:
        event: as in `ddl_command_start`.
        tags: the commands at which it fires, as in `CREATE TABLE`; none for all.
        enabled: in which sessions it fires.
    """

    name: str
    event: str
    tags: tuple[str, ...]
    function: QualifiedName
    enabled: Enabled
    description: str
