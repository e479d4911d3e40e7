"""Folders -> files: lists the photos below the roots, each path once, without reading any of them.

Every folder is known by its device and inode, so roots that are nested, repeated, reached through links or written in
other letter case on a volume that does not mind are walked once, and a loop of links ends. Links are kept for last:
what can be reached without a link keeps its plain path, whatever the order in which a file system lists it.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path

from photohash.core.files import (
    PHOTO_SUFFIXES,
    Place,
    in_words,
    is_ignored_folder,
    is_others_cache,
    is_passed_by,
    is_photo,
    is_photo_name,
    place_of,
    unread_format,
)
from photohash.library.photo import Failure, FoundFile

__all__ = ["PHOTO_SUFFIXES", "is_ignored_folder", "is_photo", "scan"]


def scan(
    roots: Iterable[Path],
    *,
    excludes: Collection[Path] = (),
    on_failure: Callable[[Failure], None],
    check: Callable[[], None],
    on_unread: Callable[[str], None] = lambda _: None,
) -> Iterator[FoundFile]:
    """Lists the photos below some folders, as the file system gives them.

    Hidden files and folders, trash cans and the folders that systems keep for themselves are passed by; a root named
    outright is walked even if it is one of these. Of what other programs keep photos in, such as Apple's and Adobe's
    photo libraries, only the originals are looked at, never the previews, whatever path leads there. A file or folder
    that vanishes meanwhile is passed by in silence.

    Args:
        roots: folders; relative ones count from the working directory.
        excludes: files and folders to leave out, with all that is below them.
        on_failure: is told of a root that is missing and of a folder that cannot be listed. What was known below such a
            folder is not gone: nobody could look.
        check: is called at every entry, and may raise to end the scan.
        on_unread: is told of every picture or film in a format that photohash does not read, by the format's name.

    Yields:
        Each file once per path. A file with two hard links has two paths and comes twice, with the same inode.
    """
    return _Walk(excludes, on_failure, check, on_unread).files(roots)


class _Walk:
    """One scan: what was seen already, and the links kept for last."""

    def __init__(
        self,
        excludes: Collection[Path],
        on_failure: Callable[[Failure], None],
        check: Callable[[], None],
        on_unread: Callable[[str], None],
    ) -> None:
        self._on_failure, self._check, self._on_unread = on_failure, check, on_unread
        self._excluded = {os.path.abspath(path) for path in excludes}  # noqa: PTH100  does not resolve links
        self._walked: set[Place] = set()
        self._excluded_places = {place for path in excludes if (place := place_of(path))}
        self._linked_folders: list[str] = []
        self._linked_files: list[str] = []

    def files(self, roots: Iterable[Path]) -> Iterator[FoundFile]:
        for root in roots:
            yield from self._tree(os.path.abspath(root), is_root=True)  # noqa: PTH100
        while self._linked_folders:
            links, self._linked_folders = sorted(self._linked_folders), []
            for link in links:
                if not _leads_upwards(link) and not self._leads_to_excluded(link):
                    yield from self._tree(link)
        yield from self._files_behind_links()

    def _tree(self, top: str, *, is_root: bool = False) -> Iterator[FoundFile]:
        """Walks one folder and all below it; of the folders still to come only the names are held."""
        real = os.path.realpath(top)
        if is_others_cache(real):
            if is_root:
                self._on_failure(Failure(Path(top), "holds what another program keeps beside its photos: name those"))
            return
        waiting = [top]
        while waiting:
            folder = waiting.pop()
            try:
                if self._enter(folder, folder == top and is_root):
                    with os.scandir(folder) as entries:
                        yield from self._entries(entries, real + folder[len(top) :], waiting)
            except (FileNotFoundError, NotADirectoryError) as error:
                if folder == top and is_root:
                    reason = "is not there" if isinstance(error, FileNotFoundError) else "is not a folder"
                    self._on_failure(Failure(Path(folder), reason))
            except OSError as error:
                self._on_failure(Failure(Path(folder), in_words(error)))

    def _enter(self, folder: str, is_root: bool) -> bool:
        """Whether a folder is to be walked, now that it is reached."""
        info = os.stat(folder)  # noqa: PTH116  one of these a folder; a Path would cost more than the call
        place = (info.st_dev, info.st_ino)
        if place in self._walked or place in self._excluded_places or (_is_hidden(info) and not is_root):
            return False
        self._walked.add(place)
        return True

    def _entries(self, entries: Iterator[os.DirEntry[str]], real: str, waiting: list[str]) -> Iterator[FoundFile]:
        for entry in entries:
            self._check()
            if entry.path in self._excluded:
                continue
            try:
                if entry.is_dir(follow_symlinks=False):
                    if not is_passed_by(entry.name, real):
                        waiting.append(entry.path)
                elif entry.is_symlink():
                    self._keep_link(entry, real)
                elif is_photo_name(entry.name) and entry.is_file(follow_symlinks=False):
                    info = entry.stat(follow_symlinks=False)
                    if not info.st_ino:  # Windows lists entries without their numbers
                        info = os.stat(entry.path)  # noqa: PTH116
                    if not _is_hidden(info):
                        yield _found(entry.path, info)
                elif (unread := unread_format(entry.name)) and entry.is_file(follow_symlinks=False):
                    self._on_unread(unread)
            except FileNotFoundError:
                continue

    def _keep_link(self, entry: os.DirEntry[str], real: str) -> None:
        try:
            if entry.is_dir():
                if not is_passed_by(entry.name, real):
                    self._linked_folders.append(entry.path)
            elif is_photo_name(entry.name) and entry.is_file():
                self._linked_files.append(entry.path)
        except OSError:  # a link that leads in a circle leads to no photo
            return

    def _files_behind_links(self) -> Iterator[FoundFile]:
        """Yields files that only a link leads to, each once."""
        seen: set[Place] = set()
        for link in sorted(self._linked_files):
            self._check()
            try:
                target = os.path.realpath(link)
                info = os.stat(target)  # noqa: PTH116
            except OSError:
                continue
            place = (info.st_dev, info.st_ino)
            if is_others_cache(os.path.dirname(target)):  # noqa: PTH120
                continue
            if place not in seen and not self._was_reached(target) and not self._leads_to_excluded(target):
                seen.add(place)
                yield _found(link, info)

    def _leads_to_excluded(self, link: str) -> bool:
        target = os.path.realpath(link)
        return any(_holds(os.path.realpath(path), target) for path in self._excluded)

    def _was_reached(self, target: str) -> bool:
        """Whether a file came by without a link: by its name and its folder, which spares a list of all files."""
        return (
            is_photo_name(os.path.basename(target))  # noqa: PTH119
            and place_of(os.path.dirname(target)) in self._walked  # noqa: PTH120
        )


def _found(path: str, info: os.stat_result) -> FoundFile:
    return FoundFile(Path(path), info.st_size, info.st_mtime_ns, info.st_dev, info.st_ino)


def _is_hidden(info: os.stat_result) -> bool:
    """Whether Windows or macOS hides it by a flag; names that begin with a dot are seen to before."""
    windows = getattr(info, "st_file_attributes", 0) & stat.FILE_ATTRIBUTE_HIDDEN
    return bool(windows or getattr(info, "st_flags", 0) & stat.UF_HIDDEN)


def _leads_upwards(link: str) -> bool:
    """Whether a link leads to a folder that holds the link itself: following it would leave the roots and come back."""
    return _holds(os.path.realpath(link), os.path.realpath(os.path.dirname(link)))  # noqa: PTH120


def _holds(folder: str, path: str) -> bool:
    return path == folder or path.startswith(os.path.join(folder, ""))  # noqa: PTH118
