"""What the fuzzer once brought down: each input comes to findings now, or to SQL."""

from pathlib import Path

import pytest

from compiler.diagnostics import has_errors
from tests.fuzz.target import run, seeds

CRASHES = sorted(Path(__file__).parent.joinpath("crashes").iterdir())


@pytest.mark.parametrize("path", CRASHES, ids=lambda path: path.name)
def test_it_raises_no_more(path: Path) -> None:
    run(path.read_bytes())


def test_the_fuzzer_starts_from_specs_that_compile() -> None:
    numbered = [seed for seed in seeds() if seed[0] != 0]
    assert numbered
    assert not any(has_errors(run(seed).findings) for seed in numbered[:5])
