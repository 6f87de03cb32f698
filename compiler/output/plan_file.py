"""The plan file: all that is needed to apply a plan, and a hash of it.

Statements stand in it to be read; what counts are the changes, from which they come.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from compiler.errors import CannotRun, Refused
from compiler.output.one_file import replace_file
from compiler.plan.address import Address
from compiler.plan.codec import decode_change, encode_change
from compiler.plan.plan import Plan, PricedStep
from compiler.plan.steps import Step
from compiler.render.change import render_change

FORMAT: Final = 1
"""Raised when a key changes its meaning, or goes."""

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


def read_plan_file(path: Path) -> PlanFile:
    """Return what a plan file says.

    Raises:
        CannotRun: it cannot be read.
        Refused: it is no plan file, of another format, cut short, or was edited.
    """
    try:
        content = json.loads(path.read_bytes())
    except OSError as problem:
        raise CannotRun(
            f"cannot read {path}: {problem.strerror or problem}",
            help="Name a file that `tenantry plan -o FILE` wrote.",
        ) from problem
    except (ValueError, RecursionError):
        raise Refused(f"{path} is no whole plan file", help=_AGAIN) from None
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise Refused(f"{path} is no plan file of this version", help=_AGAIN)
    digest = content.pop("hash", None)
    if digest != _digest(content):
        raise Refused(f"{path} was edited since it was written", help=_AGAIN)
    try:
        return _decode(content)
    except (KeyError, TypeError, ValueError) as problem:
        raise Refused(f"{path} is no plan: {problem}", help=_AGAIN) from problem


def _bare(step: PricedStep) -> Step:
    return Step(
        changes=tuple(priced.change for priced in step.changes),
        transactional=step.transactional,
    )


def _digest(content: Mapping[str, object]) -> str:
    text = json.dumps(content, ensure_ascii=False, sort_keys=True)
    return f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"


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


def _decode(content: Mapping[str, Any]) -> PlanFile:
    address = content["address"]
    owner = str(content["owner"])
    return PlanFile(
        tool=str(content["tool"]),
        address=Address(
            system=str(address["system"]),
            database=str(address["database"]),
            version=int(address["version"]),
        ),
        owner=owner,
        hazards=tuple(map(str, content["hazards"])),
        lock_timeout_ms=int(content["lock_timeout_ms"]),
        parts=tuple(
            FilePart(
                tenants=tuple(map(str, part["tenants"])),
                before=str(part["before"]),
                after=str(part["after"]),
                steps=_decode_steps(part["steps"], owner),
                back=_decode_steps(part["back"], owner),
            )
            for part in content["parts"]
        ),
    )


def _decode_steps(steps: Iterable[Mapping[str, Any]], owner: str) -> tuple[Step, ...]:
    """Return the steps; what they come to has to be what stands in the file."""
    found: list[Step] = []
    for step in steps:
        changes = tuple(decode_change(each["change"]) for each in step["changes"])
        said = [each["statements"] for each in step["changes"]]
        if said != [[it.sql for it in render_change(one, owner)] for one in changes]:
            raise ValueError("a statement is not what its change comes to")
        found.append(Step(changes=changes, transactional=step["transactional"] is True))
    return tuple(found)
