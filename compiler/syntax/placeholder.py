"""What a placeholder of a spec says, read off Jinja2's syntax tree."""

import dataclasses
from typing import Final

from jinja2 import TemplateSyntaxError, nodes
from jinja2.sandbox import SandboxedEnvironment

# A NUL never stands in a spec, so blocks and comments can never open.
_ENVIRONMENT: Final = SandboxedEnvironment(
    block_start_string="\0{%",
    block_end_string="%}\0",
    comment_start_string="\0{#",
    comment_end_string="#}\0",
    keep_trailing_newline=True,
    autoescape=False,
)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """What stands between `{{` and `}}`.

    Args:
        literal: it is two literal braces; then the rest is empty.
        message: why it is nothing that a spec may say; empty if it is.
    """

    path: str = ""
    filter: str = ""
    literal: bool = False
    message: str = ""


def parse_output(source: str) -> Output:
    """Return what a placeholder says, braces included in `source`."""
    if "\0" in source:
        return Output(message="a NUL character stands between {{ and }}")
    # Jinja2 swallows blanks outside of such braces, and its tree does not say so.
    if source[2:3] in {"-", "+"} or source[-3:-2] in {"-", "+"}:
        return Output(message="- and + next to the braces are not for specs")
    try:
        tree = _ENVIRONMENT.parse(source)
    except TemplateSyntaxError as error:
        return Output(message=f"not a placeholder: {error.message}")
    except RecursionError:
        return Output(message="what stands between {{ and }} is nested too deeply")
    match tree.body:
        case [nodes.Output(nodes=[expression])]:
            return _parse_expression(expression)
    return Output(message="there is more than one placeholder, or none")


def _parse_expression(expression: nodes.Node) -> Output:
    match expression:
        case nodes.Const(value="{{"):
            return Output(literal=True)
        case nodes.Filter(
            node=nodes.Expr() as operand,
            name=str() as name,
            args=[],
            kwargs=[],
            dyn_args=None,
            dyn_kwargs=None,
        ):
            path = _parse_path(operand)
            return Output(path=path, filter=name) if path else _not_a_path(operand)
    path = _parse_path(expression)
    return Output(path=path) if path else _not_a_path(expression)


def _parse_path(expression: nodes.Node) -> str:
    """Return the dotted names, or nothing where it is anything else."""
    names: list[str] = []
    while isinstance(expression, nodes.Getattr):
        names.append(expression.attr)
        expression = expression.node
    if not isinstance(expression, nodes.Name):
        return ""
    names.append(expression.name)
    if any(name.startswith("_") for name in names):
        return ""
    return ".".join(reversed(names))


def _not_a_path(expression: nodes.Node) -> Output:
    kind = type(expression).__name__.lower()
    return Output(message=f"only a path of names may stand here, not this ({kind})")
