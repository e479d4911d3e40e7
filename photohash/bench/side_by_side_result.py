"""What ``bench peers`` finds: answers of photohash and of other libraries, their speed, and the JSON of them."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from photohash.library.photo import Failure

OURS = "photohash"
"""What ratios call it."""

SURE = 0.99
"""Where at least so many of the pairs called copies are copies, a person can believe the answer."""


@dataclass(frozen=True, slots=True)
class CopiesAnswer:
    """What one of them said of the folder.

    Attributes:
        limit: the distance in bits up to which two pictures are called copies; None where more than that decides.
        called: pairs called copies.
        precision: share of these that are; 1 where there are none.
        recall: share of the copies made that were called copies, by family of transformations.
    """

    limit: int | None
    called: int
    precision: float
    recall: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Contender:
    """What was found of one of them.

    Attributes:
        name: photohash's model, or the peer's hash.
        bits: length of a code.
        answer: at its own limit.
        sure: of all limits with a precision of at least ``SURE``, the answer with the most copies; None without any.
        curve: every limit's, from 0 to the first at which fewer than one in ten of the pairs called are copies.
        rounds: files a second of work of one processor, one number a round.
        unread: how many files it could not read.
    """

    name: str
    bits: int
    answer: CopiesAnswer
    sure: CopiesAnswer | None
    curve: Sequence[CopiesAnswer]
    rounds: Sequence[float]
    unread: int = 0

    @property
    def rate(self) -> float:
        """Files a second of work of one processor: the median of its rounds."""
        return statistics.median(self.rounds)


@dataclass(frozen=True, slots=True)
class PeersResult:
    """What ``bench peers`` found.

    Attributes:
        machine: what it ran on; see ``machine.describe``.
        files: how many the folder holds.
        copies: how many of these were made from others.
        megapixels: mean size of a picture.
        threads: that read and hash.
        contenders: photohash first.
        skipped: sentences on what was not measured.
        failures: photos that could not be read.
    """

    machine: Mapping[str, Any]
    files: int
    copies: int
    megapixels: float
    threads: int
    contenders: Sequence[Contender]
    skipped: Sequence[str]
    failures: Sequence[Failure]

    @property
    def ratios(self) -> dict[str, float]:
        """Our speed, and our recall of the whole family, as multiples of each peer's."""
        ours, *others = self.contenders
        speed = {f"speed, {OURS} / {other.name}": ours.rate / other.rate for other in others}
        whole = ours.answer.recall["whole"]
        found = {
            f"recall, {OURS} / {other.name}": whole / other.answer.recall["whole"]
            for other in others
            if other.answer.recall["whole"]
        }
        return speed | found

    def as_dict(self) -> dict[str, Any]:
        """The document of ``photohash bench peers --json``."""
        return {
            "machine": dict(self.machine),
            "ratios": {name: round(ratio, 3) for name, ratio in self.ratios.items()},
            "files": self.files,
            "copies": self.copies,
            "megapixels": round(self.megapixels, 2),
            "threads": self.threads,
            "contenders": {
                found.name: {
                    "bits": found.bits,
                    **_plain(found.answer),
                    "sure": found.sure and _plain(found.sure),
                    "curve": [
                        [answer.limit, round(answer.recall["whole"], 4), round(answer.precision, 4)]
                        for answer in found.curve
                    ],
                    "rate": round(found.rate, 2),
                    "rounds": [round(rate, 2) for rate in found.rounds],
                    "unread": found.unread,
                }
                for found in self.contenders
            },
            "skipped": list(self.skipped),
            "failures": [{"path": str(failure.path), "reason": failure.reason} for failure in self.failures],
        }


def _plain(answer: CopiesAnswer) -> dict[str, Any]:
    recall = {family: round(share, 4) for family, share in answer.recall.items()}
    return {"limit": answer.limit, "called": answer.called, "precision": round(answer.precision, 4), "recall": recall}
