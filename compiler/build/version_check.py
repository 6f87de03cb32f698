"""SQL in a spec that the oldest server of the project refuses, because it is newer."""

from collections.abc import Iterable

from compiler.build.callee import builtin_name
from compiler.build.scope import Scope
from compiler.build.sql_source import SqlSource
from compiler.diagnostics import Position
from compiler.document import MappingNode, ScalarNode
from compiler.syntax.body_features import find_body_uses
from compiler.syntax.feature_uses import FeatureUse, find_feature_uses
from compiler.syntax.features import newer_message, newer_remedy


def check_version(source: SqlSource) -> None:
    """Note what the SQL uses that is newer than the project's `postgres:`."""
    for use in find_feature_uses(source.parsable):
        if not _is_ours(source.scope, use):
            report_newer(source.scope, source.position_of(use.offset), use)


def check_body_version(
    source: SqlSource, root: MappingNode, arguments: Iterable[str]
) -> None:
    """Note what the text of a routine uses that is newer than `postgres:`.

    Args:
        source: the text.
        root: the spec of the routine.
        arguments: the names of the routine's arguments.
    """
    returns = root.get("returns")
    uses = find_body_uses(
        source.text,
        root.text("language"),
        arguments,
        of_trigger=isinstance(returns, ScalarNode) and "trigger" in returns.text,
    )
    for use in uses:
        if not _is_ours(source.scope, use):
            report_newer(source.scope, source.position_of(use.offset), use)


def report_newer(scope: Scope, position: Position, use: FeatureUse) -> None:
    """Note a use, unless the project's oldest server takes it."""
    postgres = scope.project.postgres
    if postgres < use.since:
        scope.findings.error(
            "newer-syntax",
            position,
            newer_message(use.what, use.since, postgres),
            newer_remedy(use.since, use.instead),
        )


def _is_ours(scope: Scope, use: FeatureUse) -> bool:
    """Return whether a function is the project's own or an extension's."""
    return bool(use.function) and not builtin_name(scope, use.function)
