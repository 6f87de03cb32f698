"""A plan as a file has it: read strictly, for anybody may have written it."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from compiler.output.packed import pack, unpack
from compiler.output.plan_code import require_pieces
from compiler.output.plan_content import FilePart, PlanFile
from compiler.output.plan_sense import (
    require_hazards,
    require_names,
    require_sense,
    require_steps,
)
from compiler.plan.address import Address
from compiler.plan.changes import Change
from compiler.plan.codec import decode, encode, encode_change
from compiler.plan.request import Request
from compiler.plan.steps import Step
from compiler.render.change import render_change
from compiler.syntax.libpg_query import count_statements

FORMAT: Final = 1
"""Raised when a key changes its meaning, or goes."""


def encode_plan(content: PlanFile) -> dict[str, object]:
    """Return what stands in a file of a plan, its hash aside."""
    return {
        "format": FORMAT,
        "tool": content.tool,
        "address": {
            "system": content.address.system,
            "database": content.address.database,
            "version": content.address.version,
        },
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
        "origins": dict(content.origins),
        "request": pack(
            json.dumps(encode(content.request), ensure_ascii=False, sort_keys=True)
        ),
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
    hazards: tuple[str, ...]
    lock_timeout_ms: int
    parts: tuple[_Part, ...]
    origins: dict[str, str]


def decode_plan(content: dict[str, object]) -> PlanFile:
    """Return what a file says, if nothing in it is other than a plan would have it.

    Raises:
        ValueError: something is.
    """
    packed = content.pop("request", None)
    said = decode(content, _File)
    request = decode(json.loads(unpack(packed)), Request)
    owner = request.platform.owner
    require_names((part.tenants for part in said.parts), owner)
    prints = (one for part in said.parts for one in (part.before, part.after))
    require_sense(prints, said.lock_timeout_ms)
    parts = tuple(_decode_part(each, owner) for each in said.parts)
    require_hazards((each.steps for each in parts), said.hazards)
    return PlanFile(
        tool=said.tool,
        address=said.address,
        hazards=said.hazards,
        lock_timeout_ms=said.lock_timeout_ms,
        parts=parts,
        origins=said.origins,
        request=request,
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
