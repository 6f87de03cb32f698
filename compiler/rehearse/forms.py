"""The names in a tenant's statements that hold the tenant's id."""

import re
from collections.abc import Iterable
from typing import Final

from compiler.names import SENTINEL_TENANT
from compiler.render.statement import Statement

_FORM: Final = re.compile(rf"(?<![\w$])[\w$]*{SENTINEL_TENANT}[\w$]*")
"""A name that holds the sentinel tenant's id."""


def find_forms(statements: Iterable[Statement]) -> tuple[str, ...]:
    """Return the names in a tenant's statements that hold the sentinel's id."""
    found = {form for each in statements for form in _FORM.findall(each.sql)}
    return tuple(sorted(found))
