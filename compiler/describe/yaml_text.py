"""Values as the YAML that a person would write: lines outside, braces inside.

What fits on a line stands there, in braces or brackets; the entries of a mapping that
do stand in a column. Every value can carry a remark, which becomes a comment.
"""

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, TypeAlias

from compiler.describe.scalar_text import Scalar, write_scalar
from compiler.load.wording import UNSEEN, make_visible

WIDTH: Final = 110
"""Characters of a line that holds several values; a single value may be longer."""

Value: TypeAlias = "Scalar | Sequence[Value] | Mapping[str, Value] | Remarked"


@dataclasses.dataclass(frozen=True, slots=True)
class Remarked:
    """A value with a remark, which stands behind it as a comment."""

    value: Value
    remark: str


def write_yaml(value: Mapping[str, Value]) -> str:
    """Return a mapping as YAML; its keys stand on lines of their own."""
    return "".join(f"{line}\n" for line in _write_mapping(value, at_top=True))


def plain(value: Value) -> Value:
    """Return a value without the remarks in it."""
    match value:
        case Remarked():
            return plain(value.value)
        case str():
            return value
        case Mapping():
            return {key: plain(item) for key, item in value.items()}
        case Sequence():
            return [plain(item) for item in value]
    return value


def remarks(value: Value, pointer: str = "") -> Iterator[tuple[str, str]]:
    """Yield the remarks in a value, each with the JSON pointer of what it is about."""
    bare, remark = _split(value)
    if remark:
        yield pointer, remark
    if isinstance(bare, Mapping):
        for key, item in bare.items():
            escaped = key.replace("~", "~0").replace("/", "~1")
            yield from remarks(item, f"{pointer}/{escaped}")
    elif isinstance(bare, Sequence) and not isinstance(bare, str):
        for index, item in enumerate(bare):
            yield from remarks(item, f"{pointer}/{index}")


def _write_mapping(mapping: Mapping[str, Value], *, at_top: bool = False) -> list[str]:
    keys = {key: f"{write_scalar(key)}:" for key in mapping}
    rows = [keys[key] for key, value in mapping.items() if _is_row(value)]
    width = max(map(len, rows)) if len(rows) > 1 and not at_top else 0
    lines: list[str] = []
    for key, value in mapping.items():
        column = width if _is_row(value) else 0
        lines += _write_entry(keys[key].ljust(column), value)
    return lines


def _is_row(value: Value) -> bool:
    """Return whether a value is a row of a table: braces on one line."""
    bare, _ = _split(value)
    return isinstance(bare, Mapping) and _write_flow(bare) is not None


def _write_entry(head: str, value: Value) -> list[str]:
    """Return the lines of a value behind its key or its dash."""
    bare, remark = _split(value)
    comment = f"  # {make_visible(' '.join(remark.split()))}" if remark else ""
    if isinstance(bare, str) and "\n" in bare:
        text = _write_text(bare)
        if text:
            return [f"{head} {text[0]}{comment}", *text[1:]]
    flow = _write_flow(bare)
    if flow is not None:
        return [f"{head} {flow}{comment}"]
    block = _write_mapping(bare) if isinstance(bare, Mapping) else _write_items(bare)
    if head == "-":
        return [f"- {block[0]}{comment}", *(f"  {line}" for line in block[1:])]
    return [
        f"{head.rstrip()}{comment}",
        *(f"  {line}" if line else "" for line in block),
    ]


def _write_items(items: Value) -> list[str]:
    if not isinstance(items, Sequence):
        message = "only mappings and lists go over several lines"
        raise TypeError(message)
    return [line for item in items for line in _write_entry("-", item)]


def _write_flow(value: Value) -> str | None:
    """Return a value on one line; nothing where it has to go over several."""
    if not isinstance(value, Mapping | Sequence) or isinstance(value, str):
        return write_scalar(value) if not isinstance(value, Remarked) else None
    line = _in_brackets(value)
    return None if line is None or len(line) > WIDTH else line


def _in_brackets(value: Value) -> str | None:
    if isinstance(value, Remarked):
        return None
    if isinstance(value, Mapping):
        parts = {key: _in_brackets(item) for key, item in value.items()}
        entries = [
            f"{write_scalar(key, in_braces=True)}: {part}"
            for key, part in parts.items()
            if part is not None
        ]
        return f"{{{', '.join(entries)}}}" if len(entries) == len(parts) else None
    if isinstance(value, Sequence) and not isinstance(value, str):
        items = [part for item in value if (part := _in_brackets(item)) is not None]
        return f"[{', '.join(items)}]" if len(items) == len(value) else None
    if isinstance(value, str) and "\n" in value:
        return None
    return write_scalar(value, in_braces=True)


def _write_text(text: str) -> list[str]:
    """Return the lines of a text under `|`; none where only quotes can hold it."""
    body = text.removesuffix("\n")
    lines = body.split("\n")
    is_whole = all(not line or line.replace("\t", " ").isprintable() for line in lines)
    # The first line that is not empty says how far all are indented.
    first = next(filter(None, lines), " ")
    if (
        not is_whole
        or UNSEEN.search(text)
        or first[0].isspace()
        or not lines[-1].strip()
    ):
        return []
    header = "|" if body != text else "|-"
    return [header, *(f"  {line}" if line else "" for line in lines)]


def _split(value: Value) -> tuple[Value, str]:
    """Return a value and its remark; of several the outermost."""
    if not isinstance(value, Remarked):
        return value, ""
    bare, inner = _split(value.value)
    return bare, value.remark or inner
