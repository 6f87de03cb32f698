"""The first line of a spec: which JSON Schema an editor completes and checks it by."""

import re
from typing import Final

_EDITOR_LINE: Final = re.compile(
    r"#[ \t]*yaml-language-server:[ \t]*\$schema=.*\n?", re.MULTILINE
)


def put_editor_line(text: str, json_schema: str) -> str:
    """Return a spec that begins with the line that names its JSON Schema.

    Args:
        text: of the spec.
        json_schema: path from the spec's folder.
    """
    return f"# yaml-language-server: $schema={json_schema}\n{_without(text)}"


def _without(text: str) -> str:
    """Return a spec without such lines in the comments at its top."""
    lines = text.splitlines(keepends=True)
    top = next(
        (
            number
            for number, line in enumerate(lines)
            if line.strip() and not line.lstrip().startswith("#")
        ),
        len(lines),
    )
    kept = (line for line in lines[:top] if not _EDITOR_LINE.fullmatch(line.lstrip()))
    return "".join((*kept, *lines[top:]))
