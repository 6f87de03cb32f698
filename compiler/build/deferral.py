"""Constraints that wait for the end of the transaction."""

from compiler.build.scope import Scope
from compiler.document import MappingNode
from compiler.model.constraint import Deferral


def build_deferral(scope: Scope, node: MappingNode) -> Deferral:
    """Return whether a constraint can wait, and whether it does without being told.

    What is initially deferred can be deferred, so that need not be said.
    """
    initially = node.scalar("initially_deferred")
    if initially is not None and initially.value is True:
        if not node.flag("deferrable", default=True):
            scope.findings.error(
                "deferred-not-deferrable",
                initially.position,
                "what waits for the end of the transaction has to be deferrable",
                "Remove `deferrable: false`.",
            )
        return "initially deferred"
    return "deferrable" if node.flag("deferrable", default=False) else ""
