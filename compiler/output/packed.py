"""Long texts in files that people read: packed, with a hash of what they say."""

import base64
import binascii
import hashlib
import zlib
from typing import Final

_MAX_BYTES: Final = 1_000_000_000


def pack(text: str) -> dict[str, object]:
    """Return what stands in a file for a text: its hash, and the text itself packed."""
    data = text.encode()
    return {
        "hash": hashlib.sha256(data).hexdigest(),
        "packed": base64.b64encode(zlib.compress(data)).decode(),
    }


def unpack(content: object) -> str:
    """Return the text that stands in a file.

    Raises:
        ValueError: there is none, or it is another one than its hash says.
    """
    match content:
        case {"hash": str(digest), "packed": str(packed), **rest} if not rest:
            pass
        case _:
            raise ValueError("it is not packed")
    reader = zlib.decompressobj()
    try:
        data = reader.decompress(base64.b64decode(packed, validate=True), _MAX_BYTES)
    except (binascii.Error, zlib.error) as problem:
        raise ValueError("it cannot be unpacked") from problem
    # What is unpacked to no end is no text of ours.
    if not reader.eof or reader.unused_data:
        raise ValueError("it is not packed whole")
    if hashlib.sha256(data).hexdigest() != digest:
        raise ValueError("it is not what its hash says")
    return data.decode()
