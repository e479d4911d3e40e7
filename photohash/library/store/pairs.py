"""The codes of one model, their neighbours, and the verified relations of photos.

Two marks on each code say how far the work on it has come, so that a start after a crash, after a change of the radius
or after a drive is back finds what is left to do without looking through all pairs: ``joined``, the radius out to which
its neighbours are stored, and ``settled``, the radius out to which its candidates are verified and its groups complete.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from photohash.core.bits import Codes
from photohash.library.photo import COPIES, Kind, Neighbour, PhotoFile, Relation
from photohash.library.store.connection import Connection
from photohash.library.store.records import Trouble, path_of

VERIFIED_EACH = 32
"""A photo is verified against this many of its nearest earlier neighbours; what they leave open the groups ask for.
Without a limit, five thousand frames of a fixed camera would ask for twelve million verifications."""

_BEGIN_ALIKE = 8
"""Up to so many photos that begin alike are compared with each other."""

Ids = NDArray[np.int64]


class Pairs:
    """What the catalogue knows of pairs of photos under one model. Made by ``Catalogue.pairs``.

    Attributes:
        model: the model's id.
    """

    def __init__(self, connection: Connection, model: str) -> None:
        self._connection = connection
        self.model = model

    # Codes

    @property
    def maker(self) -> str | None:
        """What all codes of the model here were made by, as ``made_by`` was told; None where it never was."""
        found = self._connection.value("SELECT made_by FROM model WHERE id = ?", (self.model,))
        return None if found is None else str(found)

    def made_by(self, network: str) -> bool:
        """Notes by which network file the model's codes are made; drops codes and neighbours that another made.

        A model of the same name may come with new weights or another int8 network, and a library may move between a CPU
        and a GPU. Codes of two networks are not compared. What pairs were found to be stays: that was seen on the
        pictures.

        Args:
            network: the network file, by its digests.

        Returns:
            whether there were codes to drop.
        """
        if self.maker == network:
            return False
        dropped = bool(self._count("SELECT count(*) FROM code WHERE model = ?", (self.model,)))
        self.drop_codes()
        self._connection.run("INSERT OR REPLACE INTO model (id, made_by) VALUES (?, ?)", (self.model, network))
        return dropped

    def drop_codes(self) -> None:
        """Drops the codes and neighbours of the model; what pairs were found to be stays."""
        self._connection.run("DELETE FROM neighbour WHERE model = ?", (self.model,))
        self._connection.run("DELETE FROM code WHERE model = ?", (self.model,))

    def put_code(self, photo: int, bits: bytes) -> None:
        """Stores the code of a photo."""
        self._connection.run(
            "INSERT INTO code (photo, model, bits) VALUES (?, ?, ?) ON CONFLICT DO NOTHING", (photo, self.model, bits)
        )

    def has_codes(self) -> bool:
        """Whether any photo has a code of this model."""
        return self._connection.row("SELECT 1 FROM code WHERE model = ? LIMIT 1", (self.model,)) is not None

    def is_coded(self, photo: int) -> bool:
        """Whether a photo has a code of this model."""
        return self._connection.row("SELECT 1 FROM code WHERE photo = ? AND model = ?", (photo, self.model)) is not None

    def codes(self, photos: Iterable[int]) -> dict[int, bytes]:
        """The codes of some photos; photos without one are left out."""
        rows = self._connection.rows(
            "SELECT photo, bits FROM code WHERE model = ? AND photo IN (SELECT value FROM json_each(?))",
            (self.model, json.dumps([int(photo) for photo in photos])),
        )
        return dict(rows)

    def all_codes(self, *, joined: int | None = None, after: int = 0) -> Iterator[tuple[int, Ids, Codes]]:
        """All codes in blocks, in the order in which they were stored.

        Args:
            joined: only those whose neighbours are stored at least this far out.
            after: only those stored later than this place.

        Yields:
            the place of the block's last code, photo ids int64 [n], codes uint8 [n, ceil(bits / 8)].
        """
        sql = "SELECT rowid, photo, bits FROM code WHERE model = ? AND joined >= ? AND rowid > ? ORDER BY rowid"
        for rows in self._connection.stream(sql, (self.model, -1 if joined is None else joined, after)):
            bits = b"".join(row[2] for row in rows)
            codes = np.frombuffer(bits, dtype=np.uint8).reshape(len(rows), -1)
            yield rows[-1][0], np.array([row[1] for row in rows], dtype=np.int64), codes

    def count_uncoded(self) -> int:
        """How many photos ``uncoded`` will give."""
        return self._count_uncoded(_UNCODED)

    def count_unread(self) -> int:
        """How many photos have no code of this model though a file of theirs is there that nothing was wrong with."""
        return self._count_uncoded(_UNREAD)

    def _count_uncoded(self, where: str) -> int:
        # Counting both is much quicker than looking for a code of every photo, and mostly each has one.
        coded = self._count("SELECT count(*) FROM code WHERE model = ?", (self.model,))
        if coded >= self._count("SELECT count(*) FROM photo", ()):
            return 0
        return self._count(f"SELECT count(*) FROM photo WHERE {where}", (self.model,))

    def uncoded(self, after: int, limit: int) -> list[tuple[int, bytes, list[PhotoFile]]]:
        """Photos that have a file now but no code of this model, by number: number, digest and files.

        A photo all of whose files failed as they are is left out.

        Args:
            after: only photos with a larger number.
            limit: the most photos in one answer.
        """
        rows = self._connection.rows(
            f"""SELECT photo.id, digest, path, file.size, file.mtime_ns FROM photo JOIN file ON file.photo = photo.id
            WHERE vanished IS NULL AND photo.id IN (
                SELECT photo.id FROM photo WHERE {_UNCODED} AND photo.id > ? ORDER BY photo.id LIMIT ?)
            ORDER BY photo.id, file.mtime_ns, path""",
            (self.model, after, limit),
        )
        found: dict[int, tuple[int, bytes, list[PhotoFile]]] = {}
        for number, digest, path, size, mtime_ns in rows:
            found.setdefault(number, (number, digest, []))[2].append(PhotoFile(path_of(path), size, mtime_ns))
        return list(found.values())

    # Neighbours

    def put_glimpse(self, photo: int, kept: bytes) -> None:
        """Stores what is kept of a picture to tell in a moment that another is no copy of it."""
        self._connection.run("INSERT OR REPLACE INTO glimpse (photo, kept) VALUES (?, ?)", (photo, kept))

    def glimpses(self, photos: Iterable[int]) -> dict[int, bytes]:
        """What is kept of some pictures; those of which nothing is are left out."""
        rows = self._connection.rows(
            "SELECT photo, kept FROM glimpse WHERE photo IN (SELECT value FROM json_each(?))",
            (json.dumps([int(photo) for photo in photos]),),
        )
        return dict(rows)

    def count_unjoined(self, radius: int) -> int:
        """How many codes there are whose neighbours are not stored out to a radius."""
        return self._count("SELECT count(*) FROM code WHERE model = ? AND joined < ?", (self.model, radius))

    def unjoined(self, radius: int, limit: int) -> tuple[list[int], list[bytes]]:
        """Some of these codes: the photos, and their codes."""
        rows = self._connection.rows(
            "SELECT photo, bits FROM code WHERE model = ? AND joined < ? ORDER BY joined, rowid LIMIT ?",
            (self.model, radius, limit),
        )
        return [photo for photo, _ in rows], [bits for _, bits in rows]

    def put_neighbours(self, photos: Iterable[int], neighbours: Iterable[Neighbour], radius: int) -> None:
        """Stores the neighbours of photos that were joined out to a radius, and has their candidates verified."""
        photos = list(photos)
        found = list(neighbours)
        self._connection.run_many(
            "INSERT OR IGNORE INTO neighbour (a, b, model, distance) VALUES (?, ?, ?, ?)",
            ((pair.a, pair.b, self.model, pair.distance) for pair in found),
        )
        self._connection.run_many(
            "UPDATE code SET joined = ? WHERE photo = ? AND model = ?",
            ((radius, photo, self.model) for photo in photos),
        )
        # A pair is verified with the later photo; one that was settled before it had this neighbour is open again.
        touched = {pair.b for pair in found}
        self._connection.run_many(
            "UPDATE code SET settled = -1 WHERE photo = ? AND model = ?", ((photo, self.model) for photo in touched)
        )

    def distances(self, pairs: Iterable[tuple[int, int]]) -> dict[tuple[int, int], int]:
        """The Hamming distances of pairs, worked out from their codes; pairs without two codes are left out."""
        wanted = list(pairs)
        codes = self.codes({photo for pair in wanted for photo in pair})
        numbers = {photo: int.from_bytes(bits, "big") for photo, bits in codes.items()}
        return {(a, b): (numbers[a] ^ numbers[b]).bit_count() for a, b in wanted if a in numbers and b in numbers}

    # Relations

    def unsettled(self, radius: int) -> int:
        """How many codes have candidates to verify or groups to complete out to a radius."""
        return self._count("SELECT count(*) FROM code WHERE model = ? AND settled < ?", (self.model, radius))

    def candidates(self, radius: int) -> Iterator[list[tuple[int, int]]]:
        """Pairs to verify: near neighbours of unsettled photos, both there, whose relation is not known yet.

        Args:
            radius: distances up to and including this one.

        Yields:
            the pairs ``(a, b)`` of a few hundred photos at a time, by b. The catalogue may be written meanwhile.
        """
        last = -1
        while photos := self._unsettled_after(last, radius):
            last = photos[-1]
            pairs = self._connection.rows(
                f"""{_NEAREST} SELECT a, b FROM nearest WHERE place <= ? AND {_OPEN}
                AND EXISTS (SELECT 1 FROM file WHERE photo = a AND vanished IS NULL)
                AND EXISTS (SELECT 1 FROM file WHERE photo = b AND vanished IS NULL)
                ORDER BY b, a""",
                (self.model, json.dumps(photos), radius, VERIFIED_EACH),
            )
            yield [(a, b) for a, b in pairs]

    def of_one_save(self) -> list[tuple[int, int]]:
        """Pairs of photos, both there, that begin alike and whose relation is not known yet.

        What more than a few have in common tells nothing: a thousand scans begin with the same white paper.
        """
        rows = self._connection.rows(
            """SELECT one.id, other.id FROM photo AS one JOIN photo AS other
                ON other.opening = one.opening AND other.id > one.id
            WHERE one.opening IN (
                SELECT opening FROM photo WHERE opening <> '' GROUP BY opening HAVING count(*) BETWEEN 2 AND ?)
            AND NOT EXISTS (SELECT 1 FROM relation WHERE relation.a = one.id AND relation.b = other.id)
            AND EXISTS (SELECT 1 FROM file WHERE photo = one.id AND vanished IS NULL)
            AND EXISTS (SELECT 1 FROM file WHERE photo = other.id AND vanished IS NULL)
            ORDER BY one.id, other.id""",
            (_BEGIN_ALIKE,),
        )
        return [(a, b) for a, b in rows]

    def count_candidates(self, radius: int) -> int:
        """About how many pairs ``candidates`` will give."""
        return self._count(
            f"""SELECT coalesce(sum(min(near, ?)), 0) FROM (
                SELECT count(*) AS near FROM code JOIN neighbour AS nearest USING (model)
                WHERE code.model = ? AND settled < ? AND b = code.photo AND distance <= ? AND {_OPEN}
                GROUP BY b)""",
            (VERIFIED_EACH, self.model, radius, radius),
        )

    def settle(self, radius: int) -> None:
        """Marks the photos none of whose candidates is left open; those with one that could not be read stay open."""
        last = -1
        while photos := self._unsettled_after(last, radius):
            last = photos[-1]
            self._connection.run(
                f"""UPDATE code SET settled = ? WHERE model = ? AND photo IN (SELECT value FROM json_each(?))
                AND photo NOT IN ({_NEAREST} SELECT b FROM nearest WHERE place <= ? AND {_OPEN})""",
                (radius, self.model, json.dumps(photos), self.model, json.dumps(photos), radius, VERIFIED_EACH),
            )

    def _count(self, sql: str, values: Sequence[object]) -> int:
        return int(self._connection.value(sql, values))

    def _unsettled_after(self, last: int, radius: int) -> list[int]:
        # The plus signs keep SQLite on the index by photo, which is in the order asked for.
        rows = self._connection.rows(
            "SELECT photo FROM code WHERE photo > ? AND +model = ? AND +settled < ? ORDER BY photo LIMIT 500",
            (last, self.model, radius),
        )
        return [photo for (photo,) in rows]

    def put_trouble(self, a: int, b: int, error: str, version: str) -> None:
        """Records that relating a pair failed in a way nobody foresaw: it is left alone until the version changes."""
        self._connection.run(
            "INSERT OR REPLACE INTO trouble (a, b, error, version, seen) VALUES (?, ?, ?, ?, ?)",
            (a, b, error, version, int(time.time())),
        )

    def retry_troubles(self, version: str) -> None:
        """Opens the pairs again on which another version failed."""
        old = "SELECT b FROM trouble WHERE version <> ?"
        self._connection.run(f"UPDATE code SET settled = -1 WHERE photo IN ({old})", (version,))
        self._connection.run("DELETE FROM trouble WHERE version <> ?", (version,))

    def troubled(self) -> set[tuple[int, int]]:
        """The pairs that are left alone because relating them failed."""
        return {(a, b) for a, b in self._connection.rows("SELECT a, b FROM trouble")}

    def troubles(self) -> list[Trouble]:
        """The pairs of photos that are left alone, where both are there, by number."""
        rows = self._connection.rows(
            """SELECT min(one.path), min(other.path), error FROM trouble
            JOIN file AS one ON one.photo = a AND one.vanished IS NULL
            JOIN file AS other ON other.photo = b AND other.vanished IS NULL GROUP BY a, b ORDER BY a, b"""
        )
        return [Trouble(path_of(one), path_of(other), error) for one, other, error in rows]

    def put_relations(self, relations: Iterable[Relation], rules: int = 0) -> None:
        """Stores verified relations; what was known of the pairs is replaced.

        What was measured is kept of copies only: most pairs are merely similar, and their measures would be most of the
        catalogue.

        Args:
            relations: of pairs.
            rules: the version of the rules by which they were verified.
        """
        self._connection.run_many(
            "INSERT OR REPLACE INTO relation (a, b, kind, score, evidence, rules) VALUES (?, ?, ?, ?, ?, ?)",
            ((found.a, found.b, found.kind.value, float(found.score), _evidence(found), rules) for found in relations),
        )

    def outdated(self, least: Mapping[Kind, int]) -> list[tuple[int, int]]:
        """The pairs, both there, that were verified by rules that have said more since, by a, then b.

        Args:
            least: by kind, the first version of the rules that says all.
        """
        rows = self._connection.rows(
            """SELECT a, b FROM relation JOIN json_each(?) AS wanted ON wanted.key = kind
            WHERE rules < wanted.value
            AND NOT EXISTS (SELECT 1 FROM trouble WHERE trouble.a = relation.a AND trouble.b = relation.b)
            AND EXISTS (SELECT 1 FROM file WHERE photo = a AND vanished IS NULL)
            AND EXISTS (SELECT 1 FROM file WHERE photo = b AND vanished IS NULL)
            ORDER BY a, b""",
            (json.dumps(least),),
        )
        return [(a, b) for a, b in rows]

    def relations(self, kinds: Sequence[Kind]) -> list[Relation]:
        """The relations of some kinds, by a, then b."""
        marks = ", ".join("?" * len(kinds))
        rows = self._connection.rows(
            f"SELECT a, b, kind, score, evidence FROM relation WHERE kind IN ({marks}) ORDER BY a, b",
            [kind.value for kind in kinds],
        )
        return [Relation(a, b, Kind(kind), score, json.loads(evidence)) for a, b, kind, score, evidence in rows]

    def related(self, kinds: Sequence[Kind]) -> Ids:
        """Every pair of some kinds: photo ids int64 [n, 2], by a, then b."""
        marks = ", ".join("?" * len(kinds))
        rows = self._connection.rows(f"SELECT a, b FROM relation WHERE kind IN ({marks}) ORDER BY a, b", kinds)
        return np.array(rows, dtype=np.int64).reshape(-1, 2)

    def state(self) -> tuple[object, ...]:
        """What differs once there are other codes of the model, or other files with one."""
        codes = "SELECT count(*), max(rowid) FROM code WHERE model = ?"
        files = "SELECT count(*), total(id) FROM file WHERE vanished IS NULL"
        return (self.model, self.maker, *self._connection.rows(codes, (self.model,)), *self._connection.rows(files))

    def relations_among(self, photos: Iterable[int]) -> list[Relation]:
        """Every relation between two of some photos, whatever its kind, by a, then b."""
        rows = self._connection.rows(
            """WITH wanted (photo) AS MATERIALIZED (SELECT value FROM json_each(?))
            SELECT a, b, kind, score, evidence FROM relation
            WHERE a IN (SELECT photo FROM wanted) AND b IN (SELECT photo FROM wanted) ORDER BY a, b""",
            (json.dumps(list(photos)),),
        )
        return [Relation(a, b, Kind(kind), score, json.loads(evidence)) for a, b, kind, score, evidence in rows]

    def relations_of(self, photo: int) -> list[Relation]:
        """What is known of one photo and others."""
        rows = self._connection.rows(
            """SELECT a, b, kind, score, evidence FROM relation WHERE a = ?1
            UNION SELECT a, b, kind, score, evidence FROM relation WHERE b = ?1 ORDER BY a, b""",
            (photo,),
        )
        return [Relation(a, b, Kind(kind), score, json.loads(evidence)) for a, b, kind, score, evidence in rows]


_NO_CODE = """NOT EXISTS (SELECT 1 FROM code WHERE code.photo = photo.id AND model = ?)
    AND EXISTS (SELECT 1 FROM file LEFT JOIN failure ON failure.path = file.path
        AND failure.size = file.size AND failure.mtime_ns = file.mtime_ns {failing}
        WHERE file.photo = photo.id AND vanished IS NULL AND failure.path IS NULL)"""

_UNCODED, _UNREAD = _NO_CODE.format(failing="AND NOT failure.retry"), _NO_CODE.format(failing="")

_OPEN = """NOT EXISTS (SELECT 1 FROM relation WHERE relation.a = nearest.a AND relation.b = nearest.b)
    AND NOT EXISTS (SELECT 1 FROM trouble WHERE trouble.a = nearest.a AND trouble.b = nearest.b)"""

_NEAREST = """WITH nearest AS (
    SELECT a, b, row_number() OVER (PARTITION BY b ORDER BY distance, a) AS place FROM neighbour
    WHERE model = ? AND b IN (SELECT value FROM json_each(?)) AND distance <= ?)"""


def _evidence(relation: Relation) -> str:
    kept = relation.evidence if relation.kind in COPIES else {}
    return json.dumps({name: float(value) for name, value in kept.items()})
