"""How many arguments the functions of the project take."""

from compiler.document import Document, as_mapping


def count_taken(document: Document) -> tuple[int, int] | None:
    """Return how many arguments a call needs at least, and at most.

    Returns:
        Nothing where the number does not tell: in what takes any number of them, in an
        ordered set, and in a type that is called like a function.
    """
    root = document.root
    if document.kind == "type" or "order_by" in root:
        return None
    nodes = [as_mapping(item) for item in root.items("arguments")]
    # CALL has a place for what comes out of a procedure, too.
    taken = [
        node
        for node in nodes
        if node.text("mode") != "out" or document.kind == "procedure"
    ]
    if any(node.text("mode") == "variadic" for node in taken):
        return None
    return sum("default" not in node for node in taken), len(taken)
