"""The saved plan, file by file, and the user's decisions on pairs of contents."""

from __future__ import annotations

import time
from collections.abc import Iterable
from pathlib import Path

from photohash.library.photo import Kind
from photohash.library.store.connection import Connection
from photohash.library.store.entries import Action, Decision, DecisionVerdict, Tick
from photohash.library.store.records import path_bytes, path_of, sentence

_COLUMNS = "path, digest, size, mtime_ns, keeper, keeper_digest, kind, action, folder, reason, problem"


class TickStore:
    """The files ticked for an action. Made by ``Catalogue.ticks``; what changes them stands in a transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self) -> list[Tick]:
        """The saved plan, in the order in which it was made."""
        rows = self._connection.rows(f"SELECT {_COLUMNS} FROM plan ORDER BY id")
        return [
            Tick(
                path_of(path), digest, size, mtime_ns, path_of(keeper), keeper_digest, Kind(kind), Action(action),
                None if folder is None else path_of(folder), reason, problem,
            )
            for path, digest, size, mtime_ns, keeper, keeper_digest, kind, action, folder, reason, problem in rows
        ]  # fmt: skip

    def save(self, ticks: Iterable[Tick]) -> None:
        """Saves a plan in place of the one before.

        Files chosen by hand of which no copy stays are never saved: they are for the one time that the user is asked.
        """
        now = int(time.time())
        self._connection.run("DELETE FROM plan")
        self._connection.run_many(
            f"INSERT OR REPLACE INTO plan ({_COLUMNS}, made) VALUES ({', '.join('?' * 12)})",
            (
                (
                    path_bytes(tick.path), tick.digest, tick.size, tick.mtime_ns, path_bytes(tick.keeper),
                    tick.keeper_digest, tick.kind.value, tick.action.value,
                    None if tick.folder is None else path_bytes(tick.folder), sentence(tick.reason),
                    sentence(tick.problem), now,
                )
                for tick in ticks
                if tick.keeper is not None and tick.kind is not None
            ),
        )  # fmt: skip

    def drop(self, paths: Iterable[Path]) -> None:
        """Takes files out of the plan."""
        self._connection.run_many("DELETE FROM plan WHERE path = ?", ((path_bytes(path),) for path in paths))

    def note(self, problems: Iterable[tuple[Path, str]]) -> None:
        """Records why files could not be acted on; they stay ticked."""
        self._connection.run_many(
            "UPDATE plan SET problem = ? WHERE path = ?",
            ((sentence(problem), path_bytes(path)) for path, problem in problems),
        )

    def troubled(self) -> list[tuple[Tick, tuple[int, int]]]:
        """Files that could not be acted on, with the size in bytes and the time of change known of their keepers.

        Those are left out that were found changed, or whose keeper was, and that no scan has read since.
        """
        known: dict[bytes, tuple[int, int]] = {
            path: (size, mtime_ns)
            for path, size, mtime_ns in self._connection.rows(
                """SELECT plan.path, file.size, file.mtime_ns FROM plan JOIN file ON file.path = plan.keeper
                WHERE plan.problem <> '' AND NOT file.stale
                AND NOT EXISTS (SELECT 1 FROM file AS own WHERE own.path = plan.path AND own.stale)"""
            )
        }
        ticks = [tick for tick in self.all() if tick.problem] if known else []
        return [(tick, known[path]) for tick in ticks if (path := path_bytes(tick.path)) in known]

    def forget_problems_of(self, files: Iterable[int]) -> None:
        """Forgets why files could not be acted on that are back, or whose keepers are; by the catalogue's numbers."""
        if self._connection.value("SELECT 1 FROM plan WHERE problem <> '' LIMIT 1") is None:
            return
        self._connection.run_many(
            """UPDATE plan SET problem = '' WHERE problem <> ''
            AND (SELECT path FROM file WHERE id = ?) IN (path, keeper)""",
            ((number,) for number in files),
        )


class DecisionStore:
    """What the user said of pairs of contents. Made by ``Catalogue.decisions``."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def files(self) -> dict[bytes, int]:
        """How many files there are now of each content that a decision is about; contents without one are left out."""
        rows = self._connection.rows(
            """SELECT digest, count(*) FROM file JOIN photo ON photo.id = file.photo WHERE vanished IS NULL
            AND digest IN (SELECT a_digest FROM decision UNION SELECT b_digest FROM decision) GROUP BY photo.id"""
        )
        return {bytes(digest): int(files) for digest, files in rows}

    def all(self) -> list[Decision]:
        """Every decision, by digest."""
        rows = self._connection.rows(
            "SELECT a_digest, b_digest, verdict, made FROM decision ORDER BY a_digest, b_digest"
        )
        return [Decision(a, b, DecisionVerdict(verdict), made) for a, b, verdict, made in rows]

    def put(self, a: bytes, b: bytes, verdict: DecisionVerdict) -> None:
        """Records a decision in place of an earlier one. Equal digests speak of the byte-identical files of a photo."""
        self._connection.run(
            "INSERT OR REPLACE INTO decision (a_digest, b_digest, verdict, made) VALUES (?, ?, ?, ?)",
            (min(a, b), max(a, b), verdict.value, int(time.time())),
        )

    def drop(self, a: bytes, b: bytes) -> bool:
        """Forgets a decision; says whether there was one."""
        return bool(
            self._connection.run("DELETE FROM decision WHERE a_digest = ? AND b_digest = ?", (min(a, b), max(a, b)))
        )
