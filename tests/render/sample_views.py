"""Views, sequences and what else there is beside tables, in a sample catalog."""

from typing import Final

from compiler.model.catalog import DatabaseObject
from compiler.model.default_privileges import DefaultPrivileges
from compiler.model.event_trigger import EventTrigger
from compiler.model.grant import SequenceGrant, TableGrant
from compiler.model.name import QualifiedName
from compiler.model.policy import PUBLIC
from compiler.model.rewrite_rule import RewriteRule
from compiler.model.routine import Routine
from compiler.model.sequence import Sequence, SequenceOwner
from compiler.model.view import MaterializedView, View, ViewColumn

OWNER: Final = "federation_owner"


def views(schema: str, member: str) -> tuple[DatabaseObject, ...]:
    """What a tenant has beside tables, each before what it needs."""
    documents = QualifiedName(schema=schema, name="documents")
    bodies = QualifiedName(schema=schema, name="Bodies")
    counted = QualifiedName(schema=schema, name="counted")
    numbers = QualifiedName(schema=schema, name="numbers")
    return (
        SequenceGrant(
            sequence=numbers,
            privileges=("usage", "select"),
            roles=(member,),
            grantable=False,
        ),
        SequenceOwner(sequence=numbers, table=documents, column="Body"),
        Sequence(
            name=numbers,
            data_type="smallint",
            start=30,
            increment=-2,
            minimum=-7,
            maximum=30,
            cache=5,
            cycle=True,
            unlogged=True,
            description="It's for documents.",
        ),
        TableGrant(
            table=bodies,
            privileges=("update", "select"),
            columns=("id", "Text"),
            roles=(member,),
            grantable=False,
        ),
        RewriteRule(
            table=bodies,
            name="Keep",
            event="delete",
            instead=True,
            condition="old.id IS NOT NULL -- all",
            actions=f"SELECT 1;\nUPDATE {documents.sql} SET id = old.id\n"
            "WHERE id = old.id",
            description="Keeps them.",
        ),
        RewriteRule(
            table=bodies,
            name="ignore",
            event="insert",
            instead=False,
            condition="",
            actions="",
            description="",
        ),
        View(
            name=bodies,
            columns=(
                ViewColumn(name="id", type_sql="", description=""),
                ViewColumn(name="Text", type_sql="", description="What it says."),
            ),
            query=f'SELECT id, "Body"\n  FROM {documents.sql} -- all of them',  # noqa: S608 - quoted
            recursive=False,
            security_invoker=True,
            security_barrier=True,
            check_option="local",
            depends_on=(counted,),
            description="Texts alone.",
        ),
        View(
            name=QualifiedName(schema=schema, name="steps"),
            columns=(ViewColumn(name="n", type_sql="", description=""),),
            query="VALUES (1)",
            recursive=True,
            security_invoker=False,
            security_barrier=False,
            check_option="",
            depends_on=(),
            description="",
        ),
        MaterializedView(
            name=counted,
            columns=(ViewColumn(name="how many", type_sql="", description="Of them."),),
            query=f"SELECT count(*) FROM {documents.sql}",  # noqa: S608 - quoted
            storage_parameters=(("fillfactor", "70"), ("toast.vacuum_truncate", "off")),
            with_data=False,
            depends_on=(),
            description="How many there are.",
        ),
        MaterializedView(
            name=QualifiedName(schema=schema, name="one"),
            columns=(),
            query="SELECT 1 AS one",
            storage_parameters=(),
            with_data=True,
            depends_on=(),
            description="",
        ),
        DefaultPrivileges(
            for_role=OWNER,
            schema=schema,
            objects="tables",
            revoke=False,
            privileges=("select",),
            roles=(member,),
            grantable=False,
        ),
    )


def database_wide() -> tuple[DatabaseObject, ...]:
    """What holds in the whole database."""
    noted = QualifiedName(schema="extensions", name="noted")
    return (
        EventTrigger(
            name="Note drops",
            event="sql_drop",
            tags=("DROP TABLE", "DROP VIEW"),
            function=noted,
            enabled="always",
            description="Notes what is dropped.",
        ),
        EventTrigger(
            name="note_all",
            event="ddl_command_end",
            tags=(),
            function=noted,
            enabled="origin",
            description="",
        ),
        Routine(
            name=noted,
            arguments=(),
            returns="event_trigger",
            language="plpgsql",
            volatility="volatile",
            parallel="unsafe",
            strict=False,
            cost="",
            rows="",
            security_definer=False,
            settings=(),
            body="\nBEGIN\nEND\n",
            is_atomic=False,
            depends_on=(),
            owner=OWNER,
            description="",
        ),
        DefaultPrivileges(
            for_role="federation_admin",
            schema="",
            objects="functions",
            revoke=True,
            privileges=("execute",),
            roles=(PUBLIC,),
            grantable=False,
        ),
    )
