"""A small project of its own: two departments, a shared function, partitions."""

from collections.abc import Mapping
from pathlib import Path
from textwrap import dedent
from typing import Final

from compiler import api
from compiler.apply.applied import Applied
from compiler.apply.progress import Progress, silent
from compiler.build.blueprint import Blueprint, build_blueprint
from compiler.diagnostics import has_errors
from compiler.load.documents import load_specs
from compiler.plan.hazard import Hazard

SPECS: Final[Mapping[str, str]] = {
    "project": """
        project: acme
        postgres: 15
        tenant:
          called: department
          column: {name: department, type: text}
          schema: "{{ tenant.id }}_tenant"
          role: "{{ tenant.id }}_role"
          login: "{{ tenant.id }}_app"
        defaults:
          mixins: [tenant_key]
          policies: [isolation, admin_bypass, floor]
        """,
    "tenants": """
        tenants:
          hr: {name: Human Resources}
          legal: {name: Legal, retention: {short: 1 year}}
        """,
    "short": """
        retention_rule: short
        description: Not for long.
        keep: 90 days
        basis: created_at
        action: delete
        override: {floor: 30 days, ceiling: 2 years}
        """,
    "tenant_key": """
        mixin: tenant_key
        columns:
          "{{ tenant.column.name }}":
            type: "{{ tenant.column.type }}"
            not_null: true
            default: "{{ tenant.id | literal }}"
            description: The department.
          created_at:
            {type: timestamptz, not_null: true, default: now(), description: When.}
        checks:
          tenant_key:
            expression: "{{ tenant.column.name | ident }} = {{ tenant.id | literal }}"
            description: No other department's row.
        """,
    "isolation": """
        policy_type: isolation
        description: Own rows.
        policies:
          - name: isolation
            description: Own rows.
            command: all
            roles: ["{{ tenant.role }}"]
            using: "{{ tenant.column.name | ident }} = {{ tenant.id | literal }}"
            with_check: "{{ tenant.column.name | ident }} = {{ tenant.id | literal }}"
        grants:
          "{{ tenant.role }}": [select, insert, update, delete]
        """,
    "admin_bypass": """
        policy_type: admin_bypass
        description: Administrators.
        policies:
          - name: admin_bypass
            description: Administrators see every row.
            command: all
            roles: ["{{ project.admin }}"]
            using: true
            with_check: "{{ tenant.column.name | ident }} = {{ tenant.id | literal }}"
        grants:
          "{{ project.admin }}": [select, insert, update, delete]
        """,
    "floor": """
        policy_type: floor
        description: Under all others.
        policies:
          - name: floor
            description: Only the department and administrators.
            command: all
            permissive: false
            roles: [public]
            using: >-
              (SELECT pg_has_role(current_user, {{ tenant.role | literal }}, 'USAGE')
                   OR pg_has_role(current_user, {{ project.admin | literal }}, 'USAGE'))
        """,
    "role_tenant": """
        role: "{{ tenant.role }}"
        description: The department.
        login: false
        member_of: ["{{ project.member }}"]
        """,
    "role_login": """
        role: "{{ tenant.login }}"
        description: Logs in as the department.
        login: true
        member_of: ["{{ tenant.role }}"]
        settings: {search_path: "{{ tenant.schema }}, pg_catalog", TimeZone: UTC}
        """,
    "role_definer": """
        role: "{{ project.name }}_definer"
        description: Owns a function.
        login: false
        """,
    "shout": """
        function: shout
        description: Upper case, by somebody else.
        schema: acme
        arguments: [{name: word, type: text}]
        returns: text
        language: sql
        volatility: immutable
        security: definer
        owner: "{{ project.name }}_definer"
        settings: {search_path: "pg_catalog, pg_temp"}
        grants: {"{{ project.member }}": [execute]}
        body: SELECT upper(word)
        """,
    "count_notes": """
        function: count_notes
        description: How many.
        returns: bigint
        language: sql
        body: SELECT count(*) FROM notes
        """,
    "customers": """
        table: customers
        description: Who buys.
        columns:
          id:
            {type: uuid, not_null: true, default: gen_random_uuid(), description: Id.}
          name: {type: text, not_null: true, description: Name.}
        primary_key: [id]
        retention: {rule: short}
        """,
    "notes": """
        table: notes
        description: What was said.
        columns:
          id:
            {type: uuid, not_null: true, default: gen_random_uuid(), description: Id.}
          customer: {type: uuid, not_null: true, description: Of whom.}
          body:     {type: text, description: Text.}
        primary_key: [id]
        foreign_keys: [{columns: [customer], references: customers}]
        indexes: [{columns: [customer], description: Serves the foreign key.}]
        retention: {rule: short}
        """,
    "events": """
        table: events
        description: What happened.
        columns:
          id: {type: uuid, not_null: true, default: gen_random_uuid(), description: Id.}
        primary_key: [id]
        partition_by: {range: created_at, every: 1 month, ahead: 2}
        retention: {rule: short}
        """,
}


def read_blueprint(folder: Path) -> Blueprint:
    """Return what the specs of a folder ask for."""
    loaded = load_specs(folder)
    blueprint, findings = build_blueprint(loaded.documents, loaded.broken)
    assert blueprint is not None, loaded.findings
    assert not has_errors((*loaded.findings, *findings)), (*loaded.findings, *findings)
    return blueprint


ANY: Final = tuple(each.value for each in Hazard)
"""Words that allow every hazard."""


def write_specs(folder: Path, **specs: str) -> Path:
    """Write the sample, with specs of these names put in or replaced."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in {**SPECS, **specs}.items():
        (folder / f"{name}.yaml").write_text(dedent(text).lstrip(), "utf-8")
    return folder


def apply_specs(
    dsn: str,
    specs: Path,
    *tenants: str,
    allow: tuple[str, ...] = ANY,
    scratch: str = "",
    progress: Progress = silent,
) -> Applied:
    """Return what came of applying specs, rehearsed on the server itself."""
    result = api.apply(
        specs,
        tenants,
        dsn=dsn,
        scratch=scratch or dsn,
        options=api.ApplyOptions(allow=allow),
        progress=progress,
        home=specs / ".home",
    )
    assert result.applied is not None, result.findings
    return result.applied


def created(applied: Applied) -> list[str]:
    """Return the parts of which nothing was there before."""
    return [each.part for each in applied.parts if each.created and each.done]
