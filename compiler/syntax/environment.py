"""Jinja2 for the package's own SQL templates: what they may do, and their filters.

Templates in specs are not for Jinja2 to run; see `compiler.syntax.template`.
"""

import functools
from collections.abc import Callable
from typing import Final

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment

from compiler.syntax.quote import quote_dollar, quote_identifier, quote_literal

_FOLDER: Final = "templates"


class _Environment(ImmutableSandboxedEnvironment):
    """The sandbox, which need not look at the fields of our own values."""

    def getattr(self, obj: object, attribute: str) -> object:
        """Return an attribute that a template names."""
        if attribute in getattr(type(obj), "__dataclass_fields__", ()):
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)


def render_file(package: str, name: str, /, **values: object) -> str:
    """Return the text of a template with the values filled in; it is read once.

    Args:
        package: dotted name of the package whose folder `templates` has it.
        name: path in that folder, without its endings: `<kind>/<action>` of a change.
        values: what the template names; one that is missing is an error.
    """
    return _template(package, name).render(values)


@functools.cache
def _template(package: str, name: str) -> jinja2.Template:
    template = template_environment(package).get_template(f"{name}.sql.j2")
    # Copied for each statement; Jinja2's chain of dicts takes ten times as long.
    template.globals = dict(template.globals)
    return template


@functools.cache
def template_environment(package: str) -> jinja2.Environment:
    """Return the environment that finds the templates of a package.

    Names go in through `| ident`, values through `| literal`, bodies of routines
    through `| dollar`. A name that is not there is an error, never empty text.

    Args:
        package: the package's dotted name, `compiler.render` for instance.
    """
    environment = _Environment(
        loader=jinja2.PackageLoader(package, _FOLDER),
        undefined=jinja2.StrictUndefined,
        # What comes out is SQL, which escapes for HTML would break (ruff S701).
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )
    environment.filters.update(
        ident=_filter(quote_identifier),
        literal=_filter(quote_literal),
        dollar=_filter(quote_dollar),
    )
    return environment


def _filter(quote: Callable[[str], str]) -> Callable[[str], str]:
    """Return the function as a filter that says which name is missing, if one is."""

    def quote_defined(value: str | jinja2.Undefined) -> str:
        """Return the value as SQL."""
        # Read as text, what is undefined raises the error that names it.
        return quote(str(value) if isinstance(value, jinja2.Undefined) else value)

    return quote_defined
