"""Which file names count as photos, opening a file without surprises, and what went wrong in words."""

from __future__ import annotations

import errno
import os
import re
import stat
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO

from photohash.core.errors import PhotoError

Place = tuple[int, int]
"""Device and inode: the same for one file or folder under whatever name."""

RAW_SUFFIXES: frozenset[str] = frozenset(
    {
        ".3fr", ".arw", ".cr2", ".cr3", ".crw", ".dng", ".erf", ".iiq", ".kdc", ".mef", ".mos", ".mrw", ".nef", ".nrw",
        ".orf", ".pef", ".raf", ".raw", ".rw2", ".rwl", ".sr2", ".srf", ".srw", ".x3f",
    }
)  # fmt: skip
"""Endings of camera raw files, in lower case."""

PHOTO_SUFFIXES: frozenset[str] = RAW_SUFFIXES | {
    ".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".webp", ".avif", ".heic", ".heif", ".tif", ".tiff", ".bmp", ".gif",
}  # fmt: skip
"""Endings of photo file names, in lower case. They choose what is looked at; the content decides what it is."""

_UNREAD_SUFFIXES = frozenset(
    {
        ".psd", ".psb", ".jxl", ".svg", ".svgz", ".eps", ".ai", ".xcf", ".kra", ".ora", ".afphoto", ".pxd",
        ".jp2", ".j2k", ".jpf", ".jpx", ".jxr", ".wdp", ".heics", ".avifs", ".apng", ".ico", ".icns", ".tga", ".dds",
        ".exr", ".hdr", ".pcx", ".pict", ".ppm", ".pgm", ".pbm", ".pnm", ".xpm", ".mng", ".dcm", ".insp", ".lrv",
        ".gpr", ".fff", ".cap", ".dcr", ".k25", ".mdc", ".rwz", ".ari", ".r3d", ".braw",
        ".mov", ".mp4", ".m4v", ".avi", ".mkv", ".webm", ".mts", ".m2ts", ".mpg", ".mpeg", ".3gp", ".3g2", ".wmv",
        ".flv", ".vob", ".ogv", ".insv", ".mxf",
    }
)  # fmt: skip
"""Endings of pictures and films that are not read: a scan says how many it passed over."""

_SHOT_MARKS = re.compile(r"^mv(?=img_)|(?:\.(?:mp|raw-\d+|cover|original))+$")

_EDIT_MARKS = re.compile(
    r"^img_e(?=\d)|~\d+$|[-_ ]\(?(?:edit(?:ed)?|bearbeitet|modifi(?:é|e|cato)|editad[oa]|bewerkt|redigert|redigeret|"
    r"redigerad|muokattu|編集済み|편집됨|已编辑|已編輯)\)?$"
)
"""How phones, and Google Photos in several languages, mark an edit."""

_COPIES_FOLDER = re.compile(
    r"(?i)\b(?:back-?ups?|bak|sicherung(?:en)?|sauvegardes?|downloads?|exports?|exported|copy|copies|kopien?|"
    r"duplicates?|whatsapp|telegram|takeout)\b"
)

_IGNORED_FOLDERS = frozenset(
    {
        "$recycle.bin",  # Windows
        "recycler",
        "recycled",
        "system volume information",
        "lost+found",  # Linux file systems
        "__macosx",  # what macOS leaves in archives
        "@eadir",  # Synology: previews of every photo
        "#recycle",
        "#snapshot",
        "@recycle",  # QNAP
        "@recently-snapshot",
    }
)

_TRASH = frozenset({"$recycle.bin", "recycler", "recycled", "#recycle", "@recycle", "trash"})

_ORIGINALS = frozenset({"originals", "masters"})
_PACKAGES: dict[str, frozenset[str]] = {
    ".photoslibrary": _ORIGINALS,  # Apple Photos
    ".photolibrary": _ORIGINALS,  # iPhoto
    ".migratedphotolibrary": _ORIGINALS,
    ".aplibrary": _ORIGINALS,  # Aperture
    ".migratedaplibrary": _ORIGINALS,
    ".lrlibrary": _ORIGINALS,  # Lightroom, with a folder for each account above its originals
    ".cocatalog": _ORIGINALS,  # Capture One
    ".photobooth": frozenset({"pictures", "originals"}),
    ".imovielibrary": frozenset(),
    ".fcpbundle": frozenset(),  # Final Cut
    ".theater": frozenset(),
    ".tvlibrary": frozenset(),
    ".musiclibrary": frozenset(),
    ".band": frozenset(),
    ".logicx": frozenset(),
    ".app": frozenset(),  # programs, and documents that are folders
    ".framework": frozenset(),
    ".bundle": frozenset(),
    ".rtfd": frozenset(),
    ".pages": frozenset(),
    ".numbers": frozenset(),
    ".key": frozenset(),
    ".sparsebundle": frozenset(),
    ".lrdata": frozenset(),  # previews of Lightroom Classic
    ".lrcat-data": frozenset(),
}
"""Folders that other programs keep their photos in, by their endings, and what the originals in them lie in."""

_BOOTH = "photo booth library"
_SESSION = "captureone"
_SESSION_CACHES = re.compile(r"cache|settings.*")
_CACHES = re.compile(r"mipmaps-.+\.d")
"""Folders of previews beside darktable's databases."""

_OPEN = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NONBLOCK", 0)

_WORDS = {
    errno.ENOENT: "is no longer there",
    errno.ENOTDIR: "is no longer there",
    errno.EACCES: "may not be read: permission denied",
    errno.EPERM: "may not be read: permission denied",
    errno.EISDIR: "is a folder, not a file",
    errno.ELOOP: "is a link that leads in a circle",
    errno.ENAMETOOLONG: "has a name that is too long",
    errno.EIO: "cannot be read: the drive reports an error",
    errno.ENXIO: "is not a regular file",
}


_NAMES = 4096
"""Names that are remembered: those of a group's files are asked about again and again, one group after another."""


def is_photo(path: Path) -> bool:
    """Whether a file of this name is looked at as a photo. Hidden files are not; the file itself is not touched."""
    return is_photo_name(path.name)


def is_photo_name(name: str) -> bool:
    """``is_photo`` for a bare file name."""
    stem, dot, suffix = name.rpartition(".")
    return bool(stem) and not name.startswith(".") and f"{dot}{suffix.lower()}" in PHOTO_SUFFIXES


def unread_format(name: str) -> str | None:
    """The format of a picture or film that photohash does not read, by its file name, e.g. ``PSD``; else None."""
    suffix = os.path.splitext(name)[1].lower()  # noqa: PTH122
    return suffix[1:].upper() if suffix in _UNREAD_SUFFIXES and not name.startswith(".") else None


def is_raw_name(name: str) -> bool:
    """Whether a file name is that of a camera raw file."""
    return os.path.splitext(name)[1].lower() in RAW_SUFFIXES  # noqa: PTH122


@lru_cache(maxsize=_NAMES)
def shot_of(name: str) -> str:
    """What the names of the files of one shot have in common, in lower case.

    Neither the ending counts, nor the marks by which phones tell them apart: ``MVIMG_1.jpg``, ``PXL_1.MP.jpg``,
    ``PXL_1.RAW-02.ORIGINAL.dng``.
    """
    return _SHOT_MARKS.sub("", os.path.splitext(name)[0].lower())  # noqa: PTH122


def is_edit_name(name: str) -> bool:
    """Whether a file name is that of an edit which a phone or a service keeps beside its original."""
    return edited_from(name) != shot_of(name)


@lru_cache(maxsize=_NAMES)
def edited_from(name: str) -> str:
    """What the names of an original and of its edits have in common: ``IMG_E0001.HEIC``, ``1-edited.jpg``, ``1~2.jpg``.

    The same as :func:`shot_of` for names without such a mark.
    """
    return _EDIT_MARKS.sub(lambda match: "img_" if match[0].startswith("img_") else "", shot_of(name))


def is_copies_folder(name: str) -> bool:
    """Whether a folder of this name is one that copies go to: backups, downloads, exports, what messengers save."""
    return bool(_COPIES_FOLDER.search(name))


def is_ignored_folder(name: str) -> bool:
    """Whether a folder of this name is passed by: hidden folders, trash, and what systems keep for themselves."""
    return name.startswith(".") or name.lower() in _IGNORED_FOLDERS or bool(_CACHES.fullmatch(name.lower()))


def is_trash_folder(name: str) -> bool:
    """Whether a folder of this name holds what was thrown away, on any system or by photohash."""
    return name.lower().startswith((".trash", ".photohash-quarantine", ".dtrash")) or name.lower() in _TRASH


def is_passed_by(name: str, parent: str) -> bool:
    """Whether a folder is not looked into: an ignored one, or what another program keeps beside its originals.

    Args:
        name: of the folder.
        parent: path of the folder it lies in, links resolved.
    """
    return is_ignored_folder(name) or is_others_cache(os.path.join(parent, name))  # noqa: PTH118


def is_passed_by_below(root: str, folder: str) -> bool:
    """Whether a folder, or one between it and a root that it lies in, is not looked into; both with links resolved."""
    if not Path(folder).is_relative_to(root):
        return is_others_cache(folder)
    names = Path(folder).parts[len(Path(root).parts) :]
    parents = (os.path.join(root, *names[:place]) for place in range(len(names)))  # noqa: PTH118
    return any(is_passed_by(name, parent) for name, parent in zip(names, parents, strict=True))


def package_around(path: str | Path) -> str | None:
    """The name of the outermost folder on a path that is another program's package of photos; None without one.

    Such a program knows its files by their places and holds more of each than the file: whatever is in there is not to
    be moved, replaced or removed by others.
    """
    return next((part for part in Path(path).parts if _is_package(part.lower())), None)


def is_others_cache(folder: str | Path) -> bool:
    """Whether a folder lies in another program's package without being, holding or lying in its originals.

    Args:
        folder: its path, links resolved.
    """
    parts = [part.lower() for part in Path(folder).parts]
    return any(_is_cache(part, parts[place + 1 :]) for place, part in enumerate(parts) if _is_package(part))


def _is_cache(package: str, inside: list[str]) -> bool:
    """Whether the folders inside a package lead to what is no original."""
    if package == _SESSION:
        return bool(inside) and bool(_SESSION_CACHES.fullmatch(inside[0]))
    suffix = ".photobooth" if package == _BOOTH else os.path.splitext(package)[1]  # noqa: PTH122
    if suffix == ".lrlibrary":
        inside = inside[1:]
    originals = _PACKAGES[suffix]
    return not originals or (bool(inside) and inside[0] not in originals)


def _is_package(name: str) -> bool:
    return name in {_SESSION, _BOOTH} or os.path.splitext(name)[1] in _PACKAGES  # noqa: PTH122


_WRITING = {
    errno.ENOSPC: "cannot be written: the disk is full",
    errno.EDQUOT: "cannot be written: your share of the disk is used up",
    errno.EFBIG: "cannot be written: it is larger than a file may be there",
    errno.EROFS: "cannot be written: the disk is read-only",
    errno.EACCES: "may not be written: permission denied",
    errno.EPERM: "may not be written: permission denied",
    errno.EIO: "cannot be written: the drive reports an error",
    errno.EEXIST: "is in the way: there is something of that name already",
    errno.ENOTDIR: "cannot be written: a file is in the way of its folder",
}


def in_words(error: OSError) -> str:
    """What the system reports about a file, as a clause that reads well after the file's name."""
    known = _WORDS.get(error.errno or 0)
    return known or f"cannot be read: {error.strerror or error}"


def write_in_words(error: OSError) -> str:
    """``in_words`` for what was to be written."""
    known = _WRITING.get(error.errno or 0)
    return known or f"cannot be written: {error.strerror or error}"


def open_regular(path: Path) -> BinaryIO:
    """Opens a file to read its bytes.

    A pipe or a device that goes by a photo's name is refused rather than waited for.

    Raises:
        PhotoError: the file is gone, may not be read, or is no regular file.
    """
    return os.fdopen(opened_regular(path)[0], "rb")


def place_of(path: str | Path) -> Place | None:
    """Where a file or folder lies, links followed; None where nothing is or may be looked at."""
    try:
        info = os.stat(path)  # noqa: PTH116  also for text, and quicker
    except OSError:
        return None
    return info.st_dev, info.st_ino


def mount_of(path: Path) -> Path:
    """The mount point that a path is on, or would be on if it were there."""
    return next((place for place in (path, *path.parents) if place.is_mount()), Path(path.anchor))


def opened_regular(path: Path) -> tuple[int, int]:
    """Opens a file as ``open_regular`` does, for whoever reads it in a few large pieces.

    Returns:
        the descriptor, which the caller closes, and the size of the file in bytes.

    Raises:
        PhotoError: the file is gone, may not be read, or is no regular file.
    """
    try:
        descriptor = os.open(path, _OPEN)
    except OSError as error:
        raise PhotoError(in_words(error)) from error
    info = os.fstat(descriptor)
    if stat.S_ISREG(info.st_mode):
        return descriptor, info.st_size
    os.close(descriptor)
    raise PhotoError(_WORDS[errno.EISDIR] if stat.S_ISDIR(info.st_mode) else _WORDS[errno.ENXIO])
