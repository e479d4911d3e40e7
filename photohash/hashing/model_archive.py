"""A model in one file: a zip of the files that its card names. A stranger's archive is data, and never trusted.

Only files with plain names are taken, each at the top, as many and as large as a model may have; sizes are counted as
they are read, whatever the archive says of itself. What is in them is then checked against the card as any model is.
"""

from __future__ import annotations

import re
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from photohash.core.errors import ModelError
from photohash.core.paths import shown
from photohash.hashing.card import CARD, Card

SUFFIX = ".zip"

_MOST_FILES = 16
_LARGEST = 1 << 30
"""Bytes of all files together, unpacked."""

_BLOCK = 1 << 20
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")


def pack(folder: Path, card: Card, archive: Path) -> None:
    """Writes a model into one file, whole or not at all.

    Raises:
        OSError: it cannot be written.
    """
    with tempfile.NamedTemporaryFile(dir=archive.parent, prefix=f".{archive.name}.", delete=False) as made:
        temporary = Path(made.name)
        try:
            with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as packed:
                for name in (CARD, *card.files):
                    packed.write(folder / name, name)
            made.close()
            temporary.replace(archive)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise


@contextmanager
def unpacked(archive: Path) -> Iterator[Path]:
    """A model directory made of an archive, for as long as the context lasts; its card is still to be checked.

    Raises:
        ModelError: it is no archive of a model, or damaged.
    """
    with tempfile.TemporaryDirectory(prefix="photohash-model-") as place:
        try:
            with zipfile.ZipFile(archive) as packed:
                _unpack(packed, archive, Path(place))
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, UnicodeError) as error:
            raise ModelError(f"{shown(archive)} is not a model in one file, or it is damaged. Get it again.") from error
        except OSError as error:
            raise ModelError(f"{shown(archive)} could not be unpacked: {error.strerror or error}.") from error
        yield Path(place)


def _unpack(packed: zipfile.ZipFile, archive: Path, place: Path) -> None:
    entries = packed.infolist()
    names = [entry.filename for entry in entries]
    strange = next((name for name in names if not _NAME.fullmatch(name)), None)
    if strange is not None:
        raise ModelError(f"{shown(archive)} holds {shown(strange)!r}, which is no file of a model.")
    if len({name.casefold() for name in names}) < len(names) or len(names) > _MOST_FILES:
        raise ModelError(f"{shown(archive)} holds more files than a model has.")
    if CARD not in names:
        raise ModelError(f"{shown(archive)} is not a model in one file: it holds no {CARD}.")
    left = _LARGEST
    for entry in entries:
        with packed.open(entry) as source, (place / entry.filename).open("xb") as target:
            while block := source.read(_BLOCK):
                left -= len(block)
                if left < 0:
                    raise ModelError(f"{shown(archive)} unpacks to more than a model may have.")
                target.write(block)
