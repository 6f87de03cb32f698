"""What `tenantry check` costs on a thousand tables, no two of which are alike."""

import argparse
import json
import random
import shutil
import statistics
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from report import Row, milliseconds, read_arguments, run_child, tenantry, write_section

SPECS = Path(__file__).resolve().parents[1] / "specs"
TABLES = 1_000
CHECK = (tenantry(), "check", "--specs", "specs")

TYPES = {
    "text": "'none'",
    "integer": "0",
    "bigint": "1000",
    "boolean": "false",
    "jsonb": "'{}'",
    "timestamptz": "now()",
    '"numeric(10,2)"': "0.5",
    "execution_status": "'pending'",
}
"""Types of columns, each with a default that fits."""


def main() -> None:
    """Measure, and write the section."""
    arguments = read_arguments(__doc__ or "", runs=5)
    with tempfile.TemporaryDirectory() as folder:
        rows = tuple(_measure(Path(folder), arguments))
    write_section("check.py", arguments, rows)


def _measure(folder: Path, arguments: argparse.Namespace) -> Iterator[Row]:
    shutil.copytree(SPECS, folder / "specs")
    tables = folder / "specs" / "tables"
    shipped = len(list(tables.iterdir()))
    for number in range(shipped, TABLES):
        (tables / f"t{number:04d}.yaml").write_text(_write_table(number), "utf-8")
    cold, again, changed = [], [], []
    for run in range(arguments.runs):
        shutil.rmtree(folder / ".tenantry", ignore_errors=True)
        cold.append(run_child(CHECK, folder=folder).cpu)
        again.append(run_child(CHECK, folder=folder).cpu)
        text = _write_table(shipped).replace("fewer", "fewer" * (run + 2))
        (tables / f"t{shipped:04d}.yaml").write_text(text, "utf-8")
        changed.append(run_child(CHECK, folder=folder).cpu)
    yield _row("nothing known yet", cold, "≤ 6 s")
    yield _row("nothing changed", again, "≤ 1 s")
    yield _row("one file changed", changed)


def _row(what: str, seconds: list[float], bound: str = "") -> Row:
    return Row(
        what=f"`tenantry check`, {TABLES:,} tables, CPU, {what}",
        measured=milliseconds(statistics.median(seconds)),
        bound=bound,
    )


def _write_table(number: int) -> str:
    """Return a table like the shipped ones; the number stands in all its names."""
    chance = random.Random(number)  # noqa: S311 - variety, no secret
    types = [chance.choice(tuple(TYPES)) for _ in range(chance.randint(6, 14))]
    columns = {f"c{index}_{number}": one for index, one in enumerate(types)}
    names = tuple(columns)
    lines = [
        f"table: t{number:04d}",
        f"description: One of many tables; number {number} is as good as any other.",
        "mixins: [timestamps]",
        "columns:",
        "  id: {type: uuid, default: gen_random_uuid(), description: The row.}",
        "  other_id: {type: uuid, description: The row of another table.}",
        *(_write_column(name, one, chance) for name, one in columns.items()),
        "primary_key: [id]",
        "unique:",
        f"  - columns: [{names[0]}, {names[1]}]",
        "    description: A pair comes once.",
        "checks:",
        *_write_checks(columns),
        "foreign_keys:",
        "  - columns: [other_id]",
        f"    references: {_earlier(number, chance)}",
        "    on_delete: set null",
        "    description: The row outlives the other one.",
        "indexes:",
        *_write_indexes(names, number),
        "retention: {rule: operational}",
    ]
    return "\n".join(lines) + "\n"


def _earlier(number: int, chance: random.Random) -> str:
    numbered = chance.randint(100, 900)
    return f"t{numbered:04d}" if numbered < number else "tool_calls"


def _write_column(name: str, one: str, chance: random.Random) -> str:
    more = chance.choice(("", f", not_null: true, default: {json.dumps(TYPES[one])}"))
    return f'  {name}: {{type: {one}{more}, description: "It says {name}, or fewer."}}'


def _write_checks(columns: dict[str, str]) -> Iterator[str]:
    conditions = {
        "text": "length({}) BETWEEN 1 AND 200",
        "integer": "{} >= 1",
        "bigint": "{} IN (1, 2, 3) OR {} > 10",
        "jsonb": "jsonb_typeof({}) = 'object'",
        "timestamptz": "({} IS NOT NULL) = (other_id IS NOT NULL)",
    }
    for name, one in columns.items():
        condition = conditions.get(one, "{} IS NOT NULL OR created_at < updated_at")
        yield f"  {name}_is_good:"
        yield f"    expression: {condition.replace('{}', name)}"
        yield "    description: Anything else is a mistake."


def _write_indexes(names: Sequence[str], number: int) -> Iterator[str]:
    yield f"  - columns: [other_id, {{column: {names[1]}, order: desc}}]"
    yield "    where: other_id IS NOT NULL"
    yield "    description: Serves the foreign key."
    for name in names[2:5]:
        yield f"  - columns: [{name}, created_at]"
        yield f"    where: created_at <> '2000-01-{number % 28 + 1}'"
        yield f"    description: The rows by {name}."


main()
