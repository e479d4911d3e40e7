"""Which photos may belong to an album next: by likeness to its photos, or those that are hardest to tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from photohash.core.bits import Codes, unpack
from photohash.core.settings import Settings
from photohash.library.browse import Browser


class SuggestionWay(StrEnum):
    """What is suggested: what surely belongs to an album, or what photohash cannot tell."""

    LIKENESS = "likeness"
    DOUBT = "doubt"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A photo that may belong to an album.

    Attributes:
        photo: its number.
        album: the one it is most like.
        score: how sure, 0 to 1.
        second: the album that it might be in instead, or None.
    """

    photo: int
    album: int
    score: float
    second: int | None


def suggest(browser: Browser, album: int | None, way: SuggestionWay, count: int) -> tuple[Suggestion, ...]:
    """The photos that may belong to an album next; those in an album, and copies of them, are left out.

    Args:
        browser: of the library.
        album: the album; None for any.
        way: what is wanted.
        count: the most to be given.

    Returns:
        by likeness the surest first, by doubt the most doubtful first. None where no album has a photo with a code.
    """
    members = {one.id: browser.album_photos(one.id) for one in browser.albums()}
    photos, codes = browsing_codes(browser)
    row_of = {photo: row for row, photo in enumerate(photos.tolist())}
    rows = {one: [row_of[photo] for photo in inside if photo in row_of] for one, inside in members.items()}
    names = [one for one, inside in rows.items() if inside]
    if not names or (album is not None and album not in names):
        return ()
    scores = _scores(codes, [rows[name] for name in names])
    taken = {photo for inside in members.values() for photo in inside}
    copies = browser.copies()
    taken |= {int(b) for a, b in copies if a in taken} | {int(a) for a, b in copies if b in taken}
    order = np.argsort(-scores, axis=1)
    best = order[:, 0]
    free = ~np.isin(photos, list(taken))
    for one, photo in browser.turned_down():
        if photo in row_of and one in names:
            scores[row_of[photo], names.index(one)] = -np.inf
    if album is not None:
        place = names.index(album)
        free &= (best == place) if way is SuggestionWay.LIKENESS else (order[:, :2] == place).any(axis=1)
    top = np.take_along_axis(scores, order[:, :2], axis=1)
    doubt = np.abs(top[:, 0] - top[:, 1]) if len(names) > 1 else np.abs(top[:, 0] - 0.5)
    ranks = -top[:, 0] if way is SuggestionWay.LIKENESS else doubt
    chosen = [row for row in np.argsort(ranks, kind="stable").tolist() if free[row] and np.isfinite(top[row, 0])]
    return tuple(
        Suggestion(
            int(photos[row]),
            names[best[row]],
            float(np.clip(top[row, 0], 0, 1)),
            names[order[row, 1]] if len(names) > 1 else None,
        )
        for row in chosen[:count]
    )


def browsing_codes(browser: Browser) -> tuple[NDArray[np.int64], Codes]:
    """The codes by which look-alikes are told: of the browsing model, and where it has none of the browser's own.

    Returns:
        photo ids int64 [n], ascending, and codes uint8 [n, bytes]; none where there are none.
    """
    photos, codes = browser.codes(str(Settings(browser.folder)["browsing-model"]))
    return (photos, codes) if len(photos) else browser.codes(browser.model_id)


def _scores(codes: Codes, rows: Sequence[Sequence[int]]) -> NDArray[np.float32]:
    """How like each photo is to each album, float32 [n, albums]: nearness to its nearest photo."""
    signs = unpack(codes).astype(np.float32)
    bits = signs.shape[1]
    near = [((signs @ signs[list(inside)].T) / bits).max(axis=1) for inside in rows]
    return np.asarray((np.stack(near, axis=1) + 1) / 2, dtype=np.float32)
