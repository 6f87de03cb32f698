"""The project: how tenants are called, where they live, which roles there are."""

import dataclasses
from collections.abc import Mapping

from compiler.diagnostics import Findings
from compiler.document import Document, MappingNode, ScalarNode
from compiler.names import MAX_IDENTIFIER_BYTES, MAX_TENANT_ID_BYTES, fits
from compiler.syntax.template import TemplateError, parse_template, render_template

_ID = "tenant.id"
_TEMPLATES = ("schema", "role", "login")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """What `project.yaml` says.

    Args:
        postgres: the oldest major version of PostgreSQL that the SQL has to run on.
        tenant_column: the column that names the tenant in each of its rows.
        tenant_schema: template of a tenant's schema; so are `tenant_role`, the group
            role that is the tenant, and `tenant_login`, which logs in as it.
        default_mixins: the nodes that name them; so are `default_policies`.
        extensions: name of an extension to the schema of its objects.
        managed: shared schemas in which nothing is to be that no spec asks for.
        harden_database: whether specs may say what holds in the whole database.
        node: where it is written.
    """

    name: str
    postgres: int
    called: str
    tenant_column: str
    tenant_column_type: str
    tenant_schema: str
    tenant_role: str
    tenant_login: str
    default_mixins: tuple[ScalarNode, ...]
    default_policies: tuple[ScalarNode, ...]
    extensions: Mapping[str, str]
    managed: tuple[str, ...]
    harden_database: bool
    node: MappingNode

    @property
    def schema(self) -> str:
        """The schema of the control plane."""
        return self.name

    @property
    def owner(self) -> str:
        """The role that owns every object."""
        return f"{self.name}_owner"

    @property
    def admin(self) -> str:
        """The role of the platform's administrators."""
        return f"{self.name}_admin"

    @property
    def member(self) -> str:
        """The role that every tenant is a member of."""
        return f"{self.name}_member"

    @property
    def retention(self) -> str:
        """The role of the worker that deletes what is past its time."""
        return f"{self.name}_retention"

    @property
    def migrator(self) -> str:
        """The login that plans and applies."""
        return f"{self.name}_migrator"

    @property
    def tenants_table(self) -> str:
        """The table of the control plane that lists the tenants."""
        return f"{self.called}s"

    def schema_of(self, tenant_id: str) -> str:
        """Return the schema of a tenant."""
        return fill_id(self.tenant_schema, tenant_id)

    def role_of(self, tenant_id: str) -> str:
        """Return the group role that is a tenant."""
        return fill_id(self.tenant_role, tenant_id)

    def login_of(self, tenant_id: str) -> str:
        """Return the role that logs in as a tenant, if a spec declares it."""
        return fill_id(self.tenant_login, tenant_id)


def build_project(document: Document, findings: Findings) -> Project | None:
    """Return what the project's document says, or nothing after a finding."""
    root = document.root
    templates = [root.mapping("tenant").scalars(key)[0] for key in _TEMPLATES]
    fit = [_is_of_a_tenant(node, findings) for node in templates]
    if not all(fit):
        return None
    tenant = root.mapping("tenant")
    column = tenant.mapping("column")
    defaults = root.mapping("defaults")
    return Project(
        name=root.text("project"),
        postgres=int(root.text("postgres")),
        called=tenant.text("called"),
        tenant_column=column.text("name"),
        tenant_column_type=column.text("type"),
        tenant_schema=tenant.text("schema"),
        tenant_role=tenant.text("role"),
        tenant_login=tenant.text("login"),
        default_mixins=defaults.scalars("mixins"),
        default_policies=defaults.scalars("policies"),
        extensions={
            key.text: root.mapping("extensions").mapping(key.text).text("schema")
            for key, _ in root.mapping("extensions")
        },
        managed=tuple(each.text for each in root.scalars("manages")),
        harden_database=root.flag("harden_database", default=False),
        node=root,
    )


def _is_of_a_tenant(node: ScalarNode, findings: Findings) -> bool:
    """Return whether a template makes another name for each tenant; else note why."""
    try:
        paths = parse_template(node.text, form="name").paths
    except TemplateError as problem:
        findings.error("template", node.position, problem.message, problem.help)
        return False
    unknown = [path for path in paths if path != _ID]
    longest = fill_id(node.text, "x" * MAX_TENANT_ID_BYTES) if not unknown else ""
    if unknown:
        findings.error(
            "unknown-path",
            node.position,
            f"{{{{ {unknown[0]} }}}} has no value here",
            f"Write {{{{ {_ID} }}}}, which is all that stands in these names.",
        )
    elif not paths:
        findings.error(
            "no-tenant-id",
            node.position,
            "every tenant would have the same name here",
            f"Write a name with {{{{ {_ID} }}}} in it.",
        )
    elif not fits(longest):
        findings.error(
            "name-too-long",
            node.position,
            f"this name takes up to {len(longest.encode())} bytes, and PostgreSQL "
            f"keeps {MAX_IDENTIFIER_BYTES}",
            f"Shorten it; a tenant's id may take {MAX_TENANT_ID_BYTES} bytes of it.",
        )
    else:
        return True
    return False


def fill_id(template: str, tenant_id: str) -> str:
    """Return the name that a tenant has by one of the project's templates."""
    return render_template(parse_template(template, form="name"), {_ID: tenant_id})


def shared_values(project: Project) -> dict[str, str]:
    """Return the template paths that every spec may name, with their values."""
    return {
        "project.name": project.name,
        "project.schema": project.schema,
        "project.owner": project.owner,
        "project.admin": project.admin,
        "project.member": project.member,
        "project.retention": project.retention,
        "project.migrator": project.migrator,
        "tenant.called": project.called,
        "tenant.column.name": project.tenant_column,
        "tenant.column.type": project.tenant_column_type,
    }


def tenant_values(project: Project, tenant_id: str) -> dict[str, str]:
    """Return the template paths that mean something in a tenant's objects."""
    return shared_values(project) | {
        _ID: tenant_id,
        "tenant.schema": project.schema_of(tenant_id),
        "tenant.role": project.role_of(tenant_id),
        "tenant.login": project.login_of(tenant_id),
    }
