"""The JSON Schema of each kind, ready to validate with.

References are replaced by what they refer to before anything is validated: that makes
validation four times as fast, and lets a finding quote the description and the examples
that stand beside a reference.
"""

import functools
import re
from collections.abc import Iterator
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError
from jsonschema.protocols import Validator
from jsonschema.validators import extend

from compiler.load.files import read_json_schema

_DEFINITIONS = "definitions.schema.json#/$defs/"


@functools.cache
def validator_of(kind: str) -> Validator:
    """Return the validator of a kind; it never fetches anything."""
    definitions: dict[str, Any] = read_json_schema("definitions")["$defs"]
    json_schema = _inline(read_json_schema(kind), definitions)
    validator: Validator = _Validator(json_schema)
    return validator


def _inline(value: Any, definitions: dict[str, Any]) -> Any:  # noqa: ANN401 - JSON is any of its kinds
    """Return a JSON Schema with every reference replaced by its target."""
    if isinstance(value, list):
        return [_inline(item, definitions) for item in value]
    if not isinstance(value, dict):
        return value
    inlined = {
        key: item if key == "examples" else _inline(item, definitions)
        for key, item in value.items()
        if key != "$ref"
    }
    reference = value.get("$ref")
    if reference is None:
        return inlined
    name = reference.removeprefix(_DEFINITIONS).removeprefix("#/$defs/")
    # What stands beside a reference is nearer to the user than what stands there.
    return _inline(definitions[name], definitions) | inlined


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
