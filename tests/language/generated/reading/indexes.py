"""Indexes and extended statistics as specs say them, held against the catalogs."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from tests.language.generated.reading.said import Said, Spec
from tests.language.generated.reading.tables import Whole, unlike


def element(said: Said, one: Spec, columns: Mapping[str, Spec]) -> str:
    """Return a pattern of an element of an index or an exclusion constraint."""
    own = columns.get(one.get("column", ""), {}).get("collation")
    text = re.escape(said.quote(one["column"])) if "column" in one else ".+"
    if "collation" in one and one["collation"] != own:
        text += re.escape(f" COLLATE {said.quote(one['collation'])}")
    # An operator class that would be taken anyway is not shown.
    text += r"( [a-z0-9_]+( \([^)]*\))?)?"
    if "column" not in one:
        text = ".+"
    order, nulls = one.get("order", "asc"), one.get("nulls")
    text += " DESC" if order == "desc" else ""
    if nulls and (nulls == "first") is not (order == "desc"):
        text += f" NULLS {nulls.upper()}"
    if "operator" in one:
        text += re.escape(f" WITH {one['operator']}")
    return text


def compare_indexes(
    said: Said, table: tuple[str, str], indexes: list[Any], columns: Mapping[str, Spec]
) -> Iterator[str]:
    """Yield in what the indexes of a table or view differ from their specs."""
    at = f"indexes of {table[1]}"
    of = ".".join(said.quote(it) for it in table)
    found = {
        ident[1]: it
        for (kind, ident), it in said.snapshot.items()
        if kind == "index" and it["table"] == of and not it["of_constraint"]
    }
    # One that a mixin has and the table as well is one.
    different = {
        (_index(said, of, it, columns), it.get("name"), it.get("description"))
        for it in indexes
    }
    yield from unlike(f"{at}: number", len(found), len(different))
    for index in indexes:
        text = _index(said, of, index, columns)
        some = (
            [found[index["name"]]]
            if index.get("name") in found
            else list(found.values())
        )
        fitting = [it for it in some if re.fullmatch(text, it["def"], re.DOTALL)]
        if not any(it["comment"] == index.get("description") for it in fitting):
            yield f"{at}: none of {[it['def'] for it in some]} is {text}"


def _index(said: Said, of: str, index: Spec, columns: Mapping[str, Spec]) -> str:
    text = "CREATE UNIQUE INDEX" if index.get("unique") else "CREATE INDEX"
    text += " .+ ON " + ("ONLY " if index.get("only") else "(ONLY )?") + re.escape(of)
    elements = [
        it if isinstance(it, dict) else {"column": it} for it in index["columns"]
    ]
    inner = ", ".join(element(said, it, columns) for it in elements)
    text += rf" USING {index.get('method', 'btree')} \({inner}\)"
    if "include" in index:
        text += re.escape(f" INCLUDE ({said.quoted(index['include'])})")
    if not index.get("nulls_distinct", True):
        text += " NULLS NOT DISTINCT"
    if "with" in index:
        options = ", ".join(
            f"{name}='?{value}'?" for name, value in index["with"].items()
        )
        text += rf" WITH \({options}\)"
    return text + (r" WHERE .*" if "where" in index else "")


def compare_statistics(said: Said, table: Whole) -> Iterator[str]:
    """Yield in what the statistics of a table differ from their specs."""
    at = f"statistics of {table.name}"
    of = f"{said.quote(table.schema)}.{said.quote(table.name)}"
    found = [
        it
        for (kind, _), it in said.snapshot.items()
        if kind == "statistics" and it["def"].endswith(f" FROM {of}")
    ]
    wanted = table.spec.get("statistics", [])
    yield from unlike(f"{at}: number", len(found), len(wanted))
    for one in wanted:
        # The server lists columns in their order in the table, and expressions last.
        names = [it for it in table.columns if it in one["columns"]]
        expressions = len(one["columns"]) - len(names)
        text = ", ".join(
            [*(re.escape(said.quote(it)) for it in names), *[".+"] * expressions]
        )
        text = rf"CREATE STATISTICS \S.*( \({_kinds(one)}\))? ON {text} FROM .*"
        fitting = [it for it in found if re.fullmatch(text, it["def"], re.DOTALL)]
        described = [it for it in fitting if it["comment"] == one.get("description")]
        if not any(it["target"] == one.get("target") for it in described):
            yield f"{at}: none of {found} is {text}"


def _kinds(one: Spec) -> str:
    order = ("ndistinct", "dependencies", "mcv")
    return ", ".join(it for it in order if it in one.get("kinds", order))
