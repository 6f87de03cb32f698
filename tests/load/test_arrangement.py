"""Where the specs of each kind stand."""

from pathlib import Path, PurePosixPath

import pytest

from compiler.load.arrangement import folder_of, patterns_of, place_spec
from compiler.load.documents import KINDS, load_text

SPECS = Path(__file__).parents[2] / "specs"


@pytest.mark.parametrize(
    ("kind", "folder"),
    [
        ("table", "tables"),
        ("policy_type", "policy_types"),
        ("tenants", "tenants"),
        ("policy", "policies"),
        ("statistics", "statistics"),
    ],
)
def test_a_folder_is_called_by_the_plural(kind: str, folder: str) -> None:
    assert folder_of(kind) == folder


def test_a_project_has_one_file_and_other_specs_one_each() -> None:
    assert place_spec("project", "shop") == "project.yaml"
    assert place_spec("table", "orders") == "tables/orders.yaml"


@pytest.mark.parametrize("kind", KINDS)
def test_a_spec_stands_where_it_is_looked_for(kind: str) -> None:
    place = PurePosixPath(place_spec(kind, "x"))
    # Before Python 3.13 `**` is one folder here, to an editor it is any number.
    patterns = [each.replace("**/", "") for each in patterns_of(kind)]
    assert any(place.match(pattern) for pattern in patterns)


def test_the_shipped_specs_stand_so_but_for_those_of_shared_tables() -> None:
    for path in sorted(SPECS.rglob("*.yaml")):
        document, _ = load_text(path.name, path.read_bytes())
        assert document
        below = path.relative_to(SPECS)
        if below.parts[0] != "shared":
            patterns = [each.replace("**/", "") for each in patterns_of(document.kind)]
            assert any(below.match(pattern) for pattern in patterns), below
