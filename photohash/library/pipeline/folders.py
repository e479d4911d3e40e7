"""The library's folders and the files in them, compared with the disk."""

from __future__ import annotations

import os
import stat
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from photohash.core.files import is_others_cache, is_passed_by_below, is_photo, mount_of
from photohash.core.task import Task
from photohash.library.photo import Failure, FoundFile
from photohash.library.pipeline.commit_report import CommitReport
from photohash.library.scan import scan
from photohash.library.store import (
    Catalogue,
    Removal,
    Root,
    ScanDiff,
    holder_of,
    inherited,
    is_excluded,
    is_offline,
    root_of,
    with_protected,
)

_OURS = ("thumbnails", "models", "quarantine")
"""Folders of the library directory that are never looked into for photos."""


class Folders:
    """Tells which files are new, changed, gone or back, and records what can be told without reading one.

    Attributes:
        roots: the folders of the library as of the last comparison.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self.roots: list[Root] = catalogue.roots().all()
        # Not the whole library folder: people keep it among their photos.
        self._ours = [catalogue.folder / name for name in _OURS]

    def add(self, folders: Sequence[Path], protect: Sequence[Path]) -> CommitReport:
        """Adds folders that are not in the library yet, under whatever name; says which are no folders.

        One that lies in a folder of the library is brought up to date with that, and is none by itself. Those that lie
        in one that is added are part of it from then on, with what is protected and left out in them. One that was left
        out of a folder that it lies in is left out no longer.
        """
        failures: list[Failure] = []
        inside: dict[Path, Path] = {}
        taken_in: dict[Path, Path] = {}
        if not folders and not protect:
            return CommitReport()
        store = self._catalogue.roots()
        with self._catalogue.removal() as removal:
            self._catalogue.coverage().folders_came()
            for folder in dict.fromkeys([*folders, *protect]):
                path = Path(os.path.abspath(folder))  # noqa: PTH100  the name the user gave, not where links lead
                if not path.is_dir():
                    failures.append(Failure(path, "is not a folder" if path.exists() else "is not there"))
                    continue
                for root in store.all():
                    kept = tuple(exclude for exclude in root.excludes if not _is_same(exclude, path))
                    if kept != root.excludes:
                        store.change(replace(root, excludes=kept))
                known = next((root for root in store.all() if _is_same(root.path, path)), None)
                holder = None if known is not None else holder_of(path, store.all())
                if holder is not None:
                    inside[path] = holder.path
                    if folder in protect:
                        store.change(with_protected(holder, path))
                    continue
                number = store.add(path, mount_of(path)) if known is None else known.id
                if folder in protect:
                    store.protect(number)
                if known is None:
                    taken_in |= dict.fromkeys(self._take_in(number, removal), path)
        return CommitReport(failures=tuple(failures), inside=inside, taken_in=taken_in)

    def _take_in(self, number: int, removal: Removal) -> list[Path]:
        """Makes the folders that a new one holds part of it; answers which."""
        store, taken = self._catalogue.roots(), []
        for root in store.all():
            added = next(one for one in store.all() if one.id == number)
            if root.id != number and root.watched and holder_of(root.path, [added]) is not None:
                store.change(inherited(added, root))
                removal.root(root, [added])
                taken.append(root.path)
        return taken

    def compare(self, scan_diff: ScanDiff, task: Task) -> CommitReport:
        """Scans all folders, and records files that are gone or back."""
        store = self._catalogue.roots()
        self.roots = store.all()
        failures: list[Failure] = []
        excludes = [*self._ours, *(path for root in self.roots for path in root.excludes)]
        paths = [root.path for root in self.roots]
        unread: Counter[str] = Counter()

        def pass_over(form: str) -> None:
            unread[form] += 1

        found = scan(paths, excludes=excludes, on_failure=failures.append, check=task.check, on_unread=pass_over)
        scan_diff.add(_counted(found, task))
        moved = [(root, mount) for root in self.roots if (mount := mount_of(root.path)) != root.mount]
        arrived = [(root, mount) for root, mount in moved if scan_diff.found_under(root.path)]
        for root, _ in moved:
            # An empty mount point is what an unplugged drive leaves behind.
            if root.path.is_dir() and not scan_diff.found_under(root.path) and store.has_files(root.id):
                failures.append(Failure(root.path, "is empty and not on its own drive: plug the drive in"))
        scan_diff.compare()
        # What nobody could look at is not gone.
        returned, vanished = scan_diff.returned(), scan_diff.vanished([failure.path for failure in failures])
        with self._catalogue.transaction():
            for root, mount in arrived:
                store.move(root.id, mount)
            self._catalogue.mark_returned(returned)
            self._catalogue.mark_vanished(vanished)
            scan_diff.note_places()
            scan_diff.replace_failures(failures)
            self._catalogue.coverage().found(scan_diff.count)
        return CommitReport(
            files=len(returned) + len(vanished), failures=tuple(failures), not_read=dict(sorted(unread.items()))
        )

    def compare_touched(self, scan_diff: ScanDiff, touched: set[Path], task: Task) -> CommitReport:
        """Looks at some paths only, and records files that are gone or back.

        What nobody could look at is not gone: what is on an unplugged drive, or in a folder that may not be read.
        """
        offline = {root.path for root in self.roots if is_offline(root)}
        touched = {path for path in touched if (root := self.root_of(path)) is None or root.path not in offline}
        unseen: list[Path] = []
        scan_diff.add(found for path in sorted(touched) for found in self._found_at(path, unseen.append, task))
        scan_diff.compare()
        returned, vanished = scan_diff.returned(), scan_diff.vanished_among(touched, unseen)
        with self._catalogue.transaction():
            self._catalogue.mark_returned(returned)
            self._catalogue.mark_vanished(vanished)
            linked = scan_diff.note_places()
            scan_diff.forget_failures(touched)
            self._catalogue.coverage().found_more(scan_diff.count)
        return CommitReport(files=len(returned) + len(vanished) + linked)

    def root_of(self, path: Path) -> Root | None:
        """The folder of the library that a path is in, as of the last comparison."""
        return root_of(path, self.roots)

    def _found_at(self, path: Path, unseen: Callable[[Path], None], task: Task) -> Iterator[FoundFile]:
        """The photos at a path or below it, as a scan from the roots would find them; links are left to such a scan.

        ``unseen`` is told of what is there, perhaps, and cannot be looked at.
        """
        root = self.root_of(path)
        if root is None:
            return
        try:
            info = path.lstat()
        except (FileNotFoundError, NotADirectoryError):
            return
        except OSError:
            unseen(path)
            return
        top, folder = os.path.realpath(root.path), os.path.realpath(path.parent)
        if path != root.path and (is_others_cache(folder) or is_passed_by_below(top, folder)):
            return
        if is_excluded(path, self.roots) or any(path.is_relative_to(ours) for ours in self._ours):
            return
        if stat.S_ISDIR(info.st_mode):
            excludes = [*self._ours, *(exclude for known in self.roots for exclude in known.excludes)]
            yield from scan([path], excludes=excludes, on_failure=lambda found: unseen(found.path), check=task.check)
        elif is_photo(path) and not stat.S_ISLNK(info.st_mode):
            yield FoundFile(path, info.st_size, info.st_mtime_ns, info.st_dev, info.st_ino)


def _counted(found: Iterable[FoundFile], task: Task) -> Iterator[FoundFile]:
    for file in found:
        task.advance()
        yield file


def _is_same(one: Path, other: Path) -> bool:
    if one == other:
        return True
    try:
        return one.samefile(other)
    except OSError:
        return False
