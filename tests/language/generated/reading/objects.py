"""Objects beside tables as specs say them, held against the catalogs."""

from collections.abc import Iterator

from tests.language.generated.reading.indexes import compare_indexes
from tests.language.generated.reading.policies import compare_grants
from tests.language.generated.reading.routines import compare_routine
from tests.language.generated.reading.said import Said, Spec
from tests.language.generated.reading.tables import compare_numbers, tables, unlike
from tests.language.generated.reading.triggers import (
    FIRES,
    compare_rules,
    compare_triggers,
)
from tests.language.generated.reading.types import compare_type


def compare_objects(said: Said) -> Iterator[str]:
    """Yield in what views, sequences, types, routines and others differ."""
    for kind, compare in {
        "view": _compare_view,
        "materialized_view": _compare_view,
        "sequence": _compare_sequence,
        "type": compare_type,
        "function": compare_routine,
        "procedure": compare_routine,
        "aggregate": compare_routine,
        "event_trigger": _compare_event_trigger,
        "role": _compare_role,
    }.items():
        for spec in said.specs(kind):
            yield from compare(said, kind, spec)
    for name, extension in said.top.get("extensions", {}).items():
        found = said.found("extension", name) or {"schema": None}
        yield from unlike(f"extension {name}", found["schema"], extension["schema"])
    for spec in [*said.specs("view"), *(it.spec for it in tables(said))]:
        yield from compare_rules(said, spec)
    for spec in said.specs("default_privileges"):
        yield from _compare_default_privileges(said, spec)


def _compare_view(said: Said, kind: str, spec: Spec) -> Iterator[str]:
    schema, name = said.schema(spec), said.name(spec)
    at, found = f"{kind} {name}", said.found(kind, schema, name)
    if found is None:
        yield f"missing: {at}"
        return
    yield from unlike(f"{at}: comment", found["comment"], spec.get("description"))
    options = [
        f"{it}={value}" for it, value in spec.get("with", {}).items() if "." not in it
    ]
    if kind == "view":
        options += ["security_invoker=true"] * spec.get("security_invoker", True)
        options += ["security_barrier=true"] * bool(spec.get("security_barrier"))
        options += [f"check_option={it}" for it in [spec.get("check_option")] if it]
    shown = [
        it for it in found["reloptions"] or [] if not it.endswith("=false") or "." in it
    ]
    yield from unlike(f"{at}: options", shown, sorted(options))
    if kind == "materialized_view":
        yield from unlike(
            f"{at}: populated", found["populated"], spec.get("with_data", True)
        )
        yield from compare_indexes(said, (schema, name), spec.get("indexes", []), {})
    yield from compare_triggers(
        said, schema, name, list(spec.get("triggers", {}).items())
    )
    for number, column in enumerate(spec.get("columns", [])):
        order = said.found("column_order", schema, name)
        assert order is not None
        called = column if isinstance(column, str) else column["name"]
        yield from unlike(f"{at}: column", order["columns"][number], called)
        comment = column.get("description") if isinstance(column, dict) else None
        shown_column = said.found("column", schema, name, called) or {"comment": "none"}
        yield from unlike(
            f"{at}: comment of {called}", shown_column["comment"], comment
        )
    yield from compare_grants(said, kind, (schema, name), [spec.get("grants", {})])


def _compare_sequence(said: Said, kind: str, spec: Spec) -> Iterator[str]:
    schema, name = said.schema(spec), said.name(spec)
    at, found = f"{kind} {name}", said.found(kind, schema, name)
    if found is None:
        yield f"missing: {at}"
        return
    yield from unlike(f"{at}: type", found["type"], spec.get("data_type", "bigint"))
    yield from compare_numbers(at, found, spec)
    yield from unlike(f"{at}: comment", found["comment"], spec.get("description"))
    persistence = "u" if spec.get("unlogged") else "p"
    yield from unlike(f"{at}: persistence", found["persistence"], persistence)
    owner = None
    if "owned_by" in spec:
        parts = [schema, *said.fill(spec["owned_by"]).split(".")]
        owner = ".".join(said.quote(it) for it in parts)
    yield from unlike(f"{at}: owned by", found["owned_by"], owner)


def _compare_event_trigger(said: Said, _: str, spec: Spec) -> Iterator[str]:
    name = said.name(spec)
    at, found = f"event trigger {name}", said.found("event_trigger", name)
    if found is None:
        yield f"missing: {at}"
        return
    wanted = {"event": spec["event"], "enabled": FIRES[spec.get("enabled", "origin")]}
    wanted["comment"] = spec.get("description")
    for attribute, value in wanted.items():
        yield from unlike(f"{at}: {attribute}", found[attribute], value)
    yield from unlike(
        f"{at}: tags", sorted(found["tags"] or []), sorted(spec.get("tags", []))
    )


def _compare_role(said: Said, _: str, spec: Spec) -> Iterator[str]:
    name = said.name(spec)
    query = """SELECT rolcanlogin, rolinherit, rolcreaterole, rolcreatedb, rolsuper,
                      shobj_description(oid, 'pg_authid')
                 FROM pg_roles WHERE rolname = %s"""
    found = said.query(query, name)
    wanted = (
        spec.get("login", False),
        spec.get("inherit", True),
        spec.get("create_role", False),
        spec.get("create_database", False),
        False,
        spec.get("description"),
    )
    yield from unlike(f"role {name}", found, [wanted])
    for key in ("member_of", "members"):
        for one in spec.get(key, []):
            other = said.fill(one if isinstance(one, str) else one["role"])
            role, member = (other, name) if key == "member_of" else (name, other)
            query = """SELECT admin_option FROM pg_auth_members
                        WHERE roleid::regrole::text = quote_ident(%s)
                          AND member::regrole::text = quote_ident(%s)"""
            admin = isinstance(one, dict) and one.get("admin_option", False)
            if (admin,) not in said.query(query, role, member):
                yield f"{member} is no member of {role}, or not with admin {admin}"


def _compare_default_privileges(said: Said, spec: Spec) -> Iterator[str]:
    letters = {
        "tables": "r",
        "sequences": "S",
        "functions": "f",
        "types": "T",
        "schemas": "n",
    }
    schema = "*" if spec.get("in_all_schemas") else said.schema(spec)
    role = said.fill(spec.get("for_role", "{{ project.owner }}"))
    found = said.found("default_privileges", schema, role, letters[spec["objects"]])
    at = f"default privileges {spec['default_privileges']}"
    acl = (found or {}).get("acl") or ""
    for grantee, privileges in spec.get("grants", {}).items():
        for privilege in privileges:
            wanted = f"{said.fill(grantee)}:{privilege.upper()}"
            if wanted not in acl.split(", ") and said.fill(grantee) != role:
                yield f"{at}: {wanted} is not in {acl!r}"
    for grantee, privileges in spec.get("revoke", {}).items():
        for privilege in privileges:
            who = "PUBLIC" if grantee == "public" else said.fill(grantee)
            if found is None or f"{who}:{privilege.upper()}" in acl.split(", "):
                yield f"{at}: {who} still has {privilege}"
