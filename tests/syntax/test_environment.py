import sys
from pathlib import Path

import jinja2
import pytest
from jinja2.exceptions import SecurityError

from compiler.syntax.environment import template_environment


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> jinja2.Environment:
    package = tmp_path / "package_with_templates"
    (package / "templates").mkdir(parents=True)
    (package / "__init__.py").write_text("")
    (package / "templates" / "x.sql.j2").write_text(
        "{# no lock #}\n  {% if True %}\nSELECT {{ name | ident }}, "
        "{{ value | literal }}, {{ body | dollar }}\n  {% endif %}\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "package_with_templates", raising=False)
    return template_environment("package_with_templates")


def test_names_values_and_bodies_are_quoted(environment: jinja2.Environment) -> None:
    sql = environment.get_template("x.sql.j2").render(
        name="user", value="a<b's", body="BEGIN END"
    )
    assert sql == "SELECT \"user\", 'a<b''s', $body$BEGIN END$body$\n"


def test_a_missing_name_is_an_error(environment: jinja2.Environment) -> None:
    with pytest.raises(jinja2.UndefinedError):
        environment.get_template("x.sql.j2").render(value="", body="")


def test_templates_cannot_reach_out(environment: jinja2.Environment) -> None:
    with pytest.raises(SecurityError):
        environment.from_string("{{ ().__class__.__mro__ }}").render()
