"""A small photo library on a real disk, built without scanning, with every sort of thing that actions must not lose.

Two groups of copies. ``harbour`` has a keeper in ``album``, and in ``inbox`` a byte-identical copy, one saved again
that has a rating and a sidecar, and a smaller one in another format. ``tower`` is a Live Photo twice, each half
byte-identical. Copies have times, permissions and extended attributes of their own.
"""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from blake3 import blake3
from PIL import Image

from photohash.core.task import Task
from photohash.library.actions import ActionPlan, FileActions, Outcome, Target, Undone
from photohash.library.actions.filesystem import FileSystem
from photohash.library.browse import Browser
from photohash.library.decode import decode
from photohash.library.photo import FoundFile, Kind, Relation
from photohash.library.store import Catalogue
from tests.library.photos import save, scene

MODEL = "dhida-lite0-256-copies"
OLD = 1_400_000_000_123_456_789
"""Modification time of the oldest file, in nanoseconds; each further one is a day younger."""
DAY = 86_400_000_000_000

HARBOUR, TOWER = "album/harbour.jpg", "album/tower.jpg"
COPIES = {
    "inbox/harbour copy.jpg": (HARBOUR, Kind.IDENTICAL),
    "inbox/harbour sent.jpg": (HARBOUR, Kind.RE_ENCODED),
    "inbox/small.png": (HARBOUR, Kind.RESIZED),
    "phone/tower.jpg": (TOWER, Kind.IDENTICAL),
}
RATED = b"""<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmp:Rating="4">
<dc:subject><rdf:Bag><rdf:li>sea</rdf:li><rdf:li>boats</rdf:li></rdf:Bag></dc:subject></rdf:Description>
</rdf:RDF></x:xmpmeta>"""


class Look(NamedTuple):
    """All of a file that undo has to bring back; the device and inode are only told apart."""

    content: bytes | str
    mode: int
    mtime_ns: int
    attributes: tuple[tuple[str, bytes], ...]
    same_as: str


@cache
def contents() -> dict[str, bytes]:
    """The files by their paths."""
    folder = Path(os.environ.get("TMPDIR", "/tmp")) / f"photohash-worlds-{os.getpid()}"
    folder.mkdir(exist_ok=True)
    try:
        files: dict[str, bytes] = {}
        for seed, name in enumerate((HARBOUR, TOWER)):
            files[name] = save(scene(96, 64, seed), folder / "whole.jpg").read_bytes()
        harbour = scene(96, 64, 0)
        files["inbox/harbour copy.jpg"] = files[HARBOUR]
        rated = Image.Exif()
        rated[0x4746] = 4
        files["inbox/harbour sent.jpg"] = save(harbour, folder / "sent.jpg", quality=70, exif=rated).read_bytes()
        files["inbox/small.png"] = save(harbour.resize((48, 32)), folder / "small.png").read_bytes()
        files["phone/tower.jpg"] = files[TOWER]
        files["album/tower.mov"] = files["phone/tower.mov"] = b"a film of a tower"
        files["inbox/harbour sent.xmp"] = RATED
        files["inbox/harbour sent.aae"] = b"edits"
        return files
    finally:
        shutil.rmtree(folder)


@dataclass(frozen=True)
class World:
    """A library and its photos below one folder.

    Attributes:
        folder: holds everything, the trash can's home too.
    """

    folder: Path

    @property
    def photos(self) -> Path:
        return self.folder / "photos"

    @property
    def library(self) -> Path:
        return self.folder / "library"

    def __truediv__(self, name: str) -> Path:
        return self.photos / name

    @contextmanager
    def actions(self, filesystem: FileSystem | None = None) -> Iterator[FileActions]:
        with FileActions(Catalogue.open(self.library, write=True), filesystem) as opened:
            yield opened

    def plan(self, actions: FileActions, to: str = "quarantine", **options) -> ActionPlan:
        with Browser(self.library, MODEL) as browser:
            return actions.plan(browser.groups(), Target.named(to), **options)

    def saved_plan(self) -> ActionPlan:
        """The plan as it was saved, less what was carried out since."""
        with Browser(self.library, MODEL) as browser:
            return ActionPlan(tuple(browser.ticks()))

    def apply(self, to: str = "quarantine", filesystem: FileSystem | None = None, **options) -> list[Outcome]:
        """Plans and carries out, as ``photohash apply --yes`` does."""
        with self.actions(filesystem) as actions:
            actions.recover()
            return list(actions.act(self.plan(actions, to), dry_run=False, **options))

    def undo(self, number: int | None = None, filesystem: FileSystem | None = None) -> list[Undone]:
        with self.actions(filesystem) as actions:
            actions.recover()
            return list(actions.undo(number, task=Task()))

    def recover(self, filesystem: FileSystem | None = None) -> list[Undone]:
        with self.actions(filesystem) as actions:
            return actions.recover()

    def tree(self, *, hidden: bool = True) -> dict[str, Look]:
        """Every file and folder below the photos: what is in it and what the file system keeps of it."""
        return tree(self.photos, hidden=hidden)


def tree(folder: Path, *, hidden: bool = True) -> dict[str, Look]:
    """Every file and folder below a folder. Folders' times are left out: they change with what is in them."""
    looks: dict[str, Look] = {}
    first: dict[tuple[int, int], str] = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if not hidden and any(part.startswith(".photohash") for part in path.relative_to(folder).parts):
            continue
        info = path.lstat()
        kind = stat.S_IFMT(info.st_mode)
        content: bytes | str = "folder" if kind == stat.S_IFDIR else ""
        if kind == stat.S_IFLNK:
            content = f"link to {path.readlink()}"
        elif kind == stat.S_IFREG:
            content = path.read_bytes()
        is_folder = kind == stat.S_IFDIR
        attributes = tuple(
            (key, os.getxattr(path, key, follow_symlinks=False))
            for key in sorted(os.listxattr(path, follow_symlinks=False))
        ) if hasattr(os, "listxattr") else ()  # fmt: skip
        same_as = first.setdefault((info.st_dev, info.st_ino), name)
        looks[name] = Look(content, info.st_mode, 0 if is_folder else info.st_mtime_ns, attributes, same_as)
    return looks


def bytes_below(*folders: Path) -> set[bytes]:
    """The contents of all regular files below some folders, hidden ones too."""
    return {
        path.read_bytes()
        for folder in folders
        if folder.exists()
        for path in folder.rglob("*")
        if path.is_file() and not path.is_symlink()
    }


def write_photos(photos: Path) -> None:
    """Writes the files, each with a time, permissions and attributes of its own."""
    for place, (name, content) in enumerate(contents().items()):
        path = photos / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        path.chmod(0o640 if place % 2 else 0o604)
        if hasattr(os, "setxattr"):
            os.setxattr(path, "user.comment", f"file {place}".encode())
        os.utime(path, ns=(OLD + DAY, OLD + place * DAY))


def register(library: Path, photos: Path, *, protect: tuple[str, ...] = ()) -> None:
    """Records the photos in a catalogue as a scan would, with the relations that verification would find."""
    with Catalogue.open(library, write=True) as catalogue, catalogue.transaction():
        for folder in (photos, *(photos / name for name in protect)):
            number = catalogue.roots().add(folder, Path("/"))
            if folder != photos:
                catalogue.roots().protect(number)
        root = catalogue.roots().all()[0].id
        numbers = {name: add_file(catalogue, photos / name, root) for name in [HARBOUR, TOWER, *COPIES]}
        catalogue.pairs(MODEL).put_relations(
            Relation(min(ends), max(ends), kind, 1.0, {"a_holds_b": 1.0, "b_holds_a": 1.0})
            for name, (keeper, kind) in COPIES.items()
            if kind is not Kind.IDENTICAL
            for ends in [(numbers[name], numbers[keeper])]
        )


def add_file(catalogue: Catalogue, path: Path, root: int | None) -> int:
    """Records a file; gives the number of its photo."""
    info = path.stat()
    photo = catalogue.add_photo(blake3(path.read_bytes()).digest(), decode(path), info.st_size)
    found = FoundFile(path, info.st_size, info.st_mtime_ns, info.st_dev, info.st_ino)
    catalogue.put_file(found, photo, root)
    return photo


def build(folder: Path, *, protect: tuple[str, ...] = ()) -> World:
    """A new world in a folder."""
    world = World(folder)
    write_photos(world.photos)
    register(world.library, world.photos, protect=protect)
    return world
