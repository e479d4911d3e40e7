"""A picture that another program offers, dropped on the window or left on the clipboard."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote_to_bytes

from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QImage

_LONGEST_PATH = 4096


@dataclass(frozen=True, eq=False, slots=True)
class OfferedPicture:
    """What may be a picture to search by.

    Attributes:
        files: files named.
        image: the picture itself, where it was given as such.
        addresses: addresses on the web, which photohash does not go to.
    """

    files: tuple[Path, ...] = ()
    image: QImage | None = None
    addresses: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.files or self.image is not None or self.addresses)


def offered_picture(what: QMimeData) -> OfferedPicture:
    """The picture in what is dragged or on the clipboard; text may be the path of a file."""
    urls = what.urls()
    files = [path for path in (path_of(url) for url in urls if url.isLocalFile()) if not path.is_dir()]
    if not files and not urls and what.hasText():
        files = _files_named(what.text())
    image = what.imageData() if what.hasImage() else None
    addresses = [url.toDisplayString() for url in urls if not url.isLocalFile()]
    return OfferedPicture(
        tuple(files), image if isinstance(image, QImage) and not image.isNull() else None, tuple(addresses)
    )


def _files_named(text: str) -> list[Path]:
    """The file whose path a text is, with or without quotation marks."""
    line = text.strip().strip("\"'")
    if not line or len(line) > _LONGEST_PATH or "\n" in line or "\0" in line:
        return []
    path = path_of(QUrl(line)) if line.startswith("file:") else Path(line).expanduser()
    try:
        return [path] if path.is_absolute() and path.is_file() else []
    except OSError:
        return []


def path_of(url: QUrl) -> Path:
    """The path of a local address, whatever bytes it is of; Qt itself would have it be text."""
    if os.name == "nt":
        return Path(url.toLocalFile())
    encoded = url.path(QUrl.ComponentFormattingOption.FullyEncoded)
    return Path(os.fsdecode(unquote_to_bytes(encoded)))
