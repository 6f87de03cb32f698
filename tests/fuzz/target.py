"""What the fuzzer feeds: one spec of a project, as bytes, among its other specs."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias
from unittest import mock

from compiler.api import compilation
from compiler.api.compilation import Compilation, arrange_output, compile_specs
from compiler.diagnostics import Finding, has_errors
from compiler.document import Document
from compiler.load.documents import Loaded, load_text
from compiler.load.files import find_control_specs

TESTS: Final = Path(__file__).parents[1]
BASES: Final = (TESTS / "build" / "minimal", TESTS / "language" / "base")
SHIPPED: Final = TESTS.parent / "specs"

Read: TypeAlias = tuple[Document | None, tuple[Finding, ...]]
"""A spec file as load returns it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A project and the file in it that the input takes the place of.

    Args:
        file: nothing where the input is one more file.
    """

    base: Path
    file: Path | None

    def compile(self, data: bytes) -> Compilation:
        """Run every stage; whatever is wrong with the input has to be a finding."""
        documents: list[Document] = []
        broken: list[Document] = []
        findings: list[Finding] = []
        fuzzed = load_text("fuzzed.yaml", data)
        for document, found in (*CONTROL, *self._others(), fuzzed):
            findings += found
            if document:
                (broken if has_errors(found) else documents).append(document)
        loaded = Loaded(
            documents=tuple(documents), broken=tuple(broken), findings=tuple(findings)
        )
        with mock.patch.object(compilation, "load_specs", return_value=loaded):
            done = compile_specs(Path(), PASSED)
        arrange_output(done)
        return done

    def _others(self) -> Iterator[Read]:
        for path, read in READ.items():
            if path.is_relative_to(self.base) and path != self.file:
                yield read


FILES: Final = {
    path: path.read_bytes() for base in BASES for path in sorted(base.rglob("*.yaml"))
}
READ: Final[dict[Path, Read]] = {
    path: load_text(path.name, content) for path, content in FILES.items()
}
CONTROL: Final[tuple[Read, ...]] = tuple(
    load_text(f"<tenantry>/control/{spec.name}", spec.read_bytes(), shipped=True)
    for spec in find_control_specs()
)
PASSED: dict[str, int] = {}
PLACES: Final = (
    *(Place(base=base, file=None) for base in BASES),
    *(
        Place(base=base, file=path)
        for base in BASES
        for path in FILES
        if path.is_relative_to(base)
    ),
)


def run(data: bytes) -> Compilation:
    """Feed an input: its first byte says which place the rest of it takes."""
    place = PLACES[data[0] % len(PLACES)] if data else PLACES[0]
    return place.compile(data[1:])


def seeds() -> Iterator[bytes]:
    """Yield the inputs to start from: every spec at its place, and the shipped ones."""
    for number, place in enumerate(PLACES):
        if place.file:
            yield bytes([number]) + FILES[place.file]
    for path in sorted(SHIPPED.rglob("*.yaml")):
        yield b"\0" + path.read_bytes()


for _place in PLACES[: len(BASES)]:
    PASSED |= _place.compile(b"").passed
