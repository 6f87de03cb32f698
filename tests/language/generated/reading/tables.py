"""Tables as specs say them, held against the catalogs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from tests.language.generated.reading.said import Said, Spec

IDENTITY: Final = {"always": "a", "by default": "d"}
STORAGE: Final = {"plain": "p", "external": "e", "extended": "x", "main": "m"}
REPLICA: Final = {"default": "d", "full": "f", "nothing": "n"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """A table with what its mixins bring.

    Args:
        tenant_column: its name, or nothing where the table has none.
        split_by: the columns by which it and its partitions are split.
    """

    spec: Spec
    schema: str
    name: str
    columns: Mapping[str, Spec]
    parts: Mapping[str, list[Any]]
    tenant_column: str
    split_by: tuple[str, ...]

    @property
    def primary_key(self) -> Spec:
        """The primary key in its longer form."""
        key = self.spec.get("primary_key", {})
        return {"columns": key} if isinstance(key, list) else key

    def key(self, columns: list[str]) -> list[str]:
        """Return the columns of a key, with those that come by themselves."""
        front = [self.tenant_column] if self.tenant_column else []
        return list(dict.fromkeys((*front, *columns, *self.split_by)))


def tables(said: Said) -> list[Whole]:
    """Return the tables of a project."""
    return [_whole(said, spec) for spec in said.specs("table")]


def _whole(said: Said, spec: Spec) -> Whole:
    ours = "schema" not in spec
    defaults = said.top.get("defaults", {}).get("mixins", []) if ours else []
    seen: set[str] = set()
    first = list(_mixins(said, defaults, seen))
    last = list(_mixins(said, spec.get("mixins", []), seen))
    column = said.top["tenant"]["column"]["name"] if ours else ""
    columns: dict[str, Spec] = {}
    parts: dict[str, list[Any]] = {"checks": [], "indexes": [], "triggers": []}
    for one in (*first, spec, *last):
        columns |= {said.fill(name): it for name, it in one.get("columns", {}).items()}
        parts["checks"] += one.get("checks", {}).items()
        parts["triggers"] += one.get("triggers", {}).items()
        parts["indexes"] += one.get("indexes", [])
    if not spec.get("tenant_column", True):
        columns.pop(column, None)
        column = ""
    return Whole(
        spec=spec,
        schema=said.schema(spec),
        name=said.name(spec),
        columns=columns,
        parts=parts,
        tenant_column=column,
        split_by=tuple(dict.fromkeys(_split_by(spec.get("partition_by", {})))),
    )


def _mixins(said: Said, names: list[str], seen: set[str]) -> Iterator[Spec]:
    for name in names:
        if name not in seen:
            seen.add(name)
            spec = next(it for it in said.specs("mixin") if it["mixin"] == name)
            yield from _mixins(said, spec.get("mixins", []), seen)
            yield spec


def _split_by(partitioning: Spec) -> Iterator[str]:
    for strategy in ("range", "list", "hash"):
        names = partitioning.get(strategy, [])
        names = names if isinstance(names, list) else [names]
        yield from (it for it in names if isinstance(it, str))
    partitions = partitioning.get("partitions", {})
    for one in partitions.values() if isinstance(partitions, dict) else ():
        yield from _split_by(one.get("partition_by", {}))


def compare_tables(said: Said) -> Iterator[str]:
    """Yield in what tables differ from their specs."""
    for table in tables(said):
        at = f"table {table.name}"
        found = said.found("table", table.schema, table.name)
        if found is None:
            yield f"missing: {at}"
            continue
        order = said.found("column_order", table.schema, table.name)
        assert order is not None
        yield from unlike(f"{at}: columns", order["columns"], list(table.columns))
        yield from _compare_options(said, table, found)
        for name, column in table.columns.items():
            yield from _compare_column(said, table, name, column)
        yield from _compare_partitions(said, table)
        rows = table.spec.get("rows", [])
        if rows or "rows" in table.spec:
            query = f"SELECT count(*) FROM {_quoted(said, table)}"  # noqa: S608
            yield from unlike(f"{at}: rows", said.query(query)[0][0], len(rows))


def _quoted(said: Said, table: Whole) -> str:
    return f"{said.quote(table.schema)}.{said.quote(table.name)}"


def _compare_options(
    said: Said, table: Whole, found: Mapping[str, Any]
) -> Iterator[str]:
    spec, at = table.spec, f"table {table.name}"
    yield from unlike(f"{at}: comment", found["comment"], spec.get("description"))
    row_security = found["rls_enabled"], found["rls_forced"]
    yield from unlike(f"{at}: row security", row_security, (True, True))
    unlogged = "u" if spec.get("unlogged") else "p"
    yield from unlike(f"{at}: persistence", found["persistence"], unlogged)
    identity = spec.get("replica_identity", "default")
    wanted = "i" if isinstance(identity, dict) else REPLICA[identity]
    yield from unlike(f"{at}: replica identity", found["replica_identity"], wanted)
    options: dict[str, list[str]] = {"": [], "toast.": []}
    for name, value in spec.get("with", {}).items():
        text = str(value).lower() if isinstance(value, bool) else str(value)
        place = "toast." if name.startswith("toast.") else ""
        options[place].append(f"{name.removeprefix(place)}={text}")
    yield from unlike(f"{at}: with", found["reloptions"] or [], sorted(options[""]))
    # A table of small columns alone has no TOAST table that could keep them.
    toast = found["toast_reloptions"] or sorted(options["toast."])
    yield from unlike(f"{at}: toast", toast, sorted(options["toast."]))
    key = spec.get("partition_by", {})
    strategy = next((it for it in ("range", "list", "hash") if it in key), "")
    names = key.get(strategy, [])
    names = names if isinstance(names, list) else [names]
    if strategy and all(isinstance(it, str) for it in names):
        text = f"{strategy.upper()} ({said.quoted(names)})"
        yield from unlike(f"{at}: partition key", found["partition_key"], text)


def _compare_column(said: Said, table: Whole, name: str, column: Spec) -> Iterator[str]:
    at = f"column {table.name}.{name}"
    found = said.found("column", table.schema, table.name, name)
    if found is None:
        yield f"missing: {at}"
        return
    identity = column.get("identity")
    if isinstance(identity, dict):
        identity = identity.get("generated", "by default")
    key = table.primary_key.get("columns")
    not_null = column.get("not_null") or identity or (key and name in table.key(key))
    generated = ""
    if "generated" in column:
        generated = "s" if column.get("stored", True) else "v"
    collation = column.get("collation")
    wanted = {
        "type": said.type(column["type"]),
        "not_null": bool(not_null),
        "identity": IDENTITY[identity] if identity else None,
        "generated": generated or None,
        "collation": collation and f"pg_catalog.{said.quote(collation)}",
        "comment": column.get("description"),
        "statistics_target": column.get("statistics"),
        "compression": column.get("compression"),
    }
    if "storage" in column:
        wanted["storage"] = STORAGE[column["storage"]]
    for attribute, value in wanted.items():
        yield from unlike(f"{at}: {attribute}", found[attribute], value)
    # A default of null is none to the server.
    has_default = str(column.get("default", "NULL")) != "NULL"
    yield from unlike(f"{at}: default", found["default"] is not None, has_default)
    shown = dict(it.split("=") for it in found["options"] or [])
    options = {key: float(it) for key, it in shown.items()}
    yield from unlike(f"{at}: options", options, column.get("with", {}))
    yield from _compare_sequence(said, table, name, column)


def _compare_sequence(
    said: Said, table: Whole, name: str, column: Spec
) -> Iterator[str]:
    if "identity" not in column:
        return
    owner = f"{_quoted(said, table)}.{said.quote(name)} (identity)"
    found = [
        it
        for (kind, _), it in said.snapshot.items()
        if kind == "sequence" and it["owned_by"] == owner
    ]
    if len(found) != 1:
        yield f"sequence of {table.name}.{name}: {len(found)} of them"
        return
    given = column["identity"] if isinstance(column["identity"], dict) else {}
    yield from compare_numbers(f"sequence of {table.name}.{name}", found[0], given)


def compare_numbers(at: str, found: Mapping[str, Any], given: Spec) -> Iterator[str]:
    """Yield in what the parameters of a sequence differ from those that are given."""
    bits = {"smallint": 16, "integer": 32, "bigint": 64}[found["type"]]
    increment = given.get("increment", 1)
    up = increment > 0
    low = given.get("minimum", 1 if up else -(2 ** (bits - 1)))
    high = given.get("maximum", 2 ** (bits - 1) - 1 if up else -1)
    wanted = {
        "increment": increment,
        "min": low,
        "max": high,
        "start": given.get("start", low if up else high),
        "cache": given.get("cache", 1),
        "cycle": given.get("cycle", False),
    }
    for attribute, value in wanted.items():
        yield from unlike(f"{at}: {attribute}", found[attribute], value)


def _compare_partitions(said: Said, table: Whole) -> Iterator[str]:
    parent = _quoted(said, table)
    yield from _compare_parts(said, table, parent, table.spec.get("partition_by", {}))


def _compare_parts(said: Said, table: Whole, parent: str, split: Spec) -> Iterator[str]:
    at = f"partitions of {parent}"
    found = {
        ident: it
        for (kind, ident), it in said.snapshot.items()
        if kind == "table" and it["parents"] == [parent]
    }
    partitions = split.get("partitions", 0)
    declared = (
        list(partitions.values()) if isinstance(partitions, dict) else [{}] * partitions
    )
    yield from unlike(f"{at}: number", len(found), len(declared))
    for (schema, name), it in found.items():
        yield from unlike(
            f"{at}: row security", (it["rls_enabled"], it["rls_forced"]), (True, True)
        )
        order = said.found("column_order", schema, name)
        assert order is not None
        yield from unlike(f"{at}: columns", order["columns"], list(table.columns))
    defaults = sum(it["partition_bound"] == "DEFAULT" for it in found.values())
    yield from unlike(
        f"{at}: default", defaults, sum(bool(it.get("default")) for it in declared)
    )
    comments = sorted(it["comment"] for it in found.values() if it["comment"])
    described = sorted(it["description"] for it in declared if "description" in it)
    yield from unlike(f"{at}: comments", comments, described)
    for ident, it in found.items():
        inner = [one for one in declared if "partition_by" in one]
        if it["partition_key"] and len(inner) == 1:
            name = ".".join(said.quote(one) for one in ident)
            yield from _compare_parts(said, table, name, inner[0]["partition_by"])
    split_again = sum(it["partition_key"] is not None for it in found.values())
    inner = [one for one in declared if "partition_by" in one]
    yield from unlike(f"{at}: split again", split_again, len(inner))


def unlike(what: str, found: object, wanted: object) -> Iterator[str]:
    """Yield what is other than wanted."""
    if found != wanted:
        yield f"{what}: the server has {found!r}, the spec says {wanted!r}"


def waits(spec: Spec) -> str:
    """Return how a constraint that may wait says so."""
    text = (
        " DEFERRABLE"
        if any(spec.get(it) for it in ("deferrable", "initially_deferred"))
        else ""
    )
    return text + (" INITIALLY DEFERRED" if spec.get("initially_deferred") else "")
