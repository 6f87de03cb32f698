"""The bodies of the procedures that every project gets, as templates."""

import functools
from collections.abc import Mapping

from jinja2 import Environment

from compiler.syntax.environment import template_environment


def render_body(name: str, values: Mapping[str, object]) -> str:
    """Return the body of a procedure, between line breaks.

    Args:
        name: of the template in this folder, without its endings.
        values: what the template names.
    """
    return "\n" + _environment().get_template(f"{name}.sql.j2").render(values) + "\n"


@functools.cache
def _environment() -> Environment:
    return template_environment("compiler.build", "bodies")
