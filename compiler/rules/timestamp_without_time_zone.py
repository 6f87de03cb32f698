"""A column has the type `timestamp`, which does not say when something was.

It is what a clock on some wall showed, and each session writes and reads it by its own
time zone; an hour is there twice when the clocks go back. `timestamptz` is a moment,
takes the same eight bytes, and is shown in the time zone of whoever asks.

Fails:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamp, not_null: true}
    primary_key: [id]
    retention: {rule: keep}

Passes:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
    primary_key: [id]
    retention: {rule: keep}
"""

from collections.abc import Iterator

from compiler.build.blueprint import Blueprint
from compiler.diagnostics import Finding
from compiler.rules.reading.columns import warn_of_type
from compiler.rules.rule import Rule


def _check(blueprint: Blueprint) -> Iterator[Finding]:
    trouble = "is a timestamp without a time zone, which is no moment"
    remedy = "Write `type: timestamptz`."
    yield from warn_of_type(blueprint, RULE.name, "timestamp", trouble, remedy)


RULE = Rule(name="timestamp-without-time-zone", check=_check, waivable=True)
