"""An object of a blueprint as it is shown: resolved, with where each part is from."""

import dataclasses
from pathlib import Path

import pytest

from compiler.build.blueprint import Blueprint, build_blueprint
from compiler.describe.object_values import belongs_to, describe_object, kind_of
from compiler.describe.resolved import describe_resolved, hanging_on, name_objects
from compiler.describe.yaml_text import Value, plain, remarks
from compiler.diagnostics import has_errors
from compiler.document import Document
from compiler.load.documents import load_specs
from compiler.names import EXAMPLE_TENANT
from tests.shipped import SPECS


@pytest.fixture(scope="module")
def shipped() -> tuple[Blueprint, tuple[Document, ...]]:
    loaded = load_specs(SPECS)
    blueprint, findings = build_blueprint(
        loaded.documents, loaded.broken, tenant_id=EXAMPLE_TENANT
    )
    assert blueprint is not None
    assert not has_errors(findings)
    return blueprint, loaded.documents


Shipped = tuple[Blueprint, tuple[Document, ...]]


def show(shipped: Shipped, name: str) -> tuple[dict[str, Value], dict[str, str]]:
    blueprint, documents = shipped
    subject = name_objects(blueprint, EXAMPLE_TENANT)[name]
    content = describe_resolved(blueprint, subject, documents)
    values = plain(content)
    assert isinstance(values, dict)
    return values, {pointer: Path(remark).name for pointer, remark in remarks(content)}


def test_a_table_comes_with_what_mixins_bring(shipped: Shipped) -> None:
    values, origins = show(shipped, "tool_calls")
    columns = values["columns"]
    assert isinstance(columns, dict)
    assert list(columns)[:2] == ["department", "id"]
    assert list(columns)[-1] == "updated_at"
    assert origins["/columns/department"].startswith("tenant_key.yaml:")
    assert origins["/checks/tenant_key"].startswith("tenant_key.yaml:")
    assert origins["/columns/created_at"].startswith("timestamps.yaml:")
    assert origins["/triggers/touch"].startswith("timestamps.yaml:")


def test_what_a_table_says_itself_has_no_remark(shipped: Shipped) -> None:
    _, origins = show(shipped, "tool_calls")
    assert "/columns/id" not in origins
    assert not any(pointer.startswith("/indexes") for pointer in origins)


def test_keys_are_shown_with_their_names_and_the_tenant_column(
    shipped: Shipped,
) -> None:
    values, _ = show(shipped, "tool_calls")
    assert values["primary_key"] == {
        "name": "tool_calls_pkey",
        "columns": ["department", "id"],
    }
    foreign_keys = values["foreign_keys"]
    assert isinstance(foreign_keys, dict)
    (foreign_key,) = foreign_keys.values()
    assert isinstance(foreign_key, dict)
    assert foreign_key["to"] == ["department", "id"]
    assert foreign_key["on_delete"] == "set null"
    assert foreign_key["action_columns"] == ["workflow_execution_id"]


def test_policies_are_shown_as_they_will_be(shipped: Shipped) -> None:
    values, origins = show(shipped, "tool_calls")
    policies = values["policies"]
    assert isinstance(policies, dict)
    isolation = policies["isolation"]
    assert isinstance(isolation, dict)
    assert isolation["using"] == "department = 'example'"
    assert "permissive" not in isolation
    floor = policies["no_cross_department_delete"]
    assert isinstance(floor, dict)
    assert floor["permissive"] is False
    assert origins["/policies/isolation"].startswith("isolation.yaml:")
    assert values["row_security"] == "enabled and forced"


def test_a_default_policy_type_says_that_it_is_one(shipped: Shipped) -> None:
    values, origins = show(shipped, "tool_calls")
    types = values["policy_types"]
    assert isinstance(types, list)
    place = origins[f"/policy_types/{types.index('isolation')}"]
    assert place.startswith("project.yaml:")
    assert place.endswith(" default")


def test_what_a_table_goes_without_is_not_shown(shipped: Shipped) -> None:
    values, _ = show(shipped, "api_keys")
    types, policies = values["policy_types"], values["policies"]
    assert isinstance(types, list)
    assert isinstance(policies, dict)
    assert "cross_department_read" not in types
    assert "cross_department_read" not in policies


def test_a_retention_rule_is_shown_with_the_columns_that_counts(
    shipped: Shipped,
) -> None:
    values, origins = show(shipped, "tool_calls")
    retention = values["retention"]
    assert isinstance(retention, dict)
    assert retention["rule"] == "operational"
    assert retention["keep"] == "90 days"
    assert retention["basis"] == "created_at"
    assert origins["/retention"].startswith("operational.yaml:")


def test_shared_objects_go_by_their_schema(shipped: Shipped) -> None:
    values, _ = show(shipped, "federation.cross_dept_permissions")
    assert values["table"] == "cross_dept_permissions"
    assert values["schema"] == "federation"
    function, _ = show(shipped, "federation.can_read")
    assert function["function"] == "can_read"
    assert function["grants"]


def test_every_object_with_a_name_can_be_shown(shipped: Shipped) -> None:
    blueprint, documents = shipped
    names = name_objects(blueprint, EXAMPLE_TENANT)
    assert len(names) > 60
    for subject in names.values():
        assert describe_resolved(blueprint, subject, documents)


def test_every_object_is_shown_somewhere(shipped: Shipped) -> None:
    blueprint, _ = shipped
    objects = {*blueprint.shared.objects, *blueprint.tenant.objects}
    for subject in name_objects(blueprint, EXAMPLE_TENANT).values():
        objects -= {subject, *hanging_on(blueprint, subject)}
    # What roles may do in schemas, and the schemas' own names twice.
    assert {kind_of(item) for item in objects} <= {"schema_grant", "procedure"}


def test_no_field_of_an_object_is_kept_back(shipped: Shipped) -> None:
    blueprint, _ = shipped
    for item in blueprint.tenant.objects:
        if belongs_to(item, item) or not hasattr(item, "name"):
            continue
        shown = f"{describe_object(item, (), lambda _: '', lambda *_: '')}"
        for field in dataclasses.fields(item):
            value = getattr(item, field.name)
            # SQL that YAML spells alike is a truth value there.
            if isinstance(value, str) and value != "true":
                assert repr(value)[1:-1] in shown
