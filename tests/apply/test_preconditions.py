"""What has to hold before anything is installed."""

from pathlib import Path
from typing import Final

from compiler.api.compilation import compile_specs
from compiler.api.platform import describe_platform
from compiler.apply.preconditions import Target, find_server_problems
from compiler.introspect.read import SessionState
from compiler.plan.platform import Platform
from compiler.postgres.server import ServerFacts
from tests.apply.sample import write_specs

EVENT_TRIGGER: Final = {
    "project": """
        project: acme
        postgres: 15
        tenant:
          called: department
          column: {name: department, type: text}
          schema: "{{ tenant.id }}_tenant"
          role: "{{ tenant.id }}_role"
          login: "{{ tenant.id }}_app"
        defaults:
          mixins: [tenant_key]
          policies: [isolation, admin_bypass, floor]
        harden_database: true
        """,
    "watch": """
        function: watch
        schema: acme
        returns: event_trigger
        language: plpgsql
        body: BEGIN END
        """,
    "watch_all": """
        event_trigger: watch_all
        event: sql_drop
        function: watch
        """,
}


def target(*, superuser: bool) -> Target:
    return Target(
        facts=ServerFacts(
            version_num=180_000,
            database="postgres",
            user="Someone",
            is_superuser=superuser,
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


def platform_of(specs: Path) -> Platform:
    compilation = compile_specs(specs, {})
    assert compilation.blueprint is not None
    return describe_platform(compilation.blueprint)


def test_event_triggers_take_a_superuser(tmp_path: Path) -> None:
    plain = platform_of(write_specs(tmp_path / "plain"))
    watched = platform_of(write_specs(tmp_path / "watched", **EVENT_TRIGGER))
    assert not list(find_server_problems(target(superuser=False), plain))
    assert not list(find_server_problems(target(superuser=True), watched))
    (problem,) = find_server_problems(target(superuser=False), watched)
    assert problem.message == '"Someone" may not make event triggers'
