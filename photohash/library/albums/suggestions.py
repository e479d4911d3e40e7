"""Which photos may belong to an album next: by likeness to its photos, or those that are hardest to tell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from photohash.library.albums.copy_groups import ONE_SHOT, hanging_together
from photohash.library.albums.likeness import LikenessSpace, as_score, likeness_space
from photohash.library.browse import Browser

_POSSIBLE = 0.1
"""The least score of a second album that is named."""


class SuggestionWay(StrEnum):
    """What is suggested: what surely belongs to an album, or what photohash cannot tell."""

    LIKENESS = "likeness"
    DOUBT = "doubt"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A photo that may belong to an album.

    Attributes:
        photo: its number.
        album: the one it is suggested for.
        score: how sure, 0 to 1: about the share of photos suggested with it that belong.
        second: the album that it might be in instead, or None.
    """

    photo: int
    album: int
    score: float
    second: int | None


def suggest(browser: Browser, album: int | None, way: SuggestionWay, count: int) -> tuple[Suggestion, ...]:
    """The photos that may belong to an album next.

    Left out are photos that are in an album, copies of them, and, for an album, what was turned down for it. Of photos
    that are copies of one another one is suggested.

    Args:
        browser: of the library.
        album: the album; None for any.
        way: what is wanted.
        count: the most to be given.

    Returns:
        by likeness the surest first; by doubt first the photos whose two best albums are closest to each other, or with
        a single album those about which it cannot tell. None where no photo of the album has a code.
    """
    space = likeness_space(browser)
    members = {one.id: browser.album_photos(one.id) for one in browser.albums()}
    rows = {one: space.rows_of(inside) for one, inside in members.items()}
    albums = [one for one, inside in rows.items() if len(inside)]
    if count < 1 or not albums or (album is not None and album not in albums):
        return ()
    turned_down = _turned_down(browser, space, albums)
    likeness = space.albums([rows[one] for one in albums], turned_down).likeness()
    for place, those in enumerate(turned_down):
        likeness[those, place] = -np.inf
    free = _free(browser, space, members.values())
    if album is None:
        order = np.argsort(-likeness, axis=1, kind="stable")
        first = order[:, 0]
        second = order[:, 1] if len(albums) > 1 else None
    else:
        first = np.full(len(likeness), albums.index(album))
        others = likeness.copy()
        others[:, albums.index(album)] = -np.inf
        second = others.argmax(axis=1) if len(albums) > 1 else None
    best = np.take_along_axis(likeness, first[:, None], axis=1)[:, 0]
    next_best = None if second is None else np.take_along_axis(likeness, second[:, None], axis=1)[:, 0]
    wanted = best if way is SuggestionWay.LIKENESS else _doubt(best, next_best)
    free &= np.isfinite(best)
    chosen = _one_of_each(space.photos, np.flatnonzero(free)[np.argsort(-wanted[free], kind="stable")], browser, count)
    instead = [None] * len(likeness) if second is None or next_best is None else _named(second, next_best, albums)
    scores = as_score(best[chosen])
    return tuple(
        Suggestion(int(space.photos[row]), albums[first[row]], float(score), instead[row])
        for row, score in zip(chosen.tolist(), scores, strict=True)
    )


def _turned_down(browser: Browser, space: LikenessSpace, albums: Sequence[int]) -> list[NDArray[np.int64]]:
    """For each album the rows of the photos turned down for it."""
    photos: dict[int, list[int]] = {album: [] for album in albums}
    for album, photo in browser.turned_down():
        if album in photos:
            photos[album].append(photo)
    return [space.rows_of(sorted(photos[album])) for album in albums]


def _free(browser: Browser, space: LikenessSpace, members: Iterable[Sequence[int]]) -> NDArray[np.bool_]:
    """Which photos are in no album and no copies of one that is, bool [n]."""
    taken = np.array(sorted({photo for inside in members for photo in inside}), dtype=np.int64)
    both = np.concatenate([space.photos, taken])
    groups = hanging_together(both, browser.related(ONE_SHOT))
    there = np.isin(space.photos, np.array(browser.photo_ids(), dtype=np.int64))
    return np.asarray(there & ~np.isin(groups[: len(space.photos)], groups[len(space.photos) :]))


def _doubt(best: NDArray[np.float32], next_best: NDArray[np.float32] | None) -> NDArray[np.float32]:
    """How much a photo would tell: it might well be in either of two albums; with one album it is on the edge."""
    if next_best is None:
        return np.asarray(-np.abs(as_score(best) - np.float32(0.5)), dtype=np.float32)
    scores, others = as_score(best), as_score(next_best)
    return np.asarray(np.minimum(scores, others) - np.abs(best - next_best), dtype=np.float32)


def _one_of_each(
    photos: NDArray[np.int64], ordered: NDArray[np.int64], browser: Browser, count: int
) -> NDArray[np.int64]:
    """The first rows of an order, of photos that are copies of one another the first."""
    front = ordered[: 20 * count]
    groups = hanging_together(photos[front], browser.related(ONE_SHOT))
    return front[np.sort(np.unique(groups, return_index=True)[1])[:count]]


def _named(second: NDArray[np.int64], next_best: NDArray[np.float32], albums: Sequence[int]) -> list[int | None]:
    possible = as_score(next_best) >= _POSSIBLE
    return [albums[place] if can else None for place, can in zip(second.tolist(), possible.tolist(), strict=True)]
