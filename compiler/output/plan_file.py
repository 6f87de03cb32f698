"""The plan file: all that is needed to apply a plan, and a hash of it.

Statements stand in it to be read; what counts are the changes, from which they come.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from compiler.errors import CannotRun, Refused
from compiler.output.one_file import replace_file
from compiler.output.plan_code import require_pieces
from compiler.output.plan_sense import (
    require_hazards,
    require_names,
    require_sense,
    require_steps,
)
from compiler.plan.address import Address
from compiler.plan.changes import Change
from compiler.plan.codec import decode, encode_change
from compiler.plan.plan import Plan, PricedStep
from compiler.plan.steps import Step
from compiler.render.change import render_change
from compiler.syntax.libpg_query import count_statements

FORMAT: Final = 1
"""Raised when a key changes its meaning, or goes."""

_SHOWN: Final = 300
_AGAIN: Final = "Make the plan again with `tenantry plan -o FILE`."


@dataclass(frozen=True, slots=True, kw_only=True)
class FilePart:
    """What is done for one class of tenants, or for what stands once.

    Args:
        tenants: ids of those who are alike; none for what stands once.
        before: fingerprint of what is there.
        after: fingerprint of what is to be there.
        steps: for the sentinel tenant.
        back: steps that undo them, except for what is lost.
    """

    tenants: tuple[str, ...]
    before: str
    after: str
    steps: tuple[Step, ...]
    back: tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFile:
    """What a plan file says.

    Args:
        tool: the version of Tenantry that made it.
        owner: the role that owns the platform.
        hazards: words that have to be allowed.
        lock_timeout_ms: how long a statement waits for a lock.
    """

    tool: str
    address: Address
    owner: str
    hazards: tuple[str, ...]
    lock_timeout_ms: int
    parts: tuple[FilePart, ...]


def describe_parts(
    plan: Plan, prints: Iterable[tuple[str, str]]
) -> tuple[FilePart, ...]:
    """Return the parts of a plan as a plan file has them.

    Args:
        plan: the plan.
        prints: fingerprint of what is there, and of what is to be, of each part.
    """
    return tuple(
        FilePart(
            tenants=part.tenants,
            before=before,
            after=after,
            steps=tuple(map(_bare, part.steps)),
            back=tuple(map(_bare, part.back)),
        )
        for part, (before, after) in zip(plan.parts, prints, strict=True)
    )


def write_plan_file(path: Path, content: PlanFile) -> str:
    """Write a plan file, and return its hash.

    Raises:
        CannotRun: the disk or the rights do not let us.
    """
    encoded = _encode(content)
    digest = _digest(encoded)
    text = json.dumps({**encoded, "hash": digest}, ensure_ascii=False, indent=1)
    replace_file(path, f"{text}\n", may_be_new=True)
    return digest


def hash_plan(content: PlanFile) -> str:
    """Return the hash that a plan file with this content has."""
    return _digest(_encode(content))


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
        return _decode(content)
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


def _bare(step: PricedStep) -> Step:
    return Step(
        changes=tuple(priced.change for priced in step.changes),
        transactional=step.transactional,
    )


def _digest(content: Mapping[str, object]) -> str:
    text = json.dumps(content, ensure_ascii=False, sort_keys=True)
    encoded = text.encode(errors="surrogatepass")
    return f"sha256:{hashlib.sha256(encoded).hexdigest()}"


def _encode(content: PlanFile) -> dict[str, object]:
    return {
        "format": FORMAT,
        "tool": content.tool,
        "address": {
            "system": content.address.system,
            "database": content.address.database,
            "version": content.address.version,
        },
        "owner": content.owner,
        "hazards": list(content.hazards),
        "lock_timeout_ms": content.lock_timeout_ms,
        "parts": [
            {
                "tenants": list(part.tenants),
                "before": part.before,
                "after": part.after,
                "steps": _encode_steps(part.steps, content.owner),
                "back": _encode_steps(part.back, content.owner),
            }
            for part in content.parts
        ],
    }


def _encode_steps(steps: Iterable[Step], owner: str) -> list[object]:
    return [
        {
            "transactional": step.transactional,
            "changes": [
                {
                    "change": encode_change(change),
                    "statements": [each.sql for each in render_change(change, owner)],
                }
                for change in step.changes
            ],
        }
        for step in steps
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Change:
    """A change as a file has it: with the statements that it comes to."""

    change: Change
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Step:
    transactional: bool
    changes: tuple[_Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    tenants: tuple[str, ...]
    before: str
    after: str
    steps: tuple[_Step, ...]
    back: tuple[_Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    format: int
    tool: str
    address: Address
    owner: str
    hazards: tuple[str, ...]
    lock_timeout_ms: int
    parts: tuple[_Part, ...]


def _decode(content: object) -> PlanFile:
    """Return what a file says, if nothing in it is other than a plan would have it.

    Raises:
        ValueError: something is.
    """
    said = decode(content, _File)
    require_names((part.tenants for part in said.parts), said.owner)
    prints = (one for part in said.parts for one in (part.before, part.after))
    require_sense(prints, said.lock_timeout_ms)
    parts = tuple(_decode_part(each, said.owner) for each in said.parts)
    require_hazards((each.steps for each in parts), said.hazards)
    return PlanFile(
        tool=said.tool,
        address=said.address,
        owner=said.owner,
        hazards=said.hazards,
        lock_timeout_ms=said.lock_timeout_ms,
        parts=parts,
    )


def _decode_part(part: _Part, owner: str) -> FilePart:
    steps = tuple(_decode_step(each, owner) for each in part.steps)
    back = tuple(_decode_step(each, owner) for each in part.back)
    require_steps(steps)
    require_steps(back)
    return FilePart(
        tenants=part.tenants,
        before=part.before,
        after=part.after,
        steps=steps,
        back=back,
    )


def _decode_step(step: _Step, owner: str) -> Step:
    """Return a step; what it comes to has to be what stands in the file."""
    for each in step.changes:
        require_pieces(each.change)
        texts = tuple(one.sql for one in render_change(each.change, owner))
        if each.statements != texts:
            raise ValueError("a statement is not what its change comes to")
        if any(count_statements(text) != 1 for text in texts):
            raise ValueError("a change comes to more than its statements")
    changes = tuple(each.change for each in step.changes)
    return Step(changes=changes, transactional=step.transactional)
