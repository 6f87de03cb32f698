"""A column has the type `json`, which keeps text and not what it says.

Two values of `json` cannot be compared, so neither `DISTINCT`, `GROUP BY` nor `UNION`
takes such a column, no index searches in it, and every operator parses the text again.
`jsonb` does all of that. Only who needs the text as it came, with its blanks and double
keys, needs `json`.

Fails:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
      details: {type: json}
    primary_key: [id]
    retention: {rule: keep}

Passes:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
      details: {type: jsonb}
    primary_key: [id]
    retention: {rule: keep}
"""

from collections.abc import Iterator

from compiler.build.blueprint import Blueprint
from compiler.diagnostics import Finding
from compiler.rules.reading.columns import warn_of_type
from compiler.rules.rule import Rule


def _check(blueprint: Blueprint) -> Iterator[Finding]:
    trouble = "is of the type json, which can be neither compared nor indexed"
    remedy = "Write `type: jsonb`."
    yield from warn_of_type(blueprint, RULE.name, "json", trouble, remedy)


RULE = Rule(name="json-type", check=_check, waivable=True)
