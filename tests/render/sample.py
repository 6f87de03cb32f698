"""A small catalog with an object of every kind: one shared side, one tenant's side."""

import dataclasses
from typing import Final

from compiler.model.aggregate import Aggregate, AggregateState
from compiler.model.catalog import Catalog
from compiler.model.column import Column, Identity
from compiler.model.composite_type import Attribute, CompositeType
from compiler.model.constraint import Check, ForeignKey, Key
from compiler.model.domain import Domain, DomainCheck
from compiler.model.enum_type import EnumType
from compiler.model.extension import Extension
from compiler.model.grant import RoutineGrant, SchemaGrant, TableGrant
from compiler.model.index import Index, IndexElement, OperatorClass
from compiler.model.name import QualifiedName
from compiler.model.parameter import Parameter
from compiler.model.partition import Partitioning, PartitionKeyElement, Schedule
from compiler.model.policy import PUBLIC, Policy, RowSecurity
from compiler.model.range_type import RangeType
from compiler.model.role import Membership, Role
from compiler.model.routine import Argument, Routine
from compiler.model.schema import Schema
from compiler.model.setting import Setting
from compiler.model.table import Table
from compiler.model.trigger import Trigger
from compiler.syntax.quote import quote_identifier, quote_literal
from tests.render.sample_bookings import bookings
from tests.render.sample_countries import countries
from tests.render.sample_views import database_wide, views

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
    collation: str = "",
    not_null: bool = False,
    default: str = "",
    identity: Identity | None = None,
    generated: str = "",
    stored: bool = True,
    storage: str = "",
    compression: str = "",
    statistics: int | None = None,
    parameters: tuple[Parameter, ...] = (),
    description: str = "",
) -> Column:
    return Column(
        name=name,
        type_sql=type_sql,
        collation=collation,
        not_null=not_null,
        default=default,
        identity=identity,
        generated=generated,
        stored=stored,
        storage=storage,
        compression=compression,
        statistics=statistics,
        parameters=parameters,
        description=description,
        not_null_constraint="",
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
        cost="",
        rows="",
        security_definer=owner != OWNER,
        settings=(SAFE_PATH,),
        body=body,
        is_atomic=False,
        depends_on=(),
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


def key(name: str, *columns: str, primary: bool = False, description: str = "") -> Key:
    return Key(
        name=name,
        columns=columns,
        include=(),
        primary=primary,
        nulls_distinct=True,
        without_overlaps=False,
        deferral="",
        storage_parameters=(),
        description=description,
    )


def check(name: str, expression: str, *, description: str = "") -> Check:
    return Check(
        name=name,
        expression=expression,
        no_inherit=False,
        validated=True,
        enforced=True,
        description=description,
    )


def element(column_name: str) -> IndexElement:
    return IndexElement(
        expression=column_name,
        is_column=True,
        collation="",
        operator_class=None,
        order="",
        nulls="",
    )


def plain_table(name: QualifiedName, *columns: Column) -> Table:
    return Table(
        name=name,
        columns=columns,
        keys=(),
        checks=(),
        exclusions=(),
        unlogged=False,
        storage_parameters=(),
        partitioning=None,
        description="",
    )


def plain_foreign_key(
    table: QualifiedName, referenced: QualifiedName, name: str, *columns: str
) -> ForeignKey:
    return ForeignKey(
        table=table,
        name=name,
        columns=columns,
        referenced_table=referenced,
        referenced_columns=columns,
        period=False,
        match="simple",
        on_update="no action",
        on_delete="no action",
        action_columns=(),
        deferral="",
        validated=True,
        enforced=True,
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
                columns=(),
                roles=("federation_member", "federation_admin"),
                grantable=False,
            ),
            RoutineGrant(
                routine=can_read, roles=("federation_member",), grantable=False
            ),
            SchemaGrant(
                schema="federation",
                privileges=("usage",),
                roles=("federation_member", "federation_admin"),
                grantable=False,
            ),
            SchemaGrant(
                schema="extensions",
                privileges=("usage",),
                roles=(PUBLIC,),
                grantable=False,
            ),
            RowSecurity(
                table=departments, family=departments, enabled=True, forced=True
            ),
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
                keys=(key("departments_pkey", "department", primary=True),),
                checks=(),
                exclusions=(),
                unlogged=False,
                storage_parameters=(),
                partitioning=None,
                description="One row a department.",
            ),
            *database_wide(),
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
            SchemaGrant(
                schema=schema, privileges=("usage",), roles=(member,), grantable=False
            ),
            SchemaGrant(
                schema="federation",
                privileges=("usage",),
                roles=(member,),
                grantable=False,
            ),
            EnumType(
                name=status,
                labels=("pending", "don't know"),
                description="How a call ended.",
            ),
            *_types(schema),
            *_routines(schema),
            routine(
                touch,
                "trigger",
                "BEGIN\n  new.updated_at := now();\n  RETURN new;\nEND",
                language="plpgsql",
            ),
            clean,
            RoutineGrant(routine=clean, roles=(member,), grantable=False),
            *_documents(schema, tenant, member),
            *_tool_calls(schema, tenant, status, touch),
            *bookings(schema),
            *views(schema, member),
            *countries(_plain_countries(schema), tenant),
        )
    )


def _plain_countries(schema: str) -> Table:
    return plain_table(
        QualifiedName(schema=schema, name="countries"),
        column("department", "text"),
        column("Code", "text"),
        column("name", "text"),
        column("since", "timestamptz"),
        column("made_at", "timestamptz"),
    )


def _types(schema: str) -> tuple[Domain | CompositeType | RangeType, ...]:
    email = QualifiedName(schema=schema, name="email")
    return (
        Domain(
            name=email,
            base="text",
            collation='"C"',
            default="'a@b'",
            not_null=True,
            checks=(
                DomainCheck(
                    name="has_at",
                    expression="VALUE LIKE '%@%'",
                    description="Or it is none.",
                ),
                DomainCheck(
                    name="Short",
                    expression="length(VALUE) < 100 -- bytes",
                    description="",
                ),
            ),
            description="An address.",
        ),
        CompositeType(
            name=QualifiedName(schema=schema, name="contact"),
            attributes=(
                Attribute(
                    name="Mail",
                    type_sql=email.sql,
                    collation="",
                    description="Where to write to.",
                ),
                Attribute(
                    name="note", type_sql="text[]", collation='"C"', description=""
                ),
            ),
            description="Somebody.",
        ),
        RangeType(
            name=QualifiedName(schema=schema, name="floatrange"),
            subtype="float8",
            operator_class="float8_ops",
            collation="",
            subtype_diff="float8mi",
            multirange=QualifiedName(schema=schema, name="floatmultirange"),
            description="From a number to another.",
        ),
    )


def _routines(schema: str) -> tuple[Routine | Aggregate | RoutineGrant, ...]:
    name = QualifiedName(schema=schema, name="twice")
    number = Argument(name="n", mode="in", type_sql="numeric", default="")
    rest = Argument(name="rest", mode="variadic", type_sql="numeric[]", default="")
    out = Argument(name="m", mode="out", type_sql="numeric", default="")
    state = AggregateState(
        function="numeric_add",
        inverse_function="",
        type_sql="numeric",
        size="64",
        final_function="abs",
        final_extra=False,
        final_modify="read_write",
        initial_value="0",
    )
    plain = dataclasses.replace(
        state,
        inverse_function="numeric_sub",
        size="",
        final_function="",
        final_extra=False,
        final_modify="",
        initial_value=None,
    )
    counting = dataclasses.replace(
        plain, inverse_function="", type_sql="bigint", initial_value="0"
    )
    total = Aggregate(
        name=QualifiedName(schema=schema, name="total"),
        arguments=(number,),
        order_by=(),
        hypothetical=False,
        state=state,
        moving=plain,
        combine_function="numeric_add",
        sort_operator="<",
        parallel="safe",
        owner="federation_admin",
        description="Adds up.",
    )
    return (
        dataclasses.replace(
            routine(name, "SETOF numeric", "RETURN 2 * n", arguments=(number, rest)),
            is_atomic=True,
            cost="10.5",
            rows="3",
        ),
        routine(name, "", "SELECT 1", arguments=(number, out)),
        total,
        dataclasses.replace(
            total,
            order_by=(Argument(name="o", mode="in", type_sql="numeric", default=""),),
            hypothetical=True,
            state=dataclasses.replace(state, final_function="", final_modify=""),
            moving=None,
            combine_function="",
            sort_operator="",
            parallel="unsafe",
            owner=OWNER,
        ),
        dataclasses.replace(
            total,
            arguments=(),
            state=dataclasses.replace(counting, function="int8inc"),
            moving=dataclasses.replace(
                counting, function="int8inc", inverse_function="int8dec"
            ),
            combine_function="int8pl",
            sort_operator="",
            owner=OWNER,
        ),
        RoutineGrant(routine=total, roles=(PUBLIC,), grantable=False),
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
                key(
                    "documents_pkey",
                    "department",
                    "id",
                    primary=True,
                    description="The tenant's column comes first.",
                ),
                dataclasses.replace(
                    key("documents_body_key", "department", "Body"),
                    nulls_distinct=False,
                ),
            ),
            checks=(check("documents_department_check", mine),),
            exclusions=(),
            unlogged=False,
            storage_parameters=(),
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
        RowSecurity(table=documents, family=documents, enabled=True, forced=True),
        TableGrant(
            table=documents,
            privileges=("delete", "insert", "select"),
            columns=(),
            roles=(member,),
            grantable=False,
        ),
        TableGrant(
            table=QualifiedName(schema="federation", name="departments"),
            privileges=("select",),
            columns=(),
            roles=(member,),
            grantable=False,
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
                check(
                    "tool_calls_cost_check",
                    "cost >= 0",
                    description="Nobody is paid for calling.",
                ),
            ),
            exclusions=(),
            unlogged=False,
            storage_parameters=(),
            partitioning=Partitioning(
                strategy="range",
                key=(PartitionKeyElement(expression="updated_at", is_column=True),),
                schedule=Schedule(every="1 month", ahead=3),
            ),
            description="",
        ),
        Index(
            table=tool_calls,
            name="tool_calls_note_idx",
            access_method="gin",
            unique=False,
            nulls_distinct=True,
            only=False,
            elements=(
                dataclasses.replace(
                    element("lower(note)"),
                    is_column=False,
                    operator_class=OperatorClass(
                        sql="extensions.gin_trgm_ops", parameters=()
                    ),
                ),
            ),
            include=(),
            storage_parameters=(("fastupdate", "off"),),
            predicate="note <> ''",
            description="For similar notes.",
            valid=True,
        ),
        Index(
            table=tool_calls,
            name="tool_calls_document_id_key",
            access_method="btree",
            unique=True,
            nulls_distinct=True,
            only=False,
            elements=(
                dataclasses.replace(element("document_id"), order="desc", nulls="last"),
                element("updated_at"),
            ),
            include=("cost",),
            storage_parameters=(("fillfactor", "90"),),
            predicate="",
            description="",
            valid=True,
        ),
        ForeignKey(
            table=tool_calls,
            name="tool_calls_document_id_fkey",
            columns=("department", "document_id"),
            referenced_table=QualifiedName(schema=schema, name="documents"),
            referenced_columns=("department", "id"),
            period=False,
            match="simple",
            on_update="cascade",
            on_delete="set null",
            action_columns=("document_id",),
            deferral="",
            validated=True,
            enforced=True,
            description="A call outlives its document.",
        ),
        Trigger(
            table=tool_calls,
            name="touch",
            timing="before",
            events=("insert", "update"),
            columns=("cost", "note"),
            constraint=False,
            deferrable=False,
            initially_deferred=False,
            old_table="",
            new_table="",
            level="row",
            condition="new.note IS NOT NULL",
            function=touch,
            arguments=(),
            enabled="origin",
            description="Keeps updated_at.",
        ),
        Trigger(
            table=tool_calls,
            name="Checked",
            timing="after",
            events=("delete",),
            columns=(),
            constraint=True,
            deferrable=True,
            initially_deferred=False,
            old_table="",
            new_table="",
            level="row",
            condition="",
            function=touch,
            arguments=("it's", "3"),
            enabled="always",
            description="",
        ),
        Trigger(
            table=tool_calls,
            name="told",
            timing="after",
            events=("update",),
            columns=(),
            constraint=False,
            deferrable=False,
            initially_deferred=False,
            old_table="Old rows",
            new_table="new_rows",
            level="statement",
            condition="",
            function=touch,
            arguments=(),
            enabled="disabled",
            description="",
        ),
        RowSecurity(table=tool_calls, family=tool_calls, enabled=True, forced=True),
    )
