"""The queries: `.sql` files in the folder `queries` of a package, each read once."""

import functools
from importlib.resources import files


@functools.cache
def read_query(package: str, name: str) -> bytes:
    """Return the text of a query.

    Args:
        package: dotted name of the package whose folder `queries` has it.
        name: of the file, without its ending.
    """
    return files(package).joinpath("queries", f"{name}.sql").read_bytes()
