"""What cannot show by SQL alone: each entry says why, and the tests hold it to that."""

from typing import Final

from compiler.load.documents import KINDS

TOLD_BY_A_FINDING: Final = {
    **{f"{kind}.allow": "unused-waiver" for kind in KINDS},
    "function.language": "invalid-sql",
    "procedure.language": "invalid-sql",
    "default_privileges.default_privileges": "duplicate-spec",
    "materialized_view.indexes.*.only": "index-without-use",
    "mixin.mixin": "unknown-mixin",
    "policy_type.policy_type": "unknown-policy-type",
    "retention_rule.retention_rule": "unknown-retention-rule",
    "table.foreign_keys.*.period": "no-matching-key",
    "table.partition_by.partitions.*.default": "partition-bound",
    "table.partition_by.partitions.*.partition_by.partitions.*.default": (
        "partition-bound"
    ),
}
"""Properties whose examples make the base wrong, by the rule that says so.

A body is written in one language and the parser of another one refuses it; what goes by
a new name is missed under its old one; a partition that takes what is left names
nothing, and the others do; a period refers to no ordinary key; a materialized view has
no partitions; default privileges have no name in PostgreSQL.
"""

ONE_VALUE: Final = {
    "project.harden_database": "database-wide",
    "retention_rule.action": "missing-key",
}
"""Properties that take one value so far and have to be written; the rule says so."""

SCRIPT_ONLY: Final = ("project.postgres",)
"""Properties that show in the whole script, and in no object of it."""

ORDER_ONLY: Final = (
    "function.depends_on",
    "materialized_view.depends_on",
    "view.depends_on",
)
"""Properties that show in the order of the statements, and in none of them."""

OF_ONE_SHAPE: Final = tuple(
    f"{kind}.allow.*.{key}" for kind in KINDS for key in ("reason", "until")
)
"""Properties of waivers, alike in every kind; tests/rules/test_waivers.py has them."""

IN_MANIFEST: Final = (
    "materialized_view.renamed_from",
    "mixin.columns.*.backfill",
    "mixin.columns.*.renamed_from",
    "mixin.columns.*.using",
    "project.ignore",
    "project.ignore.tables",
    "sequence.renamed_from",
    "table.columns.*.backfill",
    "table.columns.*.renamed_from",
    "table.columns.*.using",
    "table.ignore",
    "table.renamed_from",
    "type.renamed_from",
    "view.renamed_from",
)
"""Properties that say what plans do, which stands in the manifest and in no SQL."""

NOT_READ: Final = tuple(
    f"aggregate.moving.{key}" for key in ("state_size", "final_extra", "final_modify")
)
"""Properties that a server takes and that `catalog_compare.py` does not read back."""
