"""What cannot show by SQL alone: each entry says why, and the tests hold it to that."""

from typing import Final

TOLD_BY_A_FINDING: Final = {
    "function.language": "invalid-sql",
    "mixin.mixin": "unknown-mixin",
    "policy_type.policy_type": "unknown-policy-type",
    "retention_rule.retention_rule": "unknown-retention-rule",
}
"""Properties whose examples make the base wrong, by the rule that says so.

A body is written in one language and the parser of another one refuses it; what goes by
a new name is missed under its old one.
"""

ONE_VALUE: Final = {"retention_rule.action": "missing-key"}
"""Properties that take one value so far and have to be written; the rule says so."""

SCRIPT_ONLY: Final = ("project.postgres",)
"""Properties that show in the whole script, and in no object of it."""
