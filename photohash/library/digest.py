"""File -> digest: a photo is known by the BLAKE3 of its bytes, so it is the same photo under any name, anywhere."""

from __future__ import annotations

from io import FileIO
from pathlib import Path

from blake3 import blake3

from photohash.core.errors import PhotoError
from photohash.core.files import in_words, opened_regular

_BLOCK = 1 << 20


def digest(path: Path) -> bytes:
    """Digests the bytes of a file.

    The file is read block by block and not mapped into memory: a mapped file that another program shortens meanwhile
    ends the whole process.

    Returns:
        32 bytes.

    Raises:
        PhotoError: the file cannot be read to its end; the message says why.
    """
    hasher = blake3()
    descriptor, size = opened_regular(path)
    with FileIO(descriptor) as file:
        try:
            # No more room than the file needs: clearing a megabyte takes longer than reading a small file.
            block = bytearray(min(_BLOCK, size + 1))
            view = memoryview(block)
            while count := file.readinto(block):
                hasher.update(view[:count])
        except OSError as error:
            raise PhotoError(in_words(error)) from error
    return hasher.digest()
