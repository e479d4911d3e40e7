"""How well the photos of each album find one another, by one model and by another one before it.

Where a folder comes without parts, every photo is looked for among all others: an album of twelve photos has twelve
queries so, where a tenth of each would have one. A folder that has a part ``test`` keeps to it. A photo never finds
itself. Whoever compares a model of their own in this way gives it photos that it did not learn from.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from photohash.core.bits import Codes
from photohash.evaluation import retrieval
from photohash.evaluation.datasets import Dataset
from photohash.evaluation.protocols import Split
from photohash.evaluation.retrieval import Labels
from photohash.evaluation.subject import Subject

_FIRST = 10


@dataclass(frozen=True, slots=True)
class AlbumFigures:
    """The figures of one album, means over its photos; those that nothing is right for count for none.

    Attributes:
        name: of the album; "" for all of them.
        photos: that were looked for.
        mean_average_precision: over all that was searched among; NaN where nothing could be found.
        precision_at_10: share of right photos among the first ten, or among as many as are right where those are fewer.
    """

    name: str
    photos: int
    mean_average_precision: float
    precision_at_10: float

    def as_dict(self) -> dict[str, Any]:
        """As JSON takes it; figures are null where there are none."""
        named = {"map_all": self.mean_average_precision, "p_at_10": self.precision_at_10}
        return {name: None if np.isnan(value) else value for name, value in named.items()}


@dataclass(frozen=True, slots=True)
class AlbumsFound:
    """The figures of all albums by one model.

    Attributes:
        model: its id.
        albums: each of them.
        whole: all photos together.
        among_themselves: whether each photo was looked for among all others, and not those of a part ``test`` among
            the rest.
    """

    model: str
    albums: tuple[AlbumFigures, ...]
    whole: AlbumFigures
    among_themselves: bool


def of_dataset(
    dataset: Dataset, subject: Subject, split: Split, codes: Sequence[Codes], check: Callable[[], None]
) -> AlbumsFound:
    """Measures every label of a dataset.

    Args:
        dataset: has the labels.
        subject: whose codes they are.
        split: has the queries and what is searched among.
        codes: of either, and of any others behind them, which do not count.
        check: called now and then; may raise to stop.
    """
    sought, searched = zip(codes[:2], (dataset.labels[split.queries], dataset.labels[split.database]), strict=True)
    whole = not dataset.parts
    return by_album(subject.id, dataset.classes, sought, searched, subject.bits, among_themselves=whole, check=check)


def by_album(
    model: str,
    albums: Sequence[str],
    queries: tuple[Codes, Labels],
    database: tuple[Codes, Labels],
    bits: int,
    *,
    among_themselves: bool,
    check: Callable[[], None] = lambda: None,
) -> AlbumsFound:
    """Measures every album.

    Args:
        model: whose codes they are.
        albums: names of the labels.
        queries: codes of the photos that are looked for, uint8 [q, bytes], and their labels.
        database: the same of those that are searched among.
        bits: length of a code.
        among_themselves: whether the queries are searched among too, each without itself.
        check: called now and then; may raise to stop.
    """
    codes, labels = queries
    if among_themselves:
        database = np.concatenate([codes, database[0]]), np.concatenate([labels, database[1]])
        codes, labels = database
    found = retrieval.retrieve(codes, labels, *database, bits, check=check)
    if among_themselves:
        for counted in (found.photos, found.right):
            counted[:, 0] -= 1
    some = found.right.any(axis=1)
    precision = np.where(some, retrieval.average_precision(found), np.nan)
    first = np.where(some, _first_ten(found), np.nan)

    def figures(name: str, rows: NDArray[np.bool_]) -> AlbumFigures:
        return AlbumFigures(name, int(rows.sum()), _mean(precision[rows]), _mean(first[rows]))

    members = labels[:, None] == np.arange(len(albums)) if labels.ndim == 1 else labels > 0
    each = tuple(figures(name, members[:, place]) for place, name in enumerate(albums))
    return AlbumsFound(model, each, figures("", np.ones(len(labels), bool)), among_themselves)


def _mean(values: NDArray[np.float64]) -> float:
    told = values[~np.isnan(values)]
    return float(told.mean()) if len(told) else float("nan")


def _first_ten(found: retrieval.Retrieved) -> NDArray[np.float64]:
    """Expected share of right photos in the first places: float64 [queries]."""
    places = np.clip(found.right.sum(axis=1), 1, _FIRST)
    taken = np.clip(places[:, None] - (np.cumsum(found.photos, axis=1) - found.photos), 0, found.photos)
    share: NDArray[np.float64] = (taken * found.right / np.maximum(found.photos, 1)).sum(axis=1) / places
    return share


def as_rows(found: AlbumsFound, before: AlbumsFound | None) -> list[dict[str, Any]]:
    """The albums as JSON takes them, with the figures before where there are some; all of them together come last."""
    rows = []
    for place, album in enumerate((*found.albums, found.whole)):
        row = {"album": album.name or None, "photos": album.photos, **album.as_dict()}
        if before is not None:
            row["before"] = (*before.albums, before.whole)[place].as_dict()
        rows.append(row)
    return rows
