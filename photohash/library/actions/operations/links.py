"""Hard link, reflink and symbolic link: the keeper's bytes take the place of a byte-identical copy.

Never deleted first: the copy is set aside under a name of photohash's own, the link is made in its place and verified,
and when both are lasting the copy is dropped. Undo makes a separate file again, with the bytes read from the link, or
from the keeper, and checked, and with all that the file system kept of the copy. Where dropping the copy would free
nothing, as with a copy that has other names, or where its attributes cannot be read, it goes to the quarantine instead.
"""

from __future__ import annotations

import os
from pathlib import Path

from photohash.core.errors import ActionError
from photohash.core.paths import shown
from photohash.library.actions.file_state import holds, is_piece, is_taken, look, read_digest
from photohash.library.actions.filesystem import FileSystem
from photohash.library.actions.operations.operation import (
    SettledState,
    aside,
    back_at,
    keeper_of,
    make_folders,
    put_back,
    remove_empty,
    remove_if_there,
)
from photohash.library.store import Action, Entry, EntryState, Piece


class LinkOperation:
    """The operation of ``hardlink``, ``reflink`` and ``symlink``.

    Args:
        filesystem: the steps.
    """

    def __init__(self, filesystem: FileSystem) -> None:
        self._filesystem = filesystem

    def perform(self, entry: Entry) -> None:
        """Sets the copy aside and makes the link. The copy is still there."""
        piece, held = _only(entry)
        make_folders(self._filesystem, held.parent)
        clone = aside(entry, 0, piece.source, "c")
        if entry.action is Action.REFLINK:
            self._filesystem.clone(keeper_of(entry), clone)
            self._filesystem.restore(clone, piece.facts)
        self._filesystem.rename(piece.source, held)
        if not is_piece(held, piece):
            raise ActionError("was changed or replaced by another program at the last moment")
        if entry.action is Action.REFLINK:
            self._filesystem.rename(clone, piece.source)
        elif entry.action is Action.HARDLINK:
            self._filesystem.hard_link(keeper_of(entry), piece.source)
        else:
            self._filesystem.soft_link(keeper_of(entry), piece.source)
        if not self._is_linked(entry, piece):
            raise ActionError("did not become a link to its keeper")

    def finish(self, entry: Entry) -> None:
        """Drops the copy, unless it goes to the quarantine."""
        piece, held = _only(entry)
        if piece.kept or not is_taken(held):
            return
        if not is_piece(held, piece) or not self._is_linked(entry, piece):
            raise ActionError("was changed or replaced by another program at the last moment")
        self._filesystem.remove(held)

    def settle(self, entry: Entry, *, back: bool) -> SettledState:
        """Done if the link is made and the keeper has its bytes; else the copy gets its name back."""
        piece, held = _only(entry)
        linked = self._is_linked(entry, piece)
        if is_taken(held):
            if linked and is_piece(held, piece) and not back:
                self.finish(entry)
                return SettledState(EntryState.DONE)
            return self._take_back(entry, piece, held)
        remove_if_there(self._filesystem, aside(entry, 0, piece.source, "c"))
        if is_piece(piece.source, piece):
            remove_empty(self._filesystem, entry.folders)
            return SettledState(EntryState.FAILED)
        if linked and not piece.kept:
            return SettledState(EntryState.DONE)
        return SettledState(EntryState.DIFFERS, f"is not at {shown(piece.source)} as it was: another program was there")

    def undo(self, entry: Entry) -> SettledState:
        """Makes a separate file again, as the copy was."""
        piece, held = _only(entry)
        target, link = back_at(piece), aside(entry, 0, piece.source, "l")
        part = aside(entry, 0, target, "r")
        if _is_separate(entry, piece, target):
            remove_if_there(self._filesystem, part)
            self._remove_link(entry, link)
            return SettledState(EntryState.UNDONE)
        try:
            if piece.kept and not is_taken(held):
                raise ActionError(f"cannot be taken back: it is no longer at {shown(held)}")
            if not piece.kept:
                self._restore_from_link(entry, piece, part, link)
            self._set_link_aside(entry, piece, link)
        except ActionError:
            if not holds(part, piece.digest) or self._is_elsewhere(entry, piece, link):
                remove_if_there(self._filesystem, part)
                raise
            place = put_back(self._filesystem, part, target)  # the last copy by now
            self._filesystem.sync(place.parent)
            return SettledState(EntryState.UNDONE, f"was put back as {shown(place)}: its name is taken")
        self._filesystem.rename(held if piece.kept else part, target)
        self._filesystem.sync(target.parent)
        self._remove_link(entry, link)
        remove_empty(self._filesystem, entry.folders)
        return SettledState(EntryState.UNDONE)

    def _take_back(self, entry: Entry, piece: Piece, held: Path) -> SettledState:
        """Puts the copy back in its place; a link that was made already goes, since the keeper has another name."""
        clone = aside(entry, 0, piece.source, "c")
        if _is_ours(entry, piece.source):
            remove_if_there(self._filesystem, clone)
            self._filesystem.rename(piece.source, clone)
        target = put_back(self._filesystem, held, piece.source)
        remove_if_there(self._filesystem, clone)
        self._filesystem.sync(target.parent)
        remove_empty(self._filesystem, entry.folders)
        moved = "" if target == piece.source else f"was put back as {shown(target)}: its name is taken"
        return SettledState(EntryState.FAILED, moved)

    def _restore_from_link(self, entry: Entry, piece: Piece, part: Path, link: Path) -> None:
        """Writes the copy anew, beside its place, from whichever name still leads to its bytes.

        One that an earlier try wrote in full is used: the keeper may have gone since, and it is the last copy then.
        """
        if holds(part, piece.digest):
            self._filesystem.restore(part, piece.facts)
            return
        remove_if_there(self._filesystem, part)
        for source in (piece.source, link, keeper_of(entry)):
            if not _leads_to(source, piece.digest):
                continue
            make_folders(self._filesystem, part.parent)
            self._filesystem.copy(source, part)
            self._filesystem.restore(part, piece.facts)
            if read_digest(part) != piece.digest:
                raise ActionError("did not come back as it was; try again")
            return
        raise ActionError(
            f"cannot be taken back: neither it nor {shown(keeper_of(entry))} has the bytes any more that both had"
        )

    def _is_elsewhere(self, entry: Entry, piece: Piece, link: Path) -> bool:
        """Whether some other name still leads to the bytes of the copy."""
        return any(_leads_to(source, piece.digest) for source in (piece.source, link, keeper_of(entry)))

    def _set_link_aside(self, entry: Entry, piece: Piece, link: Path) -> None:
        """Takes the link out of the way, if it is still the one that photohash made."""
        if is_taken(link) or not is_taken(piece.source):
            return
        if not _is_ours(entry, piece.source):
            raise ActionError("is no longer the link that photohash made; it stays as it is")
        self._filesystem.rename(piece.source, link)
        if not _is_ours(entry, link):
            self._filesystem.rename(link, piece.source)
            raise ActionError("was changed by another program meanwhile; it stays as it is")

    def _remove_link(self, entry: Entry, link: Path) -> None:
        if is_taken(link) and _is_ours(entry, link):
            self._filesystem.remove(link)
            self._filesystem.sync(link.parent)

    def _is_linked(self, entry: Entry, piece: Piece) -> bool:
        """Whether the link is in place and leads to a keeper that has its bytes."""
        return _is_ours(entry, piece.source) and _leads_to(keeper_of(entry), entry.keeper_digest or b"")


def _only(entry: Entry) -> tuple[Piece, Path]:
    """The one piece of a link entry, and where it is set aside."""
    piece = entry.pieces[0]
    return piece, piece.destination or aside(entry, 0, piece.source)


def _is_ours(entry: Entry, path: Path) -> bool:
    """Whether what is at a path is the link of this entry, by what a link of its kind is."""
    if entry.action is Action.SYMLINK:
        return path.is_symlink() and os.readlink(path) == os.fspath(keeper_of(entry))  # noqa: PTH115
    try:
        seen = look(path)
    except ActionError:
        return False
    if seen is None:
        return False
    if entry.action is Action.HARDLINK:
        return seen.inode == entry.keeper_inode
    piece = entry.pieces[0]
    return seen.inode != piece.inode and holds(path, piece.digest)


def _is_separate(entry: Entry, piece: Piece, target: Path) -> bool:
    """Whether undo has made the separate file already; of a reflink that can be told only while the clone is aside."""
    if piece.kept and is_piece(target, piece):
        return True
    if entry.action is Action.REFLINK:
        return is_taken(target) and is_taken(aside(entry, 0, piece.source, "l"))
    try:
        seen = look(target)
    except ActionError:
        return False
    same_time = seen is not None and seen.mtime_ns == piece.facts.mtime_ns
    return same_time and not _is_ours(entry, target) and holds(target, piece.digest)


def _leads_to(path: Path, digest: bytes) -> bool:
    """Whether a path, links followed, leads to a file whose bytes have a digest."""
    return holds(Path(os.path.realpath(path)), digest)
