"""Rules over the specs as a whole, one module each."""

from compiler.build.blueprint import Blueprint
from compiler.diagnostics import Finding
from compiler.rules import (
    char_type,
    cyclic_needs,
    definer_without_search_path,
    duplicate_name,
    foreign_key_without_index,
    ignored_table,
    incomparable_key,
    incomplete_hash,
    json_type,
    materialized_view_exposed,
    money_type,
    narrow_identity,
    newer_syntax,
    no_policy,
    no_primary_key,
    no_retention_rule,
    overlapping_partitions,
    overlapping_policies,
    per_row_policy_function,
    policy_always_true,
    recursive_policy,
    redundant_index,
    repeated_key,
    rows_ahead_of_identity,
    set_null_on_not_null,
    timestamp_without_time_zone,
    unfilled_materialized_view,
    unusable_default,
    unused_policy_type,
    view_without_security_invoker,
    volatile_policy_function,
)
from compiler.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    char_type.RULE,
    cyclic_needs.RULE,
    definer_without_search_path.RULE,
    duplicate_name.RULE,
    foreign_key_without_index.RULE,
    ignored_table.RULE,
    incomparable_key.RULE,
    incomplete_hash.RULE,
    json_type.RULE,
    materialized_view_exposed.RULE,
    money_type.RULE,
    narrow_identity.RULE,
    newer_syntax.RULE,
    no_policy.RULE,
    no_primary_key.RULE,
    no_retention_rule.RULE,
    overlapping_partitions.RULE,
    overlapping_policies.RULE,
    per_row_policy_function.RULE,
    policy_always_true.RULE,
    recursive_policy.RULE,
    redundant_index.RULE,
    repeated_key.RULE,
    rows_ahead_of_identity.RULE,
    set_null_on_not_null.RULE,
    timestamp_without_time_zone.RULE,
    unfilled_materialized_view.RULE,
    unusable_default.RULE,
    unused_policy_type.RULE,
    view_without_security_invoker.RULE,
    volatile_policy_function.RULE,
)
"""Every rule; all else about rules is derived from this."""


def check_rules(blueprint: Blueprint) -> tuple[Finding, ...]:
    """Return what the rules find."""
    return tuple(finding for rule in RULES for finding in rule.check(blueprint))
