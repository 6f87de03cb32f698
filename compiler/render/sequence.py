"""Sequences, and the columns with which they go away."""

from collections.abc import Iterator

from compiler.model.sequence import Sequence, SequenceOwner
from compiler.render.comment import render_comment
from compiler.render.statement import Statement
from compiler.syntax.environment import render_file


def render_create_sequence(sequence: Sequence) -> tuple[Statement, ...]:
    """Return the creation of a sequence, and its comment."""
    sql = render_file(
        "compiler.render",
        "sequence/create",
        sequence=sequence,
        unlogged="UNLOGGED " if sequence.unlogged else "",
        options=tuple(_options(sequence)),
    )
    return (
        Statement(sql=sql, object=sequence, as_owner=True),
        *render_comment(
            sequence, f"SEQUENCE {sequence.name.sql}", sequence.description
        ),
    )


def render_create_sequence_owner(owner: SequenceOwner) -> tuple[Statement, ...]:
    """Return what ties a sequence to its column."""
    sql = render_file("compiler.render", "sequence_owner/create", owner=owner)
    return (Statement(sql=sql, object=owner, as_owner=True),)


def _options(sequence: Sequence) -> Iterator[str]:
    if sequence.data_type != "bigint":
        yield f"AS {sequence.data_type}"
    if sequence.increment != 1:
        yield f"INCREMENT BY {sequence.increment}"
    numbers = (
        ("MINVALUE", sequence.minimum),
        ("MAXVALUE", sequence.maximum),
        ("START WITH", sequence.start),
    )
    yield from (f"{word} {number}" for word, number in numbers if number is not None)
    if sequence.cache != 1:
        yield f"CACHE {sequence.cache}"
    if sequence.cycle:
        yield "CYCLE"
