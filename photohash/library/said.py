"""What the user said of photos, as it was said: decisions on pairs put together again, and files chosen by hand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from photohash.library.actions import DecisionVerdict
from photohash.library.browse import Browser
from photohash.library.group_preferences import File, Pair
from photohash.library.photo import Photo


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that the user said.

    Attributes:
        verdict: of pairs; None where a file was chosen to be kept.
        made: when, in seconds since 1970.
        photos: those it is about; without files where they are not in the library now.
        pairs: those decided.
        file: the one chosen, or None.
    """

    verdict: DecisionVerdict | None
    made: int
    photos: tuple[Photo, ...]
    pairs: tuple[Pair, ...] = ()
    file: File | None = None

    @property
    def paths(self) -> list[Path]:
        """The path of every file that is there; the chosen file's own."""
        if self.file is not None:
            return [self.file[0]]
        return [file.path for photo in self.photos for file in photo.files]


def everything_said(browser: Browser) -> list[Said]:
    """Everything that the user said, the newest first.

    Pairs that were decided in one second, in the same way, are one thing where they hang together.
    """
    decisions, chosen = browser.decisions(), browser.chosen_since()
    digests = {digest for one in decisions for digest in (one.a, one.b)} | {digest for _, digest in chosen}
    photos = browser.photos_with(digests)
    found = [Said(None, made, (photos[file[1]],), file=file) for file, made in chosen.items() if file[1] in photos]
    decisions.sort(key=lambda one: (one.made, one.verdict))
    for (made, verdict), alike in groupby(decisions, key=lambda one: (one.made, one.verdict)):
        for pairs in _hanging_together([(one.a, one.b) for one in alike]):
            about = dict.fromkeys(digest for pair in pairs for digest in pair)
            found.append(Said(verdict, made, tuple(photos[one] for one in about if one in photos), tuple(pairs)))
    return sorted(found, key=lambda one: -one.made)


def _hanging_together(pairs: Collection[Pair]) -> Iterable[list[Pair]]:
    """Pairs in parts of which no photo is in two."""
    near: dict[bytes, list[Pair]] = defaultdict(list)
    for pair in pairs:
        for digest in dict.fromkeys(pair):
            near[digest].append(pair)
    left = dict.fromkeys(pairs)
    while left:
        part, waiting = [], [next(iter(left))]
        while waiting:
            pair = waiting.pop()
            if pair not in left:
                continue
            del left[pair]
            part.append(pair)
            waiting += (other for digest in pair for other in near[digest] if other in left)
        yield part
