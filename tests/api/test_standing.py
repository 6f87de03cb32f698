from pathlib import Path

from compiler.api.results import Planned
from compiler.api.standing import remember_plan
from compiler.output.known import FILE, Known, read_known, write_known
from compiler.plan.address import Address, Question
from compiler.plan.plan import Plan
from compiler.rehearse.made import Made
from tests.plan.plain_request import plain_request

PLAN = Plan(parts=(), strays=(), rehearsal=None)
PLANNED = Planned(findings=(), plan=PLAN, labels=None, target="", file_hash="")


def made(learned: dict[str, str]) -> Made:
    return Made(
        refused=(),
        plan=PLAN,
        parts=(),
        request=plain_request(),
        address=Address(system="1", database="d", version=18),
        target="",
        question=Question(schemas=(), roles=(), owner="", pattern=""),
        state="",
        learned=learned,
    )


def test_what_was_of_use_last_is_forgotten_last(tmp_path: Path) -> None:
    write_known(tmp_path / FILE, Known(standing={}, digests={"a": "1", "b": "2"}))

    remember_plan("asked", PLANNED, made({"a": "1", "c": "3"}), tmp_path)

    assert list(read_known(tmp_path / FILE).digests) == ["b", "a", "c"]
