"""Nothing in the language is decoration: every property changes what comes of specs."""

from collections.abc import Iterator

import pytest
from jsonschema import Draft202012Validator

from compiler.api.compilation import arrange_output
from compiler.apply.preconditions import Target, find_server_problems
from compiler.introspect.read import SessionState
from compiler.load.documents import KINDS
from compiler.output.manifest import MANIFEST
from compiler.output.script import compose_script
from compiler.postgres.server import ServerFacts
from tests.language.base_project import BaseProject, Outcome, platform_of
from tests.language.effects import (
    IN_MANIFEST,
    OF_ONE_SHAPE,
    ONE_VALUE,
    ORDER_ONLY,
    SCRIPT_ONLY,
    TOLD_BY_A_FINDING,
)
from tests.language.properties import Json, Property, find_properties

PROPERTIES = find_properties()
BY_NAME = {str(one): one for one in PROPERTIES}
LISTED = {
    *(*IN_MANIFEST, *TOLD_BY_A_FINDING, *ONE_VALUE),
    *(*ORDER_ONLY, *SCRIPT_ONLY, *OF_ONE_SHAPE),
}


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> BaseProject:
    return BaseProject(tmp_path_factory.mktemp("specs"))


@pytest.fixture(scope="module")
def modest(tmp_path_factory: pytest.TempPathFactory) -> BaseProject:
    """The base for a version that no example names."""
    return BaseProject(tmp_path_factory.mktemp("older"), postgres=16)


def outcomes(base: BaseProject, one: Property, example: Json) -> Iterator[Outcome]:
    for variant in base.variants(one, example):
        yield base.compile(variant)


def changes_sql(base: BaseProject, one: Property, example: Json) -> bool:
    changed = (
        outcome.ok and outcome.sql != base.outcome.sql
        for outcome in outcomes(base, one, example)
    )
    # Where the base says what the example says, it has to matter that it does.
    return any(changed) or any(
        outcome.ok and outcome.sql != base.outcome.sql
        for outcome in map(base.compile, base.removals(one, example))
    )


def test_the_walk_meets_every_kind_and_every_sort_of_step() -> None:
    names = set(BY_NAME)
    assert {one.kind for one in PROPERTIES} == set(KINDS)
    assert {
        "table.columns.*.not_null",
        "table.checks.*.expression",
        "table.indexes.*.columns.*.order",
        "table.policies.without",
        "policy_type.policies.*.using",
        "role.member_of.*.admin_option",
        "tenants.tenants.*.retention",
        "project.tenant.column.type",
    } <= names


def test_a_list_names_only_what_there_is() -> None:
    assert set(BY_NAME) >= LISTED


def test_the_base_has_a_spec_of_each_kind(base: BaseProject) -> None:
    assert {kind for kind, _ in base.trees.values()} == set(KINDS)


@pytest.mark.parametrize("name", BY_NAME)
def test_a_property_has_examples_that_fit_it(name: str) -> None:
    one = BY_NAME[name]
    assert one.examples, f"{name} has no examples"
    for example in one.examples:
        assert Draft202012Validator(one.json_schema).is_valid(example), example


@pytest.mark.parametrize("name", sorted(BY_NAME.keys() - LISTED))
def test_a_property_changes_the_sql(base: BaseProject, name: str) -> None:
    without = [
        example
        for example in BY_NAME[name].examples
        if not changes_sql(base, BY_NAME[name], example)
    ]
    assert not without, f"{name} has no effect as {without}"


@pytest.mark.parametrize("name", TOLD_BY_A_FINDING)
def test_a_property_changes_the_findings(base: BaseProject, name: str) -> None:
    for example in BY_NAME[name].examples:
        rules = [outcome.rules for outcome in outcomes(base, BY_NAME[name], example)]
        assert any(TOLD_BY_A_FINDING[name] in found for found in rules), rules


@pytest.mark.parametrize("name", ONE_VALUE)
def test_a_property_of_one_value_is_missed(base: BaseProject, name: str) -> None:
    (example,) = BY_NAME[name].json_schema["enum"]
    removed = [base.compile(it) for it in base.removals(BY_NAME[name], example)]
    assert removed
    assert all(ONE_VALUE[name] in outcome.rules for outcome in removed)


@pytest.mark.parametrize("name", SCRIPT_ONLY)
def test_a_property_of_the_script_changes_the_script(
    modest: BaseProject, name: str
) -> None:
    found = [
        outcome
        for example in BY_NAME[name].examples
        for outcome in outcomes(modest, BY_NAME[name], example)
    ]
    assert found
    assert all(outcome.ok for outcome in found)
    assert any(script_of(outcome) != script_of(modest.outcome) for outcome in found)


@pytest.mark.parametrize("name", ORDER_ONLY)
def test_a_property_of_the_order_moves_statements(base: BaseProject, name: str) -> None:
    for example in BY_NAME[name].examples:
        moved = [it.sql for it in outcomes(base, BY_NAME[name], example) if it.ok]
        assert any(
            sql != base.outcome.sql and sorted(sql) == sorted(base.outcome.sql)
            for sql in moved
        )


@pytest.mark.parametrize("name", IN_MANIFEST)
def test_a_property_of_plans_changes_the_manifest(base: BaseProject, name: str) -> None:
    for example in BY_NAME[name].examples:
        found = [it for it in outcomes(base, BY_NAME[name], example) if it.ok]
        assert any(manifest_of(it) != manifest_of(base.outcome) for it in found)


def manifest_of(outcome: Outcome) -> str:
    tree = arrange_output(outcome.compilation)
    assert tree is not None
    return tree.files[MANIFEST]


def script_of(outcome: Outcome) -> str:
    blueprint = outcome.compilation.blueprint
    assert blueprint is not None
    return compose_script(
        outcome.compilation.shared,
        owner=blueprint.project.owner,
        postgres=blueprint.project.postgres,
        title="All of it.",
    )


def test_an_older_server_than_postgres_says_is_refused(modest: BaseProject) -> None:
    for example in BY_NAME["project.postgres"].examples:
        assert isinstance(example, int)
        (outcome,) = outcomes(modest, BY_NAME["project.postgres"], example)
        platform = platform_of(outcome.compilation)
        problems = {
            major: [
                each.message for each in find_server_problems(_target(major), platform)
            ]
            for major in (example - 1, example)
        }
        older = f"the server is PostgreSQL {example - 1}, and the specs need {example}"
        assert older in problems[example - 1]
        assert not any("the specs need" in each for each in problems[example])


def _target(major: int) -> Target:
    return Target(
        facts=ServerFacts(
            version_num=major * 10_000,
            database="postgres",
            user="postgres",
            is_superuser=True,
            can_create_role=True,
            can_create_database=True,
            encoding="UTF8",
            available_extensions=frozenset(),
        ),
        session=SessionState(
            read_only=False, can_create_schema=True, inherits=True, databases=()
        ),
        extensions=(),
    )
