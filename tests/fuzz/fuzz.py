"""Feeds load and build with mutated specs until time is up or something raises.

What raised is kept in `crashes/`, where a test runs it from then on.
"""

import argparse
import importlib
import random
import sys
import tempfile
from pathlib import Path
from typing import Any

# Not imported by name, because it is not installed where nobody fuzzes.
atheris: Any = importlib.import_module("atheris")

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

with atheris.instrument_imports(include=["compiler"]):
    importlib.import_module("compiler.load.shapes")
    from tests.fuzz.mutate import mutate_spec
    from tests.fuzz.target import run, seeds


def main() -> None:
    """Fuzz for as long as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=600)
    seconds = parser.parse_args().seconds
    with tempfile.TemporaryDirectory() as corpus:
        for number, seed in enumerate(seeds()):
            (Path(corpus) / f"{number:04}").write_bytes(seed)
        crashes = Path(__file__).parent / "crashes"
        options = (
            f"-max_total_time={seconds}",
            f"-artifact_prefix={crashes}/",
            "-timeout=60",
            "-rss_limit_mb=3072",
            "-max_len=32768",
        )
        atheris.Setup([sys.argv[0], *options, corpus], run, custom_mutator=_mutate)
        atheris.Fuzz()


def _mutate(data: bytes, max_size: int, seed: int) -> bytes:
    """Return another input: a spec changed as a spec every second time."""
    chance = random.Random(seed)  # noqa: S311 - libFuzzer's own seed
    if chance.random() < 0.5:
        changed = mutate_spec(data[1:].decode(errors="replace"), chance)
        if changed is not None:
            first = data[:1] if chance.random() < 0.9 else chance.randbytes(1)
            return (first + changed.encode(errors="replace"))[:max_size]
    mutated: bytes = atheris.Mutate(data, max_size)
    return mutated


main()
