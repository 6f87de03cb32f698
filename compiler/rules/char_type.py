"""A column has the type `char(n)`, which fills every value up with blanks.

The blanks take their place on the disk, count in `LIKE` and in patterns, and do not
count in comparisons, so that two equal values may have another length. It is no faster
than `text`; where the length matters, a check says so.

Fails:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
      country: {type: char(2), not_null: true}
    primary_key: [id]
    retention: {rule: keep}

Passes:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
      country: {type: text, not_null: true}
    primary_key: [id]
    checks:
      two_letters: length(country) = 2
    retention: {rule: keep}
"""

from collections.abc import Iterator

from compiler.build.blueprint import Blueprint
from compiler.diagnostics import Finding
from compiler.rules.reading.columns import warn_of_type
from compiler.rules.rule import Rule


def _check(blueprint: Blueprint) -> Iterator[Finding]:
    trouble = "is of the type char, which fills its values up with blanks"
    remedy = "Write `type: text`, and a check where the length matters."
    yield from warn_of_type(blueprint, RULE.name, "bpchar", trouble, remedy)


RULE = Rule(name="char-type", check=_check, waivable=True)
