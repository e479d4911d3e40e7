"""The folders of a library and how each is treated: what may be touched there, what is left out, what is watched.

All of it is the catalogue's; nothing here writes to a photo or its folder.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from photohash.core.closing import Closing
from photohash.core.errors import LibraryError, UsageError
from photohash.core.formatting import count
from photohash.core.paths import shown
from photohash.library.preview import Previews
from photohash.library.store import (
    Catalogue,
    EntryState,
    FolderState,
    Removal,
    Removed,
    Root,
    inherited,
    is_offline,
    root_of,
)

_SEE = "See the folders of the library with: photohash folders"


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one folder that was named.

    Attributes:
        path: the folder, as the library names it.
        sentence: what to tell the user.
        done: whether anything is different now.
        files: files that left the library.
        photos: digests of the photos of which no file is left in it.
    """

    path: Path
    sentence: str
    done: bool = True
    files: int = 0
    photos: tuple[bytes, ...] = ()


class LibraryFolders(Closing):
    """The folders of a library. Use it as a context, in one thread: it closes the catalogue.

    Each method that changes something takes several folders, and does all of it or nothing. It raises ``UsageError``
    when a folder is not one that this can be done to, and ``LibraryError`` when the catalogue cannot be written.

    Args:
        catalogue: opened for writing where anything is to be changed.
        previews: the small pictures of the library; those of photos that leave it are dropped.
    """

    def __init__(self, catalogue: Catalogue, previews: Previews) -> None:
        self._catalogue = catalogue
        self._previews = previews
        self._store = catalogue.roots()

    def close(self) -> None:
        """Closes the catalogue."""
        self._catalogue.close()

    def all(self) -> list[FolderState]:
        """Every folder, in the order in which they were added."""
        with self._catalogue.snapshot():
            return self._store.states()

    def remove(self, folders: Iterable[Path]) -> list[Change]:
        """Takes folders out of the library, with the photos in them. A folder of the library inside one stays.

        How a folder was protected, and what was left out of it, goes on for the folders of the library that hold its
        photos from then on.

        Raises:
            LibraryError: an action on a file in there is not finished.
        """
        with self._catalogue.removal() as removal:
            going = list(dict.fromkeys(map(self._to_remove, folders)))
            self._check_finished([root.path for root in going])
            changes = [self._remove(root, going, removal) for root in going]
        return self._without_previews(changes)

    def protect(self, folders: Iterable[Path]) -> list[Change]:
        """Puts folders, or folders in them, out of reach of every action."""
        with self._catalogue.transaction():
            return [self._protect(folder) for folder in folders]

    def unprotect(self, folders: Iterable[Path]) -> list[Change]:
        """Takes back the protection of folders. What lies in another protected folder stays protected."""
        with self._catalogue.transaction():
            return [self._unprotect(folder) for folder in folders]

    def exclude(self, folders: Iterable[Path]) -> list[Change]:
        """Leaves folders out of the folder that they lie in: their photos leave the library, scans pass them by.

        Raises:
            LibraryError: an action on a file in there is not finished.
        """
        with self._catalogue.removal() as removal:
            changes = [self._exclude(folder, removal) for folder in folders]
        return self._without_previews(changes)

    def include(self, folders: Iterable[Path]) -> list[Change]:
        """Takes back that folders are left out; the next scan brings their photos."""
        with self._catalogue.transaction():
            return [self._include(folder) for folder in folders]

    def watch(self, folders: Iterable[Path], *, on: bool) -> list[Change]:
        """Has folders watched from now on, or no longer."""
        with self._catalogue.transaction():
            return [self._watch(folder, on=on) for folder in folders]

    def _without_previews(self, changes: list[Change]) -> list[Change]:
        """The same changes, once the small pictures of photos that left are dropped."""
        for change in changes:
            for digest in change.photos:
                self._previews.drop(digest)
        return changes

    def _remove(self, root: Root, going: Sequence[Root], removal: Removal) -> Change:
        staying = [other for other in self._store.all() if other not in going]
        inner = [other for other in staying if other.path.is_relative_to(root.path)]
        outer = root_of(root.path, staying)
        for heir in [outer] if outer else inner:
            self._store.change(inherited(heir, root))
        removed = Removed() if outer else removal.files(root.path, [other.path for other in inner])
        removal.root(root, [*inner, outer] if outer else inner)
        return Change(
            root.path, self._on_removal(root, removed, outer, inner), files=removed.files, photos=removed.photos
        )

    def _on_removal(self, root: Root, removed: Removed, outer: Root | None, inner: Sequence[Root]) -> str:
        if outer:
            return (
                f"{shown(root.path)} is no folder of the library by itself any more. Its photos stay, because it lies "
                f"in {shown(outer.path)}. To leave them out: photohash folders exclude {shown(root.path)}"
            )
        text = (
            f"{shown(root.path)} was removed from the library with {count(removed.files, 'file')}. "
            f"Nothing on the disk was changed.{_regroup(removed)}"
        )
        for other in inner:
            text += f" {shown(other.path)} stays: it is a folder of the library by itself."
        if done := self._catalogue.journal().count_done_below(root.path):
            text += (
                f" {count(done, 'file that was', 'files that were')} put away from there can be taken back once the "
                "folder is in the library again."
            )
        return text

    def _protect(self, folder: Path) -> Change:
        root, path = self._place(folder)
        if path == root.path and not root.protected:
            self._store.change(replace(root, protected=True))
        elif path != root.path and path not in root.protected_subfolders:
            _check_is_there(root, path)
            self._store.change(replace(root, protected_subfolders=(*root.protected_subfolders, path)))
        else:
            return Change(path, f"{shown(path)} is protected already.", done=False)
        return Change(path, f"{shown(path)} is protected: no action touches what is in it.")

    def _unprotect(self, folder: Path) -> Change:
        root, path = self._place(folder)
        if path in root.protected_places:
            subfolders = tuple(place for place in root.protected_subfolders if place != path)
            self._store.change(
                replace(root, protected=root.protected and path != root.path, protected_subfolders=subfolders)
            )
            text = f"{shown(path)} is not protected any more."
            if above := self._protected_above(path):
                text = f"{shown(path)} stays protected, because it lies in {shown(above)}, which is."
            return Change(path, text + self._still_protected(path))
        if above := self._protected_above(path):
            raise UsageError(
                f"{shown(path)} is protected because it lies in {shown(above)}. To take back the protection of all of "
                f"that: photohash folders unprotect {shown(above)}"
            )
        return Change(path, f"{shown(path)} is not protected.{self._still_protected(path)}", done=False)

    def _exclude(self, folder: Path, removal: Removal) -> Change:
        roots = self._store.all()
        root, path = self._place(folder)
        if path == root.path:
            raise UsageError(
                f"{shown(path)} is a folder of the library by itself. To take it out: photohash folders remove "
                f"{shown(path)}"
            )
        if above := _excluded_with(path, [root]):
            return Change(path, f"{shown(path)} is left out already{_with(above, path)}.", done=False)
        _check_is_there(root, path)
        self._check_finished([path])
        self._store.change(replace(root, excludes=(*root.excludes, path)))
        inner = _inside(path, roots)
        removed = removal.files(path, inner)
        text = (
            f"{shown(path)} is left out of the library; {count(removed.files, 'file')} left it. "
            f"Nothing on the disk was changed.{_regroup(removed)}"
        )
        for other in inner:
            text += f" {shown(other)} stays: it is a folder of the library by itself."
        return Change(path, text, files=removed.files, photos=removed.photos)

    def _include(self, folder: Path) -> Change:
        roots = self._store.all()
        _, path = self._place(folder)
        holders = [root for root in roots if path in root.excludes]
        for root in holders:
            self._store.change(replace(root, excludes=tuple(one for one in root.excludes if one != path)))
        above = _excluded_with(path, self._store.all())
        if above:
            raise UsageError(
                f"{shown(path)} is left out because it lies in {shown(above)}. To take all of that in again: "
                f"photohash folders exclude --off {shown(above)}"
            )
        if not holders:
            return Change(path, f"{shown(path)} is not left out.", done=False)
        return Change(path, f"{shown(path)} is left out no longer. To read its photos: photohash scan")

    def _watch(self, folder: Path, *, on: bool) -> Change:
        roots = self._store.all()
        root, path = self._place(folder)
        if path != root.path:
            raise UsageError(f"{shown(path)} lies in {shown(root.path)}, which is watched, or not, as a whole.")
        done = root.watched != on
        if done:
            self._store.change(replace(root, watched=on))
        name = shown(root.path)
        if not on:
            text = f"{name} is not watched; photohash scan still reads it."
            around = [other for other in roots if other != root and root.path.is_relative_to(other.path)]
            if above := next((other for other in around if other.watched), None):
                text = f"{name} is still watched as part of {shown(above.path)}."
        elif is_offline(root):
            text = f"{name} is not there now; it is watched as soon as it is back."
        else:
            text = f"{name} is watched: while photohash watch runs, new photos are read by themselves."
        return Change(root.path, text, done=done)

    def _to_remove(self, folder: Path) -> Root:
        """The folder of the library that the user names.

        Raises:
            UsageError: it is none by itself.
        """
        root, path = self._place(folder)
        if path == root.path:
            return root
        raise UsageError(
            f"{shown(path)} is no folder of the library by itself: it lies in {shown(root.path)}. To leave it out: "
            f"photohash folders exclude {shown(path)}"
        )

    def _place(self, folder: Path) -> tuple[Root, Path]:
        """The folder of the library that a path is or lies in, and the path as the library names it.

        Raises:
            UsageError: it lies in none.
        """
        roots = self._store.all()
        path = Path(os.path.abspath(folder.expanduser()))  # noqa: PTH100  the name the user gave, not where links lead
        for root in roots:
            if path in (root.path, *root.protected_subfolders, *root.excludes):
                return root, path
        real = Path(os.path.realpath(path))
        behind = {root.id: Path(os.path.realpath(root.path)) for root in roots}
        holders = [root for root in roots if real.is_relative_to(behind[root.id])]
        if holders:
            root = max(holders, key=lambda root: len(behind[root.id].parts))
            return root, root.path / real.relative_to(behind[root.id])
        if holder := root_of(path, roots):
            return holder, path
        raise UsageError(f"{shown(path)} is in no folder of the library. {_SEE}")

    def _protected_above(self, path: Path) -> Path | None:
        """The outermost protected folder that a path lies in, itself left aside."""
        places = [place for root in self._store.all() for place in root.protected_places]
        above = [place for place in places if place != path and path.is_relative_to(place)]
        return min(above, key=lambda place: len(place.parts), default=None)

    def _still_protected(self, path: Path) -> str:
        """A sentence on the folders inside one that stay protected; "" where there are none."""
        places = {place for root in self._store.all() for place in root.protected_places}
        inside = sorted(place for place in places if place != path and place.is_relative_to(path))
        return f" Still protected in it: {', '.join(map(shown, inside))}." if inside else ""

    def _check_finished(self, folders: Sequence[Path]) -> None:
        """Makes sure that no action on a file in some folders is half done.

        Raises:
            LibraryError: one is, and could not be settled.
        """
        for entry in self._catalogue.journal().in_states(EntryState.INTENDED, EntryState.UNDOING):
            if any(entry.path.is_relative_to(folder) for folder in folders):
                raise LibraryError(
                    f"{shown(entry.path)} was being put away or taken back when photohash was cut short, and that "
                    "cannot be settled now. Plug in its drive if it has one, then try again."
                )


def _inside(folder: Path, roots: Iterable[Root]) -> list[Path]:
    """The folders of the library that lie in a folder."""
    return [root.path for root in roots if root.path != folder and root.path.is_relative_to(folder)]


def _excluded_with(path: Path, roots: Iterable[Root]) -> Path | None:
    """The folder with which a path is left out, be it the path itself; None where it is not."""
    return next((place for root in roots for place in root.excludes if path.is_relative_to(place)), None)


def _with(above: Path, path: Path) -> str:
    return "" if above == path else f" with {shown(above)}"


def _regroup(removed: Removed) -> str:
    """A sentence on what is left to do for photos that stay."""
    return " The next photohash scan looks at their copies elsewhere again." if removed.regroup else ""


def _check_is_there(root: Root, path: Path) -> None:
    """Refuses a mistyped folder, as far as that can be told.

    Raises:
        UsageError: it is not there though the folder that it lies in is.
    """
    if not path.is_dir() and not is_offline(root):
        raise UsageError(f"{shown(path)} is {'not a folder' if path.exists() else 'not there'}.")
