"""Replica identities."""

from compiler.model.replica_identity import ReplicaIdentity
from compiler.render.statement import Statement
from compiler.syntax.environment import render_file


def render_create_replica_identity(
    identity: ReplicaIdentity,
) -> tuple[Statement, ...]:
    """Return what sets the replica identity of a table."""
    kind = "USING INDEX" if identity.kind == "index" else identity.kind.upper()
    sql = render_file(
        "compiler.render", "replica_identity/create", identity=identity, kind=kind
    )
    return (Statement(sql=sql, object=identity, as_owner=True),)


def render_alter_replica_identity(
    before: ReplicaIdentity,  # noqa: ARG001 - a table has one at a time
    after: ReplicaIdentity,
) -> tuple[Statement, ...]:
    """Return what sets another replica identity."""
    return render_create_replica_identity(after)
