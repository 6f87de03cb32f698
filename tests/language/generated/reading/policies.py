"""Policies and privileges as specs say them, held against the catalogs."""

from collections.abc import Iterator
from typing import Final

from tests.language.generated.reading.said import PRIVILEGES, Said, Spec
from tests.language.generated.reading.tables import Whole, unlike

COMMANDS: Final = {
    "all": "*",
    "select": "r",
    "insert": "a",
    "update": "w",
    "delete": "d",
}


def compare_policies(said: Said, table: Whole) -> Iterator[str]:
    """Yield in what the policies of a table differ from their specs."""
    at = f"policies of {table.name}"
    found = {
        ident[2]: it
        for (kind, ident), it in said.snapshot.items()
        if kind == "policy" and ident[:2] == (table.schema, table.name)
    }
    wanted: dict[str, tuple[Spec, Spec]] = {}
    grants: list[Spec] = []
    for policy_type in _policy_types(said, table):
        grants.append(policy_type.get("grants", {}))
        for policy in policy_type.get("policies", []):
            wanted[said.fill(policy["name"])] = (policy_type, policy)
    yield from unlike(f"{at}: names", sorted(found), sorted(wanted))
    for name, (policy_type, policy) in wanted.items():
        it = found.get(name)
        if it is None:
            continue
        roles = sorted(
            role if role == "public" else said.quote(role)
            for role in map(said.fill, policy.get("roles", ["public"]))
        )
        comment = policy.get("description", policy_type.get("description"))
        values = {
            "command": COMMANDS[policy.get("command", "all")],
            "permissive": policy.get("permissive", True),
            "comment": comment,
        }
        for attribute, value in values.items():
            yield from unlike(f"{at}: {attribute}", it[attribute], value)
        yield from unlike(f"{at}: roles", sorted(it["roles"]), roles)
        for key in ("using", "with_check"):
            yield from unlike(f"{at}: {key}", it[key] is not None, key in policy)
    retention = (
        {f"{said.top['project']}_retention"} if "retention" in table.spec else set()
    )
    yield from compare_grants(
        said, "table", (table.schema, table.name), grants, retention
    )


def _policy_types(said: Said, table: Whole) -> Iterator[Spec]:
    policies = table.spec.get("policies", {})
    ours = "schema" not in table.spec
    names = said.top.get("defaults", {}).get("policies", []) if ours else []
    names = [it for it in names if it not in policies.get("without", {})]
    for use in policies.get("add", []):
        names.append(use if isinstance(use, str) else next(iter(use)))
    for spec in said.specs("policy_type"):
        if spec["policy_type"] in names:
            yield spec


def compare_grants(
    said: Said,
    kind: str,
    ident: tuple[str, str],
    grants: list[Spec],
    others: set[str] = frozenset(),  # type: ignore[assignment]
) -> Iterator[str]:
    """Yield in what the privileges on an object differ from those granted.

    Args:
        others: roles that get privileges from elsewhere.
    """
    found = said.found(kind, *ident)
    assert found is not None
    wanted: set[tuple[str, str]] = set()
    columns: set[tuple[str, str, str]] = set()
    for one in grants:
        for role, what in one.items():
            given = what if isinstance(what, dict) else dict.fromkeys(what, True)
            for privilege, some in given.items():
                if isinstance(some, bool):
                    wanted.add((said.fill(role), privilege.upper()))
                else:
                    columns |= {(said.fill(role), privilege.upper(), it) for it in some}
    at = f"privileges on {ident[1]}"
    yield from unlike(at, _acl(found["acl"], others), wanted)
    shown = {
        (role, privilege, column)
        for (key, path), it in said.snapshot.items()
        if key == "column" and path[:2] == ident
        for role, privilege in _acl(it["acl"], others)
        for column in [path[2]]
    }
    yield from unlike(
        f"{at}, by column", shown, {it for it in columns if it[:2] not in wanted}
    )


def _acl(text: str | None, others: set[str]) -> set[tuple[str, str]]:
    found: set[tuple[str, str]] = set()
    for one in (text or "").split(", "):
        role, _, privilege = one.rpartition(":")
        if role not in {"", "<owner>", *others} and privilege.lower() in (
            *PRIVILEGES,
            "usage",
            "execute",
        ):
            found.add((role, privilege))
    return found
