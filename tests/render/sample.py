"""A small catalog with an object of every kind: one shared side, one tenant's side."""

from typing import Final

from compiler.model.catalog import Catalog
from compiler.model.column import Column
from compiler.model.constraint import Check, ForeignKey, Key
from compiler.model.enum_type import EnumType
from compiler.model.extension import Extension
from compiler.model.grant import RoutineGrant, SchemaGrant, TableGrant
from compiler.model.index import Index, IndexElement
from compiler.model.name import QualifiedName
from compiler.model.policy import PUBLIC, Policy, RowSecurity
from compiler.model.role import Membership, Role
from compiler.model.routine import Argument, Routine
from compiler.model.schema import Schema
from compiler.model.setting import Setting
from compiler.model.table import RangePartitioning, Table
from compiler.model.trigger import Trigger
from compiler.syntax.quote import quote_identifier, quote_literal

OWNER: Final = "federation_owner"
SAFE_PATH: Final = Setting(parameter="search_path", values=("pg_catalog", "pg_temp"))


def role(name: str, *, login: bool = False, description: str = "") -> Role:
    return Role(
        name=name,
        login=login,
        inherit=True,
        create_role=False,
        create_database=False,
        settings=(),
        description=description,
    )


def column(
    name: str,
    type_sql: str,
    *,
    not_null: bool = False,
    default: str = "",
    generated: str = "",
    storage: str = "",
    compression: str = "",
    description: str = "",
) -> Column:
    return Column(
        name=name,
        type_sql=type_sql,
        not_null=not_null,
        default=default,
        generated=generated,
        storage=storage,
        compression=compression,
        description=description,
    )


def routine(
    name: QualifiedName,
    returns: str,
    body: str,
    *,
    arguments: tuple[Argument, ...] = (),
    language: str = "sql",
    owner: str = OWNER,
    description: str = "",
) -> Routine:
    return Routine(
        name=name,
        arguments=arguments,
        returns=returns,
        language=language,
        volatility="stable" if returns not in ("", "trigger") else "volatile",
        parallel="safe" if returns not in ("", "trigger") else "unsafe",
        strict=returns == "boolean",
        security_definer=owner != OWNER,
        settings=(SAFE_PATH,),
        body=body,
        owner=owner,
        description=description,
    )


def policy(
    table: QualifiedName,
    name: str,
    *,
    roles: tuple[str, ...],
    using: str = "",
    with_check: str = "",
    permissive: bool = True,
    description: str = "",
) -> Policy:
    return Policy(
        table=table,
        name=name,
        permissive=permissive,
        command="all" if permissive else "select",
        roles=roles,
        using=using,
        with_check=with_check,
        description=description,
    )


def plain_table(name: QualifiedName, *columns: Column) -> Table:
    return Table(
        name=name,
        columns=columns,
        keys=(),
        checks=(),
        partitioning=None,
        description="",
    )


def shared_catalog() -> Catalog:
    """What exists once, declared in an order that cannot be executed."""
    departments = QualifiedName(schema="federation", name="departments")
    can_read = routine(
        QualifiedName(schema="federation", name="can_read"),
        "boolean",
        "SELECT EXISTS (\n"
        "  SELECT FROM federation.departments AS d\n"
        "  WHERE d.department = $1 AND d.status = 'active'\n"
        ")",
        arguments=(Argument(name="wanted", mode="in", type_sql="text", default=""),),
        owner="federation_admin",
        description="Whether a department's rows may be read.",
    )
    return Catalog(
        objects=(
            TableGrant(
                table=departments,
                privileges=("update", "select"),
                roles=("federation_member", "federation_admin"),
            ),
            RoutineGrant(routine=can_read, roles=("federation_member",)),
            SchemaGrant(
                schema="federation",
                privileges=("usage",),
                roles=("federation_member", "federation_admin"),
            ),
            SchemaGrant(schema="extensions", privileges=("usage",), roles=(PUBLIC,)),
            RowSecurity(table=departments),
            policy(
                departments,
                "everyone_reads",
                roles=(PUBLIC,),
                using="true",
                description="Names of departments are no secret.",
            ),
            Table(
                name=departments,
                columns=(
                    column("department", "text", not_null=True),
                    column("status", "text", not_null=True, default="'active'"),
                ),
                keys=(
                    Key(
                        name="departments_pkey",
                        columns=("department",),
                        primary=True,
                        nulls_distinct=True,
                        description="",
                    ),
                ),
                checks=(),
                partitioning=None,
                description="One row a department.",
            ),
            can_read,
            Extension(name="pg_trgm", schema="extensions"),
            Schema(name="extensions", owner=OWNER, description=""),
            Schema(name="federation", owner=OWNER, description="The control plane."),
            Membership(
                role="federation_admin", member="federation_migrator", admin_option=True
            ),
            role(OWNER, description="Owns every object; nobody logs in as it."),
            role("federation_admin"),
            role("federation_member"),
            Role(
                name="federation_migrator",
                login=True,
                inherit=False,
                create_role=True,
                create_database=True,
                settings=(
                    Setting(parameter="lock_timeout", values=("3s",)),
                    SAFE_PATH,
                    Setting(parameter="app.Mode", values=("it's",)),
                ),
                description="",
            ),
        )
    )


def tenant_catalog(tenant: str) -> Catalog:
    """What one tenant has, in the order of the specs."""
    schema, member = f"{tenant}_tenant", f"{tenant}_role"
    status = QualifiedName(schema=schema, name="call_status")
    touch = QualifiedName(schema=schema, name="touch_updated_at")
    clean = routine(
        QualifiedName(schema=schema, name="cleanup"),
        "",
        f"BEGIN\n  CALL {quote_identifier(schema)}.cleanup();\nEND",
        arguments=(
            Argument(name="removed", mode="inout", type_sql="bigint", default="0"),
        ),
        language="plpgsql",
        description="Deletes what is due.",
    )
    return Catalog(
        objects=(
            role(member, description=f"Everybody of {tenant}."),
            Membership(role="federation_member", member=member, admin_option=False),
            Schema(name=schema, owner=OWNER, description=""),
            SchemaGrant(schema=schema, privileges=("usage",), roles=(member,)),
            SchemaGrant(schema="federation", privileges=("usage",), roles=(member,)),
            EnumType(
                name=status,
                labels=("pending", "don't know"),
                description="How a call ended.",
            ),
            routine(
                touch,
                "trigger",
                "BEGIN\n  new.updated_at := now();\n  RETURN new;\nEND",
                language="plpgsql",
            ),
            clean,
            RoutineGrant(routine=clean, roles=(member,)),
            *_documents(schema, tenant, member),
            *_tool_calls(schema, tenant, status, touch),
        )
    )


def _documents(
    schema: str, tenant: str, member: str
) -> tuple[Table | Policy | RowSecurity | TableGrant, ...]:
    documents = QualifiedName(schema=schema, name="documents")
    mine = f"department = {quote_literal(tenant)}"
    return (
        Table(
            name=documents,
            columns=(
                column("department", "text", not_null=True),
                column("id", "uuid", not_null=True, default="gen_random_uuid()"),
                column("Body", "text", storage="external", compression="pglz"),
                column(
                    "search",
                    "tsvector",
                    generated="to_tsvector('english', left(\"Body\", 2000))",
                    description="What is searched.",
                ),
            ),
            keys=(
                Key(
                    name="documents_pkey",
                    columns=("department", "id"),
                    primary=True,
                    nulls_distinct=True,
                    description="The tenant's column comes first.",
                ),
                Key(
                    name="documents_body_key",
                    columns=("department", "Body"),
                    primary=False,
                    nulls_distinct=False,
                    description="",
                ),
            ),
            checks=(
                Check(
                    name="documents_department_check", expression=mine, description=""
                ),
            ),
            partitioning=None,
            description="Texts.\nEach is searched.",
        ),
        policy(documents, "isolation", roles=(member,), using=mine, with_check=mine),
        policy(
            documents,
            "short_texts",
            roles=(member, "federation_admin"),
            using='length("Body") < 10000 -- long ones wait\nOR "Body" IS NULL\n',
            permissive=False,
        ),
        RowSecurity(table=documents),
        TableGrant(
            table=documents,
            privileges=("delete", "insert", "select"),
            roles=(member,),
        ),
        TableGrant(
            table=QualifiedName(schema="federation", name="departments"),
            privileges=("select",),
            roles=(member,),
        ),
    )


def _tool_calls(
    schema: str, tenant: str, status: QualifiedName, touch: QualifiedName
) -> tuple[Table | Index | ForeignKey | Trigger | RowSecurity, ...]:
    tool_calls = QualifiedName(schema=schema, name="tool_calls")
    return (
        Table(
            name=tool_calls,
            columns=(
                column(
                    "department",
                    "text",
                    not_null=True,
                    default=quote_literal(tenant),
                ),
                column("document_id", "uuid"),
                column(
                    "status",
                    status.sql,
                    not_null=True,
                    default=f"'pending'::{status.sql}",
                ),
                column("cost", "numeric(10,2)", default="1 + 1", not_null=True),
                column("updated_at", "timestamptz", default="now()", not_null=True),
                column("note", "text"),
            ),
            keys=(),
            checks=(
                Check(
                    name="tool_calls_cost_check",
                    expression="cost >= 0",
                    description="Nobody is paid for calling.",
                ),
            ),
            partitioning=RangePartitioning(
                column="updated_at", every="1 month", ahead=3
            ),
            description="",
        ),
        Index(
            table=tool_calls,
            name="tool_calls_note_idx",
            access_method="gin",
            unique=False,
            elements=(
                IndexElement(
                    expression="lower(note)",
                    is_column=False,
                    operator_class="extensions.gin_trgm_ops",
                    order="",
                    nulls="",
                ),
            ),
            include=(),
            storage_parameters=(("fastupdate", "off"),),
            predicate="note <> ''",
            description="For similar notes.",
        ),
        Index(
            table=tool_calls,
            name="tool_calls_document_id_key",
            access_method="btree",
            unique=True,
            elements=(
                IndexElement(
                    expression="document_id",
                    is_column=True,
                    operator_class="",
                    order="desc",
                    nulls="last",
                ),
                IndexElement(
                    expression="updated_at",
                    is_column=True,
                    operator_class="",
                    order="",
                    nulls="",
                ),
            ),
            include=("cost",),
            storage_parameters=(("fillfactor", "90"),),
            predicate="",
            description="",
        ),
        ForeignKey(
            table=tool_calls,
            name="tool_calls_document_id_fkey",
            columns=("department", "document_id"),
            referenced_table=QualifiedName(schema=schema, name="documents"),
            referenced_columns=("department", "id"),
            on_update="cascade",
            on_delete="set null",
            action_columns=("document_id",),
            description="A call outlives its document.",
        ),
        Trigger(
            table=tool_calls,
            name="touch",
            timing="before",
            events=("insert", "update"),
            columns=("cost", "note"),
            level="row",
            condition="new.note IS NOT NULL",
            function=touch,
            description="Keeps updated_at.",
        ),
        RowSecurity(table=tool_calls),
    )
