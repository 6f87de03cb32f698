"""The tenant side of `out/`, for the reserved tenant that stands for all of them."""

from compiler.names import EXAMPLE_TENANT
from compiler.output.files import OutputTree
from compiler.output.layout import TENANT
from compiler.syntax.quote import SentinelText


def fill_example(tree: OutputTree) -> OutputTree:
    """Return the tree with the example tenant in place of the sentinel."""
    return OutputTree(
        files={
            path: (
                SentinelText(text).for_tenant(EXAMPLE_TENANT)
                if path.startswith(f"{TENANT}/")
                else text
            )
            for path, text in tree.files.items()
        }
    )
