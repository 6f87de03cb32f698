"""Statements that no plan has: templates of the packages that run them."""

import functools

import jinja2

from compiler.syntax.environment import template_environment


def render_sql(package: str, name: str, **values: object) -> bytes:
    """Return a statement with the values filled in, as psycopg takes it.

    Args:
        package: dotted name of the package whose folder `templates` has it.
        name: of the template, without its endings.
        values: what the template names; one that is missing is an error.
    """
    template = _environment(package).get_template(f"{name}.sql.j2")
    return template.render(values).strip().encode()


@functools.cache
def _environment(package: str) -> jinja2.Environment:
    return template_environment(package, "templates")
