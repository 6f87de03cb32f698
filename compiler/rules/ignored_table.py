"""A spec declares a table that the project has plans ignore.

A plan would create the table and never change it again, whatever its spec says later.
What belongs to others is named under `ignore`; what belongs to the project has a spec.

Fails:

    project: acme
    ignore: {tables: [ord*]}

Passes:

    project: acme
    ignore: {tables: [flyway_*]}
"""

import re
from collections.abc import Iterator

from compiler.build.blueprint import Blueprint
from compiler.build.scope import shown
from compiler.diagnostics import Finding, warning
from compiler.model.ignored import Ignored
from compiler.model.table import Table
from compiler.rules.rule import Rule


def _check(blueprint: Blueprint) -> Iterator[Finding]:
    tables = [item for item in blueprint.origins if isinstance(item, Table)]
    for ignored, origin in blueprint.ignored.items():
        if ignored.aspects:
            continue
        for table in tables:
            if _covers(ignored, table):
                yield warning(
                    RULE.name,
                    origin.position,
                    f"plans would ignore the table {shown(table.name.name)}, which a "
                    "spec declares",
                    "Narrow the pattern, or remove the spec.",
                )


def _covers(ignored: Ignored, table: Table) -> bool:
    pattern = re.escape(ignored.table).replace(r"\*", ".*")
    same_schema = ignored.schema == table.name.schema
    return same_schema and re.fullmatch(pattern, table.name.name, re.DOTALL) is not None


RULE = Rule(name="ignored-table", check=_check, waivable=True)
