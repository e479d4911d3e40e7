"""What belongs to a photo by its name: sidecars that travel with it, and the other half of a pair.

Known by name alone, as cameras and programs write them: ``IMG_1.xmp``, ``IMG_1.jpg.xmp`` and ``IMG_1.aae`` hold notes
and edits; ``IMG_1.mov`` beside a photo is the moving half of a Live Photo, ``IMG_1.mp4`` and ``IMG_1.MP`` are it as
services export it; ``IMG_1.cr2`` beside ``IMG_1.jpg`` is the raw file that the camera wrote with it.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from photohash.core.errors import ActionError
from photohash.core.files import in_words, is_photo_name, is_raw_name, shot_of

SIDECARS = frozenset({".xmp", ".aae"})
MOVING = frozenset({".mov", ".mp4", ".mp"})

_APPLE = frozenset({".heic", ".heif"})


@dataclass(frozen=True, slots=True)
class Companions:
    """Files beside a photo that belong to it.

    Attributes:
        sidecars: notes and edits, which go where the photo goes.
        partners: the raw file, the picture beside a raw file, or the moving half; they and the photo are one picture
            in two files.
    """

    sidecars: tuple[Path, ...] = ()
    partners: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class _Listing:
    """Names of a folder's files.

    Attributes:
        of_stem: by what stands before the last dot, in lower case.
        of_shot: by the shot that they are of.
    """

    of_stem: dict[str, list[str]] = field(default_factory=dict)
    of_shot: dict[str, list[str]] = field(default_factory=dict)


def may_travel(name: str) -> bool:
    """Whether a file of this name can be a photo or belong to one."""
    return is_photo_name(name) or _suffix(name) in SIDECARS | MOVING


class Neighbourhood:
    """Folders as they are listed now, for the names beside a photo. Each is listed once."""

    def __init__(self) -> None:
        self._folders: dict[Path, _Listing] = {}

    def companions(self, photo: Path) -> Companions:
        """What belongs to a photo.

        A sidecar that could be of two photos (``IMG_1.xmp`` beside ``IMG_1.jpg`` and ``IMG_1.png``) stays with the
        other one.

        Raises:
            ActionError: the folder cannot be listed.
        """
        listed = self._listed(photo.parent)
        beside = [name for name in listed.of_shot.get(shot_of(photo.name), ()) if name != photo.name]
        photos = [name for name in beside if is_photo_name(name) and not is_raw_name(name)]
        partners = photos if is_raw_name(photo.name) else [name for name in beside if is_raw_name(name)]
        halves = photo.name, *partners
        sidecars = [name for half in halves for name in listed.of_stem.get(half.lower(), ()) if _suffix(name) == ".xmp"]
        if not set(photos) - set(partners):
            sidecars += [name for name in listed.of_stem.get(photo.stem.lower(), ()) if _suffix(name) in SIDECARS]
        if photo.suffix.lower() in _APPLE or not any(_suffix(name) in _APPLE for name in photos):
            partners = [*partners, *(name for name in beside if _suffix(name) in MOVING)]
        return Companions(
            tuple(photo.with_name(name) for name in sidecars), tuple(photo.with_name(name) for name in partners)
        )

    def _listed(self, folder: Path) -> _Listing:
        if folder not in self._folders:
            listing = _Listing()
            try:
                with os.scandir(folder) as entries:
                    for name in sorted(entry.name for entry in entries if entry.is_file(follow_symlinks=False)):
                        listing.of_stem.setdefault(os.path.splitext(name)[0].lower(), []).append(name)  # noqa: PTH122
                        listing.of_shot.setdefault(shot_of(name), []).append(name)
            except OSError as error:
                raise ActionError(f"lies in a folder that {in_words(error)}") from error
            self._folders[folder] = listing
        return self._folders[folder]


def _suffix(name: str) -> str:
    return os.path.splitext(name)[1].lower()  # noqa: PTH122
