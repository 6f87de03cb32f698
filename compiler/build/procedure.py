"""The procedures that every project gets: what all of them have in common."""

from compiler.build.scope import Scope
from compiler.model.name import QualifiedName
from compiler.model.routine import Argument, Routine


def build_procedure(
    scope: Scope,
    name: str,
    arguments: tuple[Argument, ...],
    body: str,
    description: str,
) -> Routine:
    """Return a procedure of the platform's owner, without settings.

    Args:
        scope: of the side that it belongs to.
        name: in the schema of that side.
        arguments: what it takes and hands back.
        body: as its template gives it.
        description: plain text.
    """
    return Routine(
        name=QualifiedName(scope.schema or scope.project.schema, name),
        arguments=arguments,
        returns="",
        language="plpgsql",
        volatility="volatile",
        parallel="unsafe",
        strict=False,
        cost="",
        rows="",
        security_definer=False,
        settings=(),
        body=f"\n{body}\n",
        is_atomic=False,
        depends_on=(),
        owner=scope.project.owner,
        description=description,
    )
