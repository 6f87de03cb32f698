"""The plan file: all that is needed to apply a plan, and a hash of it.

Statements stand in it to be read; what counts are the changes, from which they come.
"""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from compiler.errors import CannotRun, Refused
from compiler.output.one_file import replace_file
from compiler.output.plan_content import PlanFile
from compiler.output.plan_form import FORMAT, decode_plan, encode_plan

_SHOWN: Final = 300
_AGAIN: Final = "Make the plan again with `tenantry plan -o FILE`."


def write_plan_file(path: Path, content: PlanFile) -> str:
    """Write a plan file, and return its hash.

    Raises:
        CannotRun: the disk or the rights do not let us.
    """
    encoded = encode_plan(content)
    digest = _digest(encoded)
    text = json.dumps({**encoded, "hash": digest}, ensure_ascii=False, indent=1)
    replace_file(path, f"{text}\n", may_be_new=True)
    return digest


def hash_plan(content: PlanFile) -> str:
    """Return the hash that a plan file with this content has."""
    return _digest(encode_plan(content))


def read_plan_file(path: Path) -> PlanFile:
    """Return what a plan file says.

    Raises:
        CannotRun: it cannot be read.
        Refused: it is no plan file, of another format, cut short, or was edited.
    """
    try:
        text = path.read_bytes()
    except OSError as problem:
        raise CannotRun(
            f"cannot read {path}: {problem.strerror or problem}",
            help="Name a file that `tenantry plan -o FILE` wrote.",
        ) from problem
    try:
        content = json.loads(text, object_pairs_hook=_object)
    except (ValueError, RecursionError):
        raise Refused(f"{path} is no whole plan file", help=_AGAIN) from None
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise Refused(f"{path} is no plan file of this version", help=_AGAIN)
    digest = content.pop("hash", None)
    if digest != _digest(content):
        raise Refused(f"{path} was edited since it was written", help=_AGAIN)
    try:
        return decode_plan(content)
    # What is rendered of a change may be anything that a file says.
    except Exception as problem:
        words = _plain(str(problem))
        raise Refused(f"{path} is no plan: {words}", help=_AGAIN) from problem


def _plain(words: str) -> str:
    """Return words, of which a file has chosen some, as any terminal may show them."""
    shown = words[:_SHOWN]
    return "".join(each if each.isprintable() else "?" for each in shown)


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Return an object of a file.

    Raises:
        ValueError: it has a key twice, of which a reader may see the other.
    """
    content = dict(pairs)
    if len(content) < len(pairs):
        raise ValueError("a key is there twice")
    return content


def _digest(content: Mapping[str, object]) -> str:
    # Packed otherwise, it says the same.
    request = content.get("request")
    if isinstance(request, dict):
        kept = {key: each for key, each in request.items() if key != "packed"}
        content = {**content, "request": kept}
    text = json.dumps(content, ensure_ascii=False, sort_keys=True)
    encoded = text.encode(errors="surrogatepass")
    return f"sha256:{hashlib.sha256(encoded).hexdigest()}"
