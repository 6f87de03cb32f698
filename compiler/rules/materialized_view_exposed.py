"""A materialized view is granted to roles that may not see all of its rows.

A materialized view stores rows and has no row-level security: whoever is granted it
reads all of them. One of a tenant holds that tenant's rows, so only the tenant's own
roles and those of the platform should read it. A shared one is for administrators, or
has to hold nothing that belongs to a tenant.

Fails:

    materialized_view: totals
    query: SELECT count(*) AS orders FROM orders
    grants: {"{{ project.member }}": [select]}

Passes:

    materialized_view: totals
    query: SELECT count(*) AS orders FROM orders
    grants: {"{{ tenant.role }}": [select]}
"""

from collections.abc import Iterator

from compiler.build.blueprint import Blueprint
from compiler.build.scope import shown
from compiler.diagnostics import Finding, error, warning
from compiler.model.grant import TableGrant
from compiler.model.view import MaterializedView
from compiler.names import SENTINEL_TENANT
from compiler.rules.rule import Rule


def _check(blueprint: Blueprint) -> Iterator[Finding]:
    stored = {
        item.name for item in blueprint.origins if isinstance(item, MaterializedView)
    }
    of_tenants = frozenset(blueprint.tenant.objects)
    project = blueprint.project
    platform = {project.owner, project.admin, project.retention, project.migrator}
    for item, origin in blueprint.origins.items():
        if not isinstance(item, TableGrant) or item.table not in stored:
            continue
        others = [role for role in item.roles if role not in platform]
        if item in of_tenants:
            others = [role for role in others if SENTINEL_TENANT not in role]
        if others:
            # What a shared view holds need not be anybody's.
            finding = error if item in of_tenants else warning
            yield finding(
                RULE.name,
                origin.position,
                f"{others[0]} would see all rows of {shown(item.table.name)}, which "
                "has no row-level security",
                "Remove the grant, or grant a view with security_invoker over tables.",
            )


RULE = Rule(name="materialized-view-exposed", check=_check, waivable=True)
