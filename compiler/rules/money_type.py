"""A column has the type `money`, whose amounts mean what the server's locale says.

The currency and the number of its decimals are a setting, `lc_monetary`: the same
column holds euros with cents here and yen without them there, and a dump read into
another server changes the amounts. `numeric` keeps them, with the currency beside them
where there are several.

Fails:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
      price: {type: money, not_null: true}
    primary_key: [id]
    retention: {rule: keep}

Passes:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
      price: {type: "numeric(12,2)", not_null: true}
    primary_key: [id]
    retention: {rule: keep}
"""

from collections.abc import Iterator

from compiler.build.blueprint import Blueprint
from compiler.diagnostics import Finding
from compiler.rules.reading.columns import warn_of_type
from compiler.rules.rule import Rule


def _check(blueprint: Blueprint) -> Iterator[Finding]:
    trouble = "is of the type money, whose currency is a setting of the server"
    remedy = 'Write a numeric type, such as `type: "numeric(12,2)"`.'
    yield from warn_of_type(blueprint, RULE.name, "money", trouble, remedy)


RULE = Rule(name="money-type", check=_check, waivable=True)
