"""Storage parameters, as `WITH` and `SET` take them."""

import re
from collections.abc import Iterable
from typing import Final

from compiler.model.parameter import Parameter
from compiler.syntax.quote import quote_identifier, quote_literal

_NUMBER: Final = re.compile(r"-?[0-9]+(\.[0-9]+)?")


def arrange_parameters(parameters: Iterable[Parameter]) -> tuple[str, ...]:
    """Return each parameter with its value; `toast.` in front stays a prefix."""
    return tuple(_parameter(*item) for item in parameters)


def _parameter(name: str, value: str) -> str:
    written = value if _NUMBER.fullmatch(value) else quote_literal(value)
    return f"{'.'.join(map(quote_identifier, name.split('.')))} = {written}"
