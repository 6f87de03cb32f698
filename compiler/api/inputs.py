"""What everything that comes of specs depends on, as one hash."""

from pathlib import Path

import compiler
from compiler.api.home import read_today
from compiler.load.files import read_all_specs, schema_definitions
from compiler.output.memo import digest_inputs
from compiler.syntax.check import parser_versions


def digest_specs(specs: Path) -> str:
    """Return the hash of the specs in a folder, of the compiler and of the day.

    Raises:
        CannotRun: the folder cannot be read.
    """
    return digest_inputs(
        read_all_specs(specs),
        (Path(compiler.__file__).parent, Path(str(schema_definitions()))),
        # The day counts, because waivers end.
        (compiler.__version__, str(read_today()), *parser_versions()),
    )
