"""The journal of actions: written before the disk is touched, and after.

Commits here are flushed to the disk (see ``connection``), so an entry that is ``intended`` is there after a power cut
whenever anything of it may have been done.
"""

from __future__ import annotations

import base64
import json
import time
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from photohash.library.photo import Kind
from photohash.library.store.connection import Connection, Row
from photohash.library.store.entries import Action, DoneRun, Entry, EntryState, FileAttributes, Piece
from photohash.library.store.records import below, path_bytes, path_of, sentence, signed

_ENTRY = (
    "id, run, action, path, digest, keeper, keeper_inode, keeper_digest, kind, reason, state, note, folders, made, "
    "by_hand, backwards"
)
_PIECE = "source, destination, inode, size, digest, facts, copied, kept, restored"
_BETWEEN = b"\0"


class Journal:
    """The entries of a catalogue. Made by ``Catalogue.journal``; what changes them stands in a transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def next_number(self) -> int:
        """The number that the next entry gets, which is also that of a run that begins with it."""
        return int(self._connection.value("SELECT coalesce(max(id), 0) + 1 FROM journal"))

    def intend(self, entries: Iterable[Entry]) -> None:
        """Writes entries that are about to be carried out, under the numbers they have."""
        for entry in entries:
            self._connection.run(
                f"INSERT INTO journal ({_ENTRY}) VALUES ({', '.join('?' * 16)})",
                (
                    entry.id, entry.run, entry.action.value, path_bytes(entry.path), entry.digest,
                    _maybe_bytes(entry.keeper) or b"", signed(entry.keeper_inode), entry.keeper_digest or b"",
                    None if entry.kind is None else entry.kind.value, sentence(entry.reason), entry.state.value,
                    sentence(entry.note),
                    _folders(entry.folders), int(time.time()), int(entry.keeper is None),
                    None if entry.backwards is None else int(entry.backwards),
                ),
            )  # fmt: skip
            self._put_pieces(entry)

    def change(self, entries: Iterable[Entry]) -> None:
        """Records a new action, state, note, digest, folders or pieces of entries."""
        for entry in entries:
            self._connection.run(
                "UPDATE journal SET action = ?, state = ?, note = ?, folders = ? WHERE id = ?",
                (entry.action.value, entry.state.value, sentence(entry.note), _folders(entry.folders), entry.id),
            )
            self._connection.run("DELETE FROM journal_file WHERE entry = ?", (entry.id,))
            self._put_pieces(entry)

    def mark(self, entries: Iterable[Entry]) -> None:
        """Records a new state and note of entries, whose pieces are as before."""
        self._connection.run_many(
            "UPDATE journal SET state = ?, note = ? WHERE id = ?",
            ((entry.state.value, sentence(entry.note), entry.id) for entry in entries),
        )

    def entry(self, number: int) -> Entry | None:
        """One entry, if there is one of this number."""
        return next(iter(self._entries("id = ?", (number,))), None)

    def in_states(self, *states: EntryState) -> list[Entry]:
        """Entries in some states, oldest first."""
        marks = ", ".join("?" * len(states))
        return self._entries(f"state IN ({marks})", [state.value for state in states])

    def run(self, run: int) -> list[Entry]:
        """The entries of one run, oldest first."""
        return self._entries("run = ?", (run,))

    def last_run(self, *states: EntryState) -> int | None:
        """The newest run with an entry in one of some states."""
        marks = ", ".join("?" * len(states))
        found = self._connection.value(
            f"SELECT max(run) FROM journal WHERE state IN ({marks})", [state.value for state in states]
        )
        return None if found is None else int(found)

    def done_runs(self, limit: int) -> list[DoneRun]:
        """The newest runs of which something can be taken back, oldest first.

        Args:
            limit: the most in one answer.
        """
        rows = self._connection.rows(
            """SELECT run, action, sum(action <> ?) OVER (PARTITION BY run), min(made) OVER (PARTITION BY run),
                count(*) OVER (PARTITION BY run, action) AS times
            FROM journal WHERE state = ? AND run IN (
                SELECT DISTINCT run FROM journal WHERE state = ? ORDER BY run DESC LIMIT ?)
            ORDER BY run, action = ?, times DESC""",
            (Action.RESCUE.value, EntryState.DONE.value, EntryState.DONE.value, limit, Action.RESCUE.value),
        )
        found: dict[int, DoneRun] = {}
        for run, action, files, made, _ in rows:
            found.setdefault(run, DoneRun(run, Action(action), files, made))
        return list(found.values())

    def clones(self) -> dict[Path, tuple[Path, bytes]]:
        """The copies that share their space on disk with a keeper since photohash made clones of them.

        Returns:
            the keeper and the digest of both, by the path of the copy.
        """
        rows = self._connection.rows(
            "SELECT path, keeper, digest FROM journal WHERE action = ? AND state = ? ORDER BY id",
            (Action.REFLINK.value, EntryState.DONE.value),
        )
        return {path_of(path): (path_of(keeper), digest) for path, keeper, digest in rows}

    def count_done_below(self, folder: Path) -> int:
        """How many entries that could be taken back are of files below a folder."""
        return int(
            self._connection.value(
                "SELECT count(*) FROM journal WHERE state = ? AND path > ? AND path < ?",
                (EntryState.DONE.value, *below(folder)),
            )
        )

    def newest(self, limit: int, before: int | None = None) -> list[Entry]:
        """The newest entries, newest first.

        Args:
            limit: the most in one answer.
            before: only entries with a smaller number.
        """
        found = self._entries(
            "id IN (SELECT id FROM journal WHERE id < ? ORDER BY id DESC LIMIT ?)",
            (1 << 62 if before is None else before, limit),
        )
        return found[::-1]

    def _put_pieces(self, entry: Entry) -> None:
        self._connection.run_many(
            f"INSERT INTO journal_file (entry, place, {_PIECE}) VALUES ({', '.join('?' * 11)})",
            (
                (
                    entry.id, place, path_bytes(piece.source), _maybe_bytes(piece.destination), signed(piece.inode),
                    piece.size, piece.digest, _facts_text(piece.facts), int(piece.copied), int(piece.kept),
                    _maybe_bytes(piece.restored),
                )
                for place, piece in enumerate(entry.pieces)
            ),
        )  # fmt: skip

    def _entries(self, where: str, values: Sequence[object]) -> list[Entry]:
        entries = [_entry(row) for row in self._connection.rows(
            f"SELECT {_ENTRY} FROM journal WHERE {where} ORDER BY id", values
        )]  # fmt: skip
        pieces: dict[int, list[Piece]] = {}
        for number, *row in self._connection.rows(
            f"""SELECT entry, {_PIECE} FROM journal_file
            WHERE entry IN (SELECT id FROM journal WHERE {where}) ORDER BY entry, place""",
            values,
        ):
            pieces.setdefault(number, []).append(_piece(row))
        return [replace(entry, pieces=tuple(pieces.get(entry.id, ()))) for entry in entries]


def _entry(row: Row) -> Entry:
    (
        number, run, action, path, digest, keeper, inode, keeper_digest, kind, reason, state, note, folders, made,
        by_hand, backwards,
    ) = row  # fmt: skip
    return Entry(
        number, run, Action(action), path_of(path), digest, None if by_hand else path_of(keeper),
        inode & 0xFFFF_FFFF_FFFF_FFFF, None if by_hand else keeper_digest, None if kind is None else Kind(kind), reason,
        EntryState(state), note, (), tuple(path_of(folder) for folder in folders.split(_BETWEEN) if folder), made,
        None if backwards is None else bool(backwards),
    )  # fmt: skip


def _piece(row: Sequence[object]) -> Piece:
    source, destination, inode, size, digest, facts, copied, kept, restored = row
    return Piece(
        path_of(source), _maybe_path(destination), int(inode) & 0xFFFF_FFFF_FFFF_FFFF, size, digest,  # type: ignore[arg-type, call-overload]
        _facts_of(str(facts)), bool(copied), bool(kept), _maybe_path(restored),
    )  # fmt: skip


def _folders(folders: Iterable[Path]) -> bytes:
    return _BETWEEN.join(path_bytes(folder) for folder in folders)


def _maybe_bytes(path: Path | None) -> bytes | None:
    return None if path is None else path_bytes(path)


def _maybe_path(stored: object) -> Path | None:
    return path_of(stored) if isinstance(stored, bytes) else None


def _facts_text(facts: FileAttributes) -> str:
    return json.dumps(
        {
            "mode": facts.mode,
            "owner": facts.owner,
            "group": facts.group,
            "atime_ns": facts.atime_ns,
            "mtime_ns": facts.mtime_ns,
            "attributes": {name: base64.b64encode(value).decode() for name, value in facts.attributes.items()},
            "whole": facts.whole,
        }
    )


def _facts_of(text: str) -> FileAttributes:
    stored = json.loads(text)
    attributes = {name: base64.b64decode(value) for name, value in stored.pop("attributes").items()}
    return FileAttributes(**stored, attributes=attributes)
