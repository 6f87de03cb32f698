"""Whether a spec surely fits the JSON Schema of its kind.

Nearly all specs do, and then there is nothing to explain. jsonschema-rs, which is
compiled, says so a hundred times as fast as jsonschema, which explains the others, and
is quicker to import. Both judge alike: that is what the tests of this module are for.
"""

import functools
from decimal import Decimal

import jsonschema_rs

from compiler.document import Plain
from compiler.load.references import json_schema_of


def surely_fits(value: Plain, kind: str) -> bool:
    """Return whether a spec has the shape of its kind.

    No is no answer yet: 1.0 is an integer to JSON Schema and none to us, so a spec with
    such a number is left to jsonschema.
    """
    return _validator_of(kind).is_valid(value) and not _has_whole_decimals(value)


@functools.cache
def _validator_of(kind: str) -> jsonschema_rs.Draft202012Validator:
    return jsonschema_rs.Draft202012Validator(json_schema_of(kind))


def _has_whole_decimals(value: Plain) -> bool:
    if isinstance(value, dict):
        return any(map(_has_whole_decimals, value.values()))
    if isinstance(value, list):
        return any(map(_has_whole_decimals, value))
    return isinstance(value, Decimal) and value == value.to_integral_value()
