"""What photohash says of a library's pairs, against the truth.

A pair of photos is **called a copy** where it was verified as one of the kinds of copies, or where both are in one
group. It is one where both show the same photo. **Precision** is the share of pairs called a copy that are; files of
the same bytes are one photo, and no pair. A **true copy** is a file made by a transformation with the photo it was
made from; **recall** is the share of true copies that are called one, and **right kind** the share of those that are
verified as a kind the transformation's row allows. Two copies of one photo count for precision only: nobody can say
what a crop is to another crop.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from photohash.bench.synthetic_library import BURSTS, FAMILIES, MadeFile
from photohash.library.photo import COPIES, SAFE_COPIES, Kind, Relation

MISSED, GROUPED, UNRELATED = "missed", "grouped", "unrelated"
"""Said of a pair besides its kind: a true copy that nobody looked at; in one group, though not verified with each
other; no copy, and not near enough to have been looked at."""

TIMED, FRAMES, SUBJECT, DIFFERENT = "burst, times known", "burst", "one subject", "different photos"
"""True of a pair that is no copy."""

_OR = " or "

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class TransformationRow:
    """The copies made by one transformation.

    Attributes:
        kinds: what they rightly are.
        copies: how many there are.
        found: how many are called a copy of their photo.
        right: how many of these are verified as a right kind.
        refused: how many were near enough to be looked at, and then not called a copy.
    """

    kinds: tuple[Kind, ...]
    copies: int = 0
    found: int = 0
    right: int = 0
    refused: int = 0


@dataclass(frozen=True, slots=True)
class WrongPair:
    """A pair called a copy that is none.

    Attributes:
        a: one file.
        b: the other.
        truth: what the pair is.
        said: the kind it was verified as, or ``GROUPED``.
        score: how sure, or None where it was not verified.
    """

    a: Path
    b: Path
    truth: str
    said: str
    score: float | None


@dataclass(frozen=True, slots=True)
class Scores:
    """How what was said compares with the truth.

    Attributes:
        called: pairs called a copy.
        wrong: those that are none, the surest first.
        rows: true copies by transformation, in the order first seen.
        confusion: pairs by what is true, then by what was said.
        kinds: by kind said, or ``GROUPED``: pairs called that, and how many of them are copies.
    """

    called: int
    wrong: tuple[WrongPair, ...]
    rows: Mapping[str, TransformationRow]
    confusion: Mapping[str, Mapping[str, int]]
    kinds: Mapping[str, tuple[int, int]]

    @property
    def precision(self) -> float:
        """Share of pairs called a copy that are; 1 where nothing is called one."""
        return 1 - len(self.wrong) / self.called if self.called else 1.0

    @property
    def unsafe(self) -> int:
        """Pairs said to be of a kind that is ticked without the user, though the truth allows none such.

        These are the errors by which a picture could be put away that nothing else shows in full.
        """
        safe = set(SAFE_COPIES)
        return sum(
            count
            for truth, said in self.confusion.items()
            for kind, count in said.items()
            if kind in safe and safe.isdisjoint(truth.split(_OR))
        )

    def recall(self, family: str) -> float:
        """Share of a family's true copies called one; ``family`` is a name in ``library_made.FAMILIES``."""
        rows = self._of(family)
        copies = sum(row.copies for row in rows)
        return sum(row.found for row in rows) / copies if copies else 0.0

    def right_kind(self, family: str) -> float:
        """Share of a family's true copies called one that are verified as a right kind."""
        rows = self._of(family)
        found = sum(row.found for row in rows)
        return sum(row.right for row in rows) / found if found else 0.0

    def _of(self, family: str) -> list[TransformationRow]:
        names = {row.name for row in FAMILIES[family]}
        return [row for name, row in self.rows.items() if name in names]

    def as_dict(self) -> dict[str, Any]:
        """As JSON takes it."""
        return {
            "called": self.called,
            "precision": self.precision,
            "unsafe": self.unsafe,
            "families": {
                family: {"recall": self.recall(family), "right_kind": self.right_kind(family)} for family in FAMILIES
            },
            "transformations": {
                name: {
                    "kinds": [*row.kinds],
                    "copies": row.copies,
                    "found": row.found,
                    "right_kind": row.right,
                    "refused": row.refused,
                }
                for name, row in self.rows.items()
            },
            "kinds": {said: {"called": called, "copies": right} for said, (called, right) in self.kinds.items()},
            "confusion": {truth: dict(said) for truth, said in self.confusion.items()},
            "wrong": [
                {"a": str(pair.a), "b": str(pair.b), "truth": pair.truth, "said": pair.said, "score": pair.score}
                for pair in self.wrong
            ],
        }


def score(
    made: Sequence[MadeFile],
    photos: Mapping[Path, int],
    relations: Sequence[Relation],
    groups: Sequence[Collection[int]],
) -> Scores:
    """Compares a library with its truth.

    Args:
        made: every file of it.
        photos: the number of the photo each file holds; a file that was not taken in has none.
        relations: what was verified, of any kind.
        groups: photos that are in one group.
    """
    told = _Told(relations, groups)
    shown = {photos[file.path]: file for file in reversed(made) if file.path in photos}
    confusion: dict[str, Counter[str]] = {}
    rows = _true_copies(made, photos, told, confusion)
    wrong: list[WrongPair] = []
    kinds: dict[str, list[int]] = {}
    for a, b in sorted(told.called):
        first, second, said = shown[a], shown[b], told.of((a, b))
        tally = kinds.setdefault(said, [0, 0])
        tally[0] += 1
        if first.photo == second.photo:
            tally[1] += 1
        else:
            verified = told.relations.get((a, b))
            certainty = verified.score if verified is not None and said != GROUPED else None
            wrong.append(WrongPair(first.path, second.path, _truth(first, second), said, certainty))
    _others(shown, told, confusion)
    return Scores(
        called=len(told.called),
        wrong=tuple(sorted(wrong, key=lambda pair: -(pair.score or 0))),
        rows=rows,
        confusion={truth: dict(said) for truth, said in confusion.items()},
        kinds={said: (called, right) for said, (called, right) in kinds.items()},
    )


class _Told:
    """What was said of pairs of photos, each with the smaller number first."""

    def __init__(self, relations: Sequence[Relation], groups: Sequence[Collection[int]]) -> None:
        self.relations = {(relation.a, relation.b): relation for relation in relations}
        grouped = {pair for group in groups for pair in combinations(sorted(set(group)), 2)}
        self.called = grouped | {pair for pair, relation in self.relations.items() if relation.kind in COPIES}

    def of(self, pair: Pair) -> str:
        """The kind, where the pair was verified as that; a pair called a copy for its group alone is ``GROUPED``."""
        relation = self.relations.get(pair)
        if pair in self.called and (relation is None or relation.kind not in COPIES):
            return GROUPED
        return UNRELATED if relation is None else relation.kind.value


def _true_copies(
    made: Sequence[MadeFile], photos: Mapping[Path, int], told: _Told, confusion: dict[str, Counter[str]]
) -> dict[str, TransformationRow]:
    """Scores every copy against the photo it was made from, by transformation, and counts what was said."""
    originals = {file.photo: photos.get(file.path) for file in made if file.copied_by is None}
    rows: dict[str, TransformationRow] = {}
    for file in made:
        if file.copied_by is None:
            continue
        said = _said(originals[file.photo], photos.get(file.path), told)
        confusion.setdefault(_OR.join(kind for kind in Kind if kind in file.kinds), Counter())[said] += 1
        row = rows.get(file.copied_by, TransformationRow(file.kinds))
        found = said in {*COPIES, GROUPED}
        rows[file.copied_by] = TransformationRow(
            min(row.kinds, file.kinds, key=len),  # of one photo more may be right than of most
            copies=row.copies + 1,
            found=row.found + found,
            right=row.right + (said in file.kinds),
            refused=row.refused + (not found and said != MISSED),
        )
    return rows


def _said(original: int | None, copy: int | None, told: _Told) -> str:
    if original is None or copy is None:
        return MISSED
    if original == copy:
        return Kind.IDENTICAL.value
    said = told.of((min(original, copy), max(original, copy)))
    return MISSED if said == UNRELATED else said


def _others(shown: Mapping[int, MadeFile], told: _Told, confusion: dict[str, Counter[str]]) -> None:
    """Counts what was said of the pairs that are no copies; those nobody looked at are what is left of all pairs."""
    pairs = Counter[str]()
    series: dict[str, list[MadeFile]] = {}
    for file in shown.values():
        if file.series is not None:
            series.setdefault(file.series, []).append(file)
    for files in series.values():
        pairs.update(_truth(a, b) for a, b in combinations(files, 2) if a.photo != b.photo)
    alike = sum(size * (size - 1) // 2 for size in Counter(file.photo for file in shown.values()).values())
    everything = len(shown) * (len(shown) - 1) // 2
    pairs[DIFFERENT] = everything - alike - pairs.total()
    said: dict[str, Counter[str]] = {truth: Counter() for truth in (TIMED, FRAMES, SUBJECT, DIFFERENT) if pairs[truth]}
    for a, b in told.called | told.relations.keys():
        if shown[a].photo != shown[b].photo:
            said[_truth(shown[a], shown[b])][told.of((a, b))] += 1
    for truth, counts in said.items():
        counts[UNRELATED] = pairs[truth] - counts.total()
    confusion.update(said)


def _truth(a: MadeFile, b: MadeFile) -> str:
    """What a pair of different photos is."""
    if a.series is None or a.series != b.series:
        return DIFFERENT
    if not a.series.startswith(BURSTS):
        return SUBJECT
    return TIMED if a.timed and b.timed else FRAMES
