"""What every kind of the language says is one piece where a template puts it."""

from pathlib import Path

from compiler.api.compilation import compile_specs
from compiler.output.plan_code import require_pieces
from compiler.plan.changes import Create
from tests.shipped import SPECS

BASE = Path(__file__).parents[1] / "language" / "base"


def test_nothing_that_specs_come_to_is_refused() -> None:
    for folder in (SPECS, BASE):
        blueprint = compile_specs(folder, {}).blueprint
        assert blueprint is not None
        for each in (*blueprint.shared.objects, *blueprint.tenant.objects):
            require_pieces(Create(object=each))
