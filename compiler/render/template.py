"""The templates: one file per object kind and action, each read once."""

import functools
from typing import Final

import jinja2

from compiler.syntax.environment import template_environment

_PACKAGE: Final = "compiler.render"
_FOLDER: Final = "templates"


def render_template(name: str, **values: object) -> str:
    """Return the text of a template with the values filled in.

    Args:
        name: `<kind>/<action>`.
        values: what the template names; one that is missing is an error.
    """
    return _template(name).render(values)


@functools.cache
def _template(name: str) -> jinja2.Template:
    return _environment().get_template(f"{name}.sql.j2")


@functools.cache
def _environment() -> jinja2.Environment:
    return template_environment(_PACKAGE, _FOLDER)
