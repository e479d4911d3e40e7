"""A folder of which it is known what is a copy of what, and what a hash says of its pairs at every limit."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from blake3 import blake3
from numpy.typing import NDArray
from PIL import Image

from photohash.bench.side_by_side_result import CopiesAnswer
from photohash.bench.synthetic_library import FAMILIES, MadeFile
from photohash.core.bits import Codes


class KnownCopies:
    """What is a copy of what in the folder; files of the same bytes are one content.

    Args:
        made: every file.

    Attributes:
        paths: one file of each content.
    """

    def __init__(self, made: Sequence[MadeFile]) -> None:
        row_of: dict[bytes, int] = {}
        self.paths: list[Path] = []
        names: dict[str, int] = {}
        photos: list[int] = []
        originals: dict[str, int] = {}
        copies: list[tuple[str, str, int]] = []
        for file in made:
            digest = blake3(file.path.read_bytes()).digest()
            if digest not in row_of:
                row_of[digest] = len(self.paths)
                self.paths.append(file.path)
                photos.append(names.setdefault(file.photo, len(names)))
            if file.copied_by is None:
                originals[file.photo] = row_of[digest]
            else:
                copies.append((file.copied_by, file.photo, row_of[digest]))
        self._photos = np.array(photos)
        self._copies = {
            family: np.array([(originals[photo], row) for name, photo, row in copies if name in _names(family)])
            for family in FAMILIES
        }

    def megapixels(self) -> float:
        """Mean size of a picture."""
        sizes = []
        for path in self.paths:
            with Image.open(path) as opened:
                sizes.append(opened.width * opened.height)
        return statistics.mean(sizes) / 1e6

    def answers(self, bits: int, codes: Codes, unread: NDArray[np.bool_]) -> list[CopiesAnswer]:
        """What a hash answers at every limit from 0 to its length.

        Args:
            bits: length of a code.
            codes: of ``paths``, uint8 [n, bytes].
            unread: those that have none, bool [n].
        """
        right = np.zeros(bits + 2, np.int64)
        everything = np.zeros(bits + 2, np.int64)
        for row in range(len(codes)):
            apart = np.where(unread[row] | unread[row + 1 :], bits + 1, apart_from(codes[row], codes[row + 1 :]))
            everything += np.bincount(apart, minlength=bits + 2)
            same = self._photos[row + 1 :] == self._photos[row]
            right += np.bincount(apart[same], minlength=bits + 2)
        found = {}
        for family, pairs in self._copies.items():
            one, other = pairs.reshape(-1, 2).T
            apart = np.where(
                (unread[one] | unread[other]) & (one != other), bits + 1, apart_from(codes[one], codes[other])
            )
            found[family] = np.bincount(apart, minlength=bits + 2).cumsum() / max(len(pairs), 1)
        called, right = everything.cumsum(), right.cumsum()
        return [
            CopiesAnswer(
                limit,
                int(called[limit]),
                float(right[limit] / called[limit]) if called[limit] else 1.0,
                {family: float(shares[limit]) for family, shares in found.items()},
            )
            for limit in range(bits + 1)
        ]


def _names(family: str) -> set[str]:
    """The names of the transformations of a family."""
    return {row.name for row in FAMILIES[family]}


def apart_from(one: Codes, others: Codes) -> NDArray[np.int64]:
    """Distances of one code, or of as many, to others: int64 [n]."""
    return np.asarray(np.bitwise_count(one ^ others).sum(axis=1, dtype=np.int64))
