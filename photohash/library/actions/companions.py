"""What belongs to a photo by its name: sidecars that travel with it, and the other half of a pair.

Known by name alone, as cameras and programs write them, beside the photo:

- ``IMG_1.xmp``, ``IMG_1.jpg.xmp``, ``IMG_1.aae``, and the edits of other programs: ``.pp3``, ``.dop``, ``.on1``,
  ``.cos``; ``IMG_1_01.cr2.xmp`` is a second edit of ``IMG_1.cr2`` in darktable; cameras add ``.thm`` and ``.wav``.
- the JSON of Google Takeout, see ``takeout``.
- ``IMG_1.mov`` beside a photo is the moving half of a Live Photo, ``IMG_1.mp4`` and ``IMG_1.MP`` are it as services
  export it, ``IMG_1_HEVC.mov`` as downloaders name it; ``IMG_1.cr2`` beside ``IMG_1.jpg`` is the raw file that the
  camera wrote with it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from photohash.core.errors import ActionError
from photohash.core.files import in_words, is_photo_name, is_raw_name, shot_of
from photohash.library.actions import takeout

SIDECARS = frozenset({".xmp", ".aae", ".pp3", ".dop", ".on1", ".cos", ".thm", ".wav"})
MOVING = frozenset({".mov", ".mp4", ".mp"})

_APPLE = frozenset({".heic", ".heif"})
_FILM_MARKS = re.compile(r"_(?:hevc|heic)$")
_SECOND_EDIT = re.compile(r"(.+)_\d\d(\.[^.]+)")
_SESSION, _SESSION_SETTINGS = "captureone", re.compile(r"settings.*")


@dataclass(frozen=True, slots=True)
class Companions:
    """Files beside a photo that belong to it.

    Attributes:
        sidecars: notes, edits and sounds, which go where the photo goes.
        partners: the raw file, the picture beside a raw file, or the moving half; they and the photo are one picture
            in two files.
        shared: what belongs to another photo too and stays with that; it tells of this one as well.
        fixed: what belongs to the photo and cannot go with it, since another program keeps it at its place.
    """

    sidecars: tuple[Path, ...] = ()
    partners: tuple[Path, ...] = ()
    shared: tuple[Path, ...] = ()
    fixed: tuple[Path, ...] = ()


_NOTHING = Companions()


@dataclass(slots=True)
class _Listing:
    """Names of a folder's files.

    Attributes:
        photos: photos, by the shot that they are of.
        films: what may be the moving half of a photo, by the shot that it is of.
        belonging: sidecars, by the names that ``_owners`` gives.
        fixed: the settings of a Capture One session, by the names of their photos in lower case.
        names: photos, in lower case.
        described: photos in lower case, by what Takeout's JSON may call them; filled where there is any.
        alone: photos of which only the name has to be known: nothing here belongs to them.
    """

    photos: dict[str, list[str]] = field(default_factory=dict)
    films: dict[str, list[str]] = field(default_factory=dict)
    belonging: dict[str, list[str]] = field(default_factory=dict)
    fixed: dict[str, list[Path]] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    described: dict[str, set[str]] = field(default_factory=dict)
    alone: set[str] = field(default_factory=set)


def is_companion_name(name: str, photo: str) -> bool:
    """Whether a file of this name belongs to a photo of that name when it lies beside it: a sidecar or a film."""
    if _suffix(name) in MOVING:
        return shot_of(photo) in _shots_of_film(name)
    return not set(_owners(name)).isdisjoint(_called(photo))


class Neighbourhood:
    """Folders as they are listed now, for the names beside a photo. Each is listed once."""

    def __init__(self) -> None:
        self._folders: dict[str, _Listing] = {}

    def companions(self, photo: Path) -> Companions:
        """What belongs to a photo.

        A sidecar that could be of two photos (``IMG_1.xmp`` beside ``IMG_1.jpg`` and ``IMG_1.png``) stays with the
        other one.

        Raises:
            ActionError: the folder cannot be listed.
        """
        folder, name = os.path.split(photo)
        listed = self._listed(folder)
        if name in listed.alone:
            return _NOTHING
        beside = [name for name in listed.photos.get(shot_of(photo.name), ()) if name != photo.name]
        photos = [name for name in beside if not is_raw_name(name)]
        partners = photos if is_raw_name(photo.name) else [name for name in beside if is_raw_name(name)]
        halves = photo.name, *partners
        sidecars = [name for half in halves for name in listed.belonging.get(_whole(half), ())]
        if not set(photos) - set(partners):
            sidecars += listed.belonging.get(_stem(photo.name), ())
        keys = [key for half in halves for key in takeout.described_by(half)]
        exported = [name for key in keys for name in listed.belonging.get(key, ())]
        mine = {half.lower() for half in halves}
        shared = [
            name for name in exported if any(listed.described.get(key, mine) - mine for key in takeout.describes(name))
        ]
        sidecars += [name for name in exported if name not in shared]
        if photo.suffix.lower() in _APPLE or not any(_suffix(name) in _APPLE for name in photos):
            partners = [*partners, *listed.films.get(shot_of(photo.name), ())]
        fixed = [path for half in halves for path in listed.fixed.get(half.lower(), ())]
        found = [
            tuple(photo.with_name(name) for name in dict.fromkeys(names)) for names in (sidecars, partners, shared)
        ]
        return Companions(found[0], found[1], found[2], tuple(fixed))

    def _listed(self, folder: str) -> _Listing:
        if folder not in self._folders:
            listing = _Listing()
            try:
                names, others = _entries(folder)
                for name in names:
                    _enter(name, listing)
                for settings in _session_folders(folder, others):
                    for name in _entries(settings)[0]:
                        photo = os.path.splitext(name)[0].lower()  # noqa: PTH122
                        listing.fixed.setdefault(photo, []).append(settings / name)
            except OSError as error:
                raise ActionError(f"lies in a folder that {in_words(error)}") from error
            if not (listing.belonging or listing.fixed):
                shots = listing.photos.items()
                listing.alone = {names[0] for shot, names in shots if len(names) == 1 and shot not in listing.films}
            if any(_suffix(name) == takeout.SUFFIX for names in listing.belonging.values() for name in names):
                for photo in listing.names:
                    for key in takeout.described_by(photo):
                        listing.described.setdefault(key, set()).add(photo)
            listing.belonging = {
                key: [name for name in names if key in _sorted_out(name, listing.names)]
                for key, names in listing.belonging.items()
            }
            self._folders[folder] = listing
        return self._folders[folder]


def _entries(folder: str | Path) -> tuple[list[str], list[str]]:
    """Names of a folder's files, sorted, and of what else is in it: folders, and links to anything."""
    files: list[str] = []
    others: list[str] = []
    with os.scandir(folder) as entries:
        for entry in entries:
            (files if entry.is_file(follow_symlinks=False) else others).append(entry.name)
    return sorted(files), others


def _session_folders(folder: str, names: list[str]) -> Iterator[Path]:
    """Where a Capture One session keeps what it knows of the photos of a folder, among names of what is in it."""
    for session in (Path(folder, name) for name in names if name.lower() == _SESSION):
        if session.is_dir():
            settings = (session / name for name in _entries(session)[1] if _SESSION_SETTINGS.fullmatch(name.lower()))
            yield from (place for place in settings if place.is_dir())


def _enter(name: str, listing: _Listing) -> None:
    if is_photo_name(name):
        listing.photos.setdefault(shot_of(name), []).append(name)
        listing.names.add(name.lower())
    elif _suffix(name) in MOVING:
        for shot in _shots_of_film(name):
            listing.films.setdefault(shot, []).append(name)
    else:
        for key in _owners(name):
            listing.belonging.setdefault(key, []).append(name)


def _owners(name: str) -> list[str]:
    """What a photo may be called that a sidecar belongs to, as ``_whole``, ``_stem`` or ``takeout`` give it."""
    base, suffix = os.path.splitext(name.lower())  # noqa: PTH122
    if suffix == takeout.SUFFIX:
        return takeout.describes(name)
    if suffix not in SIDECARS:
        return []
    if not is_photo_name(base):
        return [_STEM + base]
    second = _SECOND_EDIT.fullmatch(base) if suffix == ".xmp" else None
    return [_WHOLE + base, *([_WHOLE + "".join(second.groups())] if second else [])]


def _sorted_out(name: str, photos: set[str]) -> list[str]:
    """The owners of a sidecar beside some photos: what is named in full after one that is there is of that alone."""
    owners = _owners(name)
    return owners[:1] if owners and owners[0].removeprefix(_WHOLE) in photos else owners


def _called(photo: str) -> list[str]:
    """Every name by which a sidecar may name a photo."""
    return [_whole(photo), _stem(photo), *takeout.described_by(photo)]


_WHOLE, _STEM = "whole:", "stem:"


def _whole(name: str) -> str:
    return _WHOLE + name.lower()


def _stem(name: str) -> str:
    return _STEM + os.path.splitext(name)[0].lower()  # noqa: PTH122


def _shots_of_film(name: str) -> set[str]:
    """The shots that a film may be the moving half of: that of its name, and of its name as downloaders make it."""
    return {shot_of(name), _FILM_MARKS.sub("", shot_of(name))}


def _suffix(name: str) -> str:
    return os.path.splitext(name)[1].lower()  # noqa: PTH122
