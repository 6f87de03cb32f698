"""What plans found out, kept: that nothing has changed costs little the next time."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

from compiler.api.results import Planned
from compiler.model.unmodelled import Unmodelled
from compiler.output.known import FILE, Known, Standing, read_known, write_known
from compiler.plan.address import Address
from compiler.plan.plan import PartPlan, Plan
from compiler.rehearse.made import Made
from compiler.review.labels import Labels


def describe_request(inputs: str, tenants: Sequence[str]) -> str:
    """Return a hash of what a plan is asked for.

    Args:
        inputs: hash of the specs.
        tenants: ids of those to plan for, as they are asked for.
    """
    return hashlib.sha256("\n".join((inputs, *tenants)).encode()).hexdigest()


def recall_plan(asked: str, dsn: str, home: Path) -> Planned | None:
    """Return the plan for a database that is as it was found last: an empty one.

    Args:
        asked: what it is asked for.
        dsn: of the database.
        home: where it is kept.

    Returns:
        Nothing where the database was never found to be as these specs say, or has
        changed since.

    Raises:
        CannotRun: the server or the rights do not let us.
    """
    known = read_known(home / FILE).standing
    question = next(
        (each.question for key, each in known.items() if key.startswith(asked)), None
    )
    if question is None:
        return None
    from compiler.rehearse.standing import ask

    answer = ask(dsn, question)
    standing = known.get(_key(asked, answer.address))
    if standing is None or standing.state != answer.state:
        return None
    return Planned(
        findings=standing.findings,
        plan=_empty_plan(standing),
        labels=Labels(
            called=standing.called,
            owner=question.owner,
            origin=lambda _: "",
            is_shipped=lambda _: False,
        ),
        target=answer.target,
        file_hash="",
    )


def remember_plan(asked: str, planned: Planned, made: Made, home: Path) -> None:
    """Keep what a plan found out.

    Args:
        asked: what it was asked for.
        planned: what came of it.
        made: what it was made for.
        home: where it is kept.
    """
    known = read_known(home / FILE)
    standing = dict(known.standing)
    key = _key(asked, made.address)
    standing.pop(key, None)
    if made.plan.is_empty and planned.labels is not None:
        standing[key] = Standing(
            question=made.question,
            state=made.state,
            parts=tuple(
                (part.tenants, tuple((it.kind, it.identity) for it in part.unmodelled))
                for part in made.plan.parts
            ),
            strays=made.plan.strays,
            called=planned.labels.called,
            findings=planned.findings,
        )
    # What was of use last is forgotten last.
    kept = {key: each for key, each in known.digests.items() if key not in made.learned}
    digests = {**kept, **made.learned}
    write_known(home / FILE, Known(standing=standing, digests=digests))


def _empty_plan(standing: Standing) -> Plan:
    return Plan(
        parts=tuple(
            PartPlan(
                tenants=tenants,
                steps=(),
                back=(),
                unmodelled=tuple(
                    Unmodelled(kind=kind, identity=name) for kind, name in unmodelled
                ),
            )
            for tenants, unmodelled in standing.parts
        ),
        strays=standing.strays,
        rehearsal=None,
    )


def _key(asked: str, address: Address) -> str:
    return f"{asked}@{address.system}/{address.database}"
