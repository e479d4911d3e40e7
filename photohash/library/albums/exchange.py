"""Albums out of a library and into it: as CSV, and as folders of links to the photos.

A photo is known by its digest where the CSV gives it, and by its path otherwise. Links are symbolic, with the way from
the link to the photo where both are on one drive, so that both can be moved together. Where the system does not let the
user make them, as Windows may not, hard links are made; a photo on another drive is told then. Photos are never copied.
"""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path

from photohash.core.errors import LibraryError, PhotoError, UsageError
from photohash.core.files import is_passed_by, is_photo_name, mount_of
from photohash.core.paths import as_text, shown, write_atomically
from photohash.library.albums.album import Album
from photohash.library.browse import Browser
from photohash.library.digest import digest
from photohash.library.photo import Failure, Photo
from photohash.library.store.albums import as_name

COLUMNS = ("album", "path", "digest")
"""The header of the CSV file."""

_LARGEST_CSV = 1 << 28
_LONGEST_CELL = 1 << 16
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_DIGEST = re.compile(r"[0-9a-fA-F]{64}")
_FORBIDDEN = re.compile(r'[\x00-\x1f<>:"/\\|?*]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
_LONGEST_NAME = 200
"""Bytes of a file name; systems allow 255."""

_NOT_KNOWN = "is not in the library: scan its folder first, then import again"


@dataclass(slots=True)
class Labels:
    """What was read.

    Attributes:
        albums: the photos of each, by content, in the order in which they came.
        failures: what could not be taken.
    """

    albums: dict[str, list[bytes]] = field(default_factory=dict)
    failures: list[Failure] = field(default_factory=list)
    _names: dict[str, str] = field(default_factory=dict)

    def put(self, album: str, content: bytes) -> None:
        """Adds a photo; names that differ in capital letters only are one album."""
        name = self._names.setdefault(album.casefold(), album)
        self.albums.setdefault(name, []).append(content)


@dataclass(frozen=True, slots=True)
class Linked:
    """What came of making folders of links.

    Attributes:
        made: links that are new.
        there: links that were there already.
        symbolic: whether they are symbolic; hard links otherwise.
        failures: photos to which no link could be made.
    """

    made: int
    there: int
    symbolic: bool
    failures: tuple[Failure, ...]


def write_albums_csv(browser: Browser, albums: Sequence[Album], path: Path) -> tuple[int, int]:
    """Writes albums as CSV in UTF-8, one row a photo; one of several files, the oldest. The old file stays until then.

    Returns:
        rows written, and how many of them have no path, because no file of the photo is at hand.

    Raises:
        LibraryError: it cannot be written.
    """
    text = StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    rows = lost = 0
    for album in albums:
        for photo in browser.photos(browser.album_photos(album.id)):
            place = as_text(photo.files[0].path) if photo.files else ""
            lost += not photo.files
            rows += 1
            writer.writerow([_harmless(album.name), _harmless(place), photo.digest.hex()])
    try:
        write_atomically(path, text.getvalue().encode("utf-8"))
    except OSError as error:
        raise _not_written(path, error) from error
    return rows, lost


def read_albums_csv(browser: Browser, path: Path) -> Labels:
    """Reads albums from CSV with the columns ``album`` and ``path`` or ``digest``, in any order, others left aside.

    A photo is taken by its digest, be it in the library now or not: it has its label as soon as it is. Without a
    digest, by its path, which may be relative to the CSV's folder.

    Raises:
        UsageError: it cannot be read, is not UTF-8, not CSV, or lacks these columns.
    """
    rows = _rows(path)
    header = [cell.strip().lower() for cell in next(rows, [])]
    if "album" not in header or not {"path", "digest"} & set(header):
        raise UsageError(f"{shown(path)} has no columns album and path in its first line.")
    labels = Labels()
    place_of = {name: header.index(name) for name in COLUMNS if name in header}
    for line, row in enumerate(rows, start=2):
        cells = {name: row[place] for name, place in place_of.items() if place < len(row)}
        if not "".join(cells.values()).strip():
            continue
        try:
            album = as_name(_plain(cells.get("album", "")))
        except UsageError as error:
            labels.failures.append(Failure(path, f"says in row {line}: {error}"))
            continue
        _take(browser, labels, album, cells, path.parent)
    return labels


def _take(browser: Browser, labels: Labels, album: str, cells: dict[str, str], folder: Path) -> None:
    given, place = cells.get("digest", "").strip(), _plain(cells.get("path", ""))
    if _DIGEST.fullmatch(given):
        labels.put(album, bytes.fromhex(given))
        return
    if not place.strip() or "\0" in place:
        labels.failures.append(Failure(folder / (shown(place) or album), "has no path and no digest of 64 digits"))
        return
    photo = browser.find(Path(os.path.abspath(folder / Path(place).expanduser())))  # noqa: PTH100  links stay
    if photo is None:
        labels.failures.append(Failure(folder / place, _NOT_KNOWN))
    else:
        labels.put(album, photo.digest)


def _rows(path: Path) -> Iterator[list[str]]:
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST_CSV + 1)
    except OSError as error:
        raise UsageError(f"{shown(path)} cannot be read: {error.strerror}.") from error
    if len(content) > _LARGEST_CSV:
        raise UsageError(f"{shown(path)} is too large for a list of albums.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(f"{shown(path)} is not UTF-8. Save it as CSV UTF-8 and import it again.") from error
    first = text[: text.find("\n")]
    csv.field_size_limit(_LONGEST_CELL)
    try:
        yield from csv.reader(StringIO(text, newline=""), delimiter=";" if ";" in first and "," not in first else ",")
    except csv.Error as error:
        raise UsageError(f"{shown(path)} is not CSV: {error}.") from error


def _harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula; ``_plain`` takes the apostrophe away again."""
    return f"'{cell}" if cell.startswith((*_FORMULA, "'")) else cell


def _plain(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith((*_FORMULA, "'")) else cell


def read_folders(browser: Browser, folder: Path) -> Labels:
    """Takes the folders in a folder as albums; where it has photos of its own, these are one under its own name.

    Folders further down belong to the album above them. Files may be links to photos, or copies of them.

    Raises:
        UsageError: it is no folder, or nothing is in it.
    """
    if not folder.is_dir():
        raise UsageError(f"{shown(folder)} is not a folder.")
    labels = Labels()
    own = [path for path in _entries(folder, labels) if path.is_file()]
    _take_files(browser, labels, folder.name, own)
    for inner in _entries(folder, labels):
        if inner.is_dir() and not is_passed_by(inner.name, str(folder)):
            _take_files(browser, labels, inner.name, list(_files_below(inner, labels)))
    if not labels.albums and not labels.failures:
        raise UsageError(f"There are no photos in {shown(folder)}.")
    return labels


def photos_below(browser: Browser, path: Path) -> tuple[list[bytes], list[Failure]]:
    """The photos of the library in a file, or in all files of a folder; by content, each once, by their names."""
    labels = Labels()
    files = list(_files_below(path, labels)) if path.is_dir() else [path]
    _take_files(browser, labels, "photos", files, named=not path.is_dir())
    return list(dict.fromkeys(labels.albums.get("photos", ()))), labels.failures


def _take_files(browser: Browser, labels: Labels, name: str, files: Iterable[Path], *, named: bool = False) -> None:
    photos = [path for path in files if named or is_photo_name(path.name)]
    if not photos:
        return
    try:
        album = as_name(as_text(name))
    except UsageError as error:
        labels.failures.append(Failure(photos[0].parent, f"gives no name to an album: {error}"))
        return
    for path in photos:
        try:
            labels.put(album, _content_of(browser, path))
        except PhotoError as error:
            labels.failures.append(Failure(path, str(error)))


def _content_of(browser: Browser, path: Path) -> bytes:
    """The digest of a file that the library knows, by where it lies or by what it holds.

    Raises:
        PhotoError: it is not in the library, or cannot be read.
    """
    for place in (path.absolute(), Path(os.path.realpath(path))):
        photo = browser.find(place)
        if photo is not None:
            return photo.digest
    content = digest(path)
    if browser.known_as(content) is None:
        raise PhotoError(_NOT_KNOWN)
    return content


def _files_below(folder: Path, labels: Labels) -> Iterator[Path]:
    """Files at any depth, by name; folders behind links are not entered, so that none leads in a circle."""
    for path in _entries(folder, labels):
        if path.is_dir() and not path.is_symlink():
            if not is_passed_by(path.name, str(folder)):
                yield from _files_below(path, labels)
        elif not path.is_dir():
            yield path


def _entries(folder: Path, labels: Labels) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError as error:
        labels.failures.append(Failure(folder, f"cannot be read: {error.strerror}"))
        return []


def link_folders(browser: Browser, albums: Sequence[Album], folder: Path) -> Linked:
    """Makes a folder of links for each album. Nothing that is there is replaced; links that are there stay.

    Raises:
        UsageError: the folder lies in one of the library, which would take the links for photos.
        LibraryError: the folder cannot be made.
    """
    place = Path(os.path.realpath(folder))
    for root in browser.roots():
        if place.is_relative_to(os.path.realpath(root.path)):
            raise UsageError(
                f"{shown(folder)} lies in {shown(root.path)}, which is in the library. Choose another place."
            )
    maker = _LinkMaker()
    taken: set[str] = set()
    for album in albums:
        inside = place / _free(safe_file_name(album.name), taken)
        try:
            inside.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise _not_written(inside, error) from error
        names: set[str] = set()
        for photo in browser.photos(browser.album_photos(album.id)):
            maker.link(photo, inside, names)
    return Linked(maker.made, maker.there, maker.symbolic, tuple(maker.failures))


class _LinkMaker:
    """Makes links to photos and counts them."""

    def __init__(self) -> None:
        self.made = self.there = 0
        self.symbolic = True
        self.failures: list[Failure] = []

    def link(self, photo: Photo, folder: Path, names: set[str]) -> None:
        """Makes a link to a photo in a folder, unless one is there.

        Args:
            photo: the photo.
            folder: of the album.
            names: in small letters, those that this album's links have; gets the new one.
        """
        if not photo.files:
            self.failures.append(Failure(folder, f"has no link to photo {photo.digest.hex()[:12]}: no file is at hand"))
            return
        target = photo.files[0].path
        name = _free(target.name, names)
        while os.path.lexists(folder / name):
            if _leads_to(folder / name, target):
                self.there += 1
                return
            name = _free(target.name, names)
        try:
            self._make(folder / name, target)
            self.made += 1
        except OSError as error:
            self.failures.append(Failure(target, f"could not be linked to from {shown(folder)}: {error.strerror}"))

    def _make(self, link: Path, target: Path) -> None:
        if self.symbolic:
            on_one_drive = mount_of(link.parent) == mount_of(target)
            way = os.path.relpath(os.path.realpath(target), link.parent) if on_one_drive else target
            try:
                link.symlink_to(way)
                return
            except OSError as error:
                if getattr(error, "winerror", None) != _NO_RIGHT and not isinstance(error, PermissionError):
                    raise
                if not os.access(link.parent, os.W_OK):
                    raise
                self.symbolic = False
        link.hardlink_to(target)


_NO_RIGHT = 1314
"""Windows: a required privilege is not held by the client."""


def safe_file_name(name: str) -> str:
    """A name as every file system takes it."""
    plain = _FORBIDDEN.sub("_", name).strip().rstrip(". ") or "_"
    while len(os.fsencode(plain)) > _LONGEST_NAME:
        plain = plain[:-1].rstrip(". ")
    return f"_{plain}" if _RESERVED.fullmatch(plain) or plain.startswith(".") else plain


def _free(name: str, taken: set[str]) -> str:
    """A name that none of the others has in either case, with a number where it must; it is taken from now on."""
    stem, dot, suffix = name.rpartition(".")
    stem, end = (stem, dot + suffix) if stem else (name, "")
    number, free = 1, name
    while free.casefold() in taken:
        number += 1
        free = f"{stem} ({number}){end}"
    taken.add(free.casefold())
    return free


def _leads_to(link: Path, target: Path) -> bool:
    try:
        return link.samefile(target)
    except OSError:
        return False


def _not_written(path: Path, error: OSError) -> LibraryError:
    return LibraryError(f"{shown(path)} cannot be written: {error.strerror or error}.")
