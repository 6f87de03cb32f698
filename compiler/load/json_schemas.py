"""The JSON Schema of each kind, ready to say what is wrong with a spec."""

import functools
import re
from collections.abc import Iterator
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError
from jsonschema.protocols import Validator
from jsonschema.validators import extend

from compiler.load.references import json_schema_of


@functools.cache
def validator_of(kind: str) -> Validator:
    """Return the validator of a kind; it never fetches anything."""
    validator: Validator = _Validator(json_schema_of(kind))
    return validator


def _match_pattern(
    _validator: Validator,
    pattern: str,
    instance: object,
    _json_schema: dict[str, Any],
) -> Iterator[ValidationError]:
    # `$` would let a line break pass that a block scalar ends with.
    if isinstance(instance, str) and not re.fullmatch(pattern, instance):
        yield ValidationError("pattern")


def _find_duplicates(
    _validator: Validator,
    unique: bool,  # noqa: FBT001 - the keyword's value, in the place that jsonschema gives it
    instance: object,
    _json_schema: dict[str, Any],
) -> Iterator[ValidationError]:
    # The original compares each item with each other one, and names none.
    if not unique or not isinstance(instance, list):
        return
    seen = set()
    for index, item in enumerate(instance):
        identity = (type(item), item if isinstance(item, str) else repr(item))
        if identity in seen:
            yield ValidationError("uniqueItems", path=[index])
        seen.add(identity)


_Validator = extend(  # type: ignore[no-untyped-call]  # the stubs leave it untyped
    Draft202012Validator,
    {"pattern": _match_pattern, "uniqueItems": _find_duplicates},
)
