"""How good codes are on photos held out of training: recall of edited photos, mAP, and a model's search radii.

Every held-out photo is edited in every way of a fixed list. The threshold is the greatest distance that at most a given
share of the pairs of an edited photo and another photo's original fall within; recall is the share of edited photos
within it of their own original.

The search radii tell how near two unrelated photos come once in 10,000, 100,000 and 1,000,000 pairs. Every photo is
edited in many ways, so these pairs are far more than the pairs of photos behind them, and pairs of the same two photos
are near each other together. Counting is therefore trusted only while enough different pairs of photos lie within a
radius; ``_ENOUGH`` says how many.

Beyond that the tail is fitted. Below a radius u that is still well counted, the excess u - d of the pairs within it is
taken to be geometric, the discrete form of the exponential law that excesses over a high threshold tend to (Coles, An
Introduction to Statistical Modeling of Extreme Values, 2001, section 4.2, shape 0):

    P(distance <= u - k) = P(distance <= u) q^k,    q = m / (1 + m),    m = mean excess,

where q is the maximum of the likelihood. Distances of codes are sums of bits, whose tail falls faster than that, so the
fit errs towards a smaller radius: fewer false matches than promised, not more. A fitted radius is never larger than the
counted one.
"""

from __future__ import annotations

import io
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageEnhance, ImageFilter, ImageOps

from photohash.core.average_precision import average_precision
from photohash.core.bits import Codes, distances
from photohash.hashing.card import FALSE_MATCH_RATES

FALSE_MATCHES = 1e-5
"""The share of non-matching pairs that may pass."""

_ROWS = 64

_ENOUGH = 10
"""Pairs of photos within a radius from which on its share is told by counting."""

_TAIL = 100
"""Pairs of photos within the radius that a fitted tail begins at."""


def _crop(area: float, x: float, y: float) -> Callable[[Image.Image], Image.Image]:
    """Keeps a share of the area, at a relative place."""

    def edit(image: Image.Image) -> Image.Image:
        width, height = (max(round(size * area**0.5), 1) for size in image.size)
        left, top = round((image.width - width) * x), round((image.height - height) * y)
        return image.crop((left, top, left + width, top + height))

    return edit


def _turn(transpose: Image.Transpose) -> Callable[[Image.Image], Image.Image]:
    """A quarter turn or a mirror image."""
    return lambda image: image.transpose(transpose)


def _jpeg(image: Image.Image, quality: int) -> Image.Image:
    """Saved and read again."""
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=quality)
    return Image.open(buffer).convert("RGB")


def _caption(image: Image.Image) -> Image.Image:
    """White letters on a dark bar along the lower edge."""
    image = image.copy()
    draw, height = ImageDraw.Draw(image), max(image.height // 8, 1)
    draw.rectangle((0, image.height - height, image.width, image.height), fill=(20, 20, 20))
    draw.text((6, image.height - height), "a day to remember", fill=(255, 255, 255), font_size=height * 0.7)
    return image


def _scaled(image: Image.Image, x: float, y: float) -> Image.Image:
    """Resized by a factor for each side."""
    return image.resize((max(round(image.width * x), 1), max(round(image.height * y), 1)), Image.Resampling.LANCZOS)


EDITS: Mapping[str, Callable[[Image.Image], Image.Image]] = {
    "jpeg 20": lambda image: _jpeg(image, 20),
    "half size": lambda image: _scaled(image, 0.5, 0.5),
    "aspect": lambda image: _scaled(image, 1.0, 0.75),
    "crop 80 %": _crop(0.8, 0.3, 0.8),
    "crop 60 %": _crop(0.6, 0.8, 0.3),
    "crop 50 %": _crop(0.5, 0.5, 0.5),
    "crop 40 %": _crop(0.4, 0.4, 0.6),
    "turn 90": _turn(Image.Transpose.ROTATE_90),
    "turn 180": _turn(Image.Transpose.ROTATE_180),
    "turn 270": _turn(Image.Transpose.ROTATE_270),
    "mirror": ImageOps.mirror,
    "angle 7": lambda image: image.rotate(7, Image.Resampling.BICUBIC),
    "brighter": lambda image: ImageEnhance.Brightness(image).enhance(1.5),
    "darker": lambda image: ImageEnhance.Brightness(image).enhance(0.55),
    "contrast": lambda image: ImageEnhance.Contrast(image).enhance(1.6),
    "colour": lambda image: ImageEnhance.Color(image).enhance(1.9),
    "grey": lambda image: ImageOps.grayscale(image).convert("RGB"),
    "blur": lambda image: image.filter(ImageFilter.GaussianBlur(max(image.size) / 110)),
    "border": lambda image: ImageOps.expand(image, round(0.09 * max(image.size)), (255, 255, 255)),
    "caption": _caption,
    "crop, mirror, jpeg": lambda image: _jpeg(ImageOps.mirror(_crop(0.65, 0.7, 0.2)(image)), 40),
    "turn, border": lambda image: ImageOps.expand(image.rotate(90, expand=True), round(0.07 * image.height), (0, 0, 0)),
    "crop, darker, caption": lambda image: _caption(ImageEnhance.Brightness(_crop(0.7, 0.1, 0.6)(image)).enhance(0.7)),
}
"""Each way a held-out photo is edited, by name. None of them is drawn at random, so figures of two models compare."""


def threshold(originals: Codes, edited: Mapping[str, Codes], share: float = FALSE_MATCHES) -> int:
    """The greatest distance that at most ``share`` of the non-matching pairs fall within; -1 where there is none.

    Args:
        originals: uint8 [n, bytes].
        edited: by edit, uint8 [n, bytes]; row i is an edited photo i.
        share: of pairs (edited photo i, original j), j != i, over all edits.
    """
    counts = np.zeros(originals.shape[1] * 8 + 1, np.int64)
    for codes in edited.values():
        for start in range(0, len(codes), _ROWS):
            found = distances(codes[start : start + _ROWS], originals)
            counts += np.bincount(found.ravel(), minlength=len(counts))
        counts -= np.bincount(matching(originals, codes), minlength=len(counts))
    return int(np.searchsorted(counts.cumsum(), share * counts.sum(), side="right")) - 1


def recall(originals: Codes, edited: Mapping[str, Codes], radius: int) -> dict[str, float]:
    """The share of photos, by edit, whose code lies within a radius of the original's."""
    return {name: float((matching(originals, codes) <= radius).mean()) for name, codes in edited.items()}


def matching(originals: Codes, edited: Codes) -> NDArray[np.int64]:
    """Hamming distances row by row: int64 [n]."""
    found: NDArray[np.int64] = np.bitwise_count(originals ^ edited).sum(axis=1, dtype=np.int64)
    return found


def mean_average_precision(
    queries: Codes, wanted: NDArray[np.integer], codes: Codes, known: NDArray[np.integer]
) -> float:
    """The mAP of ranking codes by their distance to each query: the mean over queries of average precision.

    A photo is right where it shares a label with the query. Ties are as in ``core.average_precision``; a query without
    a right photo counts 0.

    Args:
        queries: uint8 [q, bytes].
        wanted: their labels, [q] or 0/1 [q, L].
        codes: uint8 [n, bytes].
        known: their labels, [n] or 0/1 [n, L].
    """
    total = 0.0
    for query, label in zip(queries, wanted, strict=True):
        right = known == label if known.ndim == 1 else (known & label).any(axis=1)
        found = distances(query[None], codes)[0]
        photos, hits = np.bincount(found), np.bincount(found[right], minlength=int(found.max()) + 1)
        total += float(average_precision(photos[None], hits[None])[0])
    return total / len(queries)


@dataclass(frozen=True)
class Distances:
    """How near unrelated photos come.

    Attributes:
        photos: held-out photos.
        edits: ways in which each was edited.
        pairs: int64 [bits + 1]; pairs of an edited photo and another photo's original, by distance.
        photo_pairs: int64 [bits + 1]; pairs of photos, by the least distance of any edit of one and the other.
    """

    photos: int
    edits: int
    pairs: NDArray[np.int64]
    photo_pairs: NDArray[np.int64]

    @classmethod
    def of(cls, originals: Codes, edited: Mapping[str, Codes]) -> Distances:
        """Counts all pairs.

        Args:
            originals: uint8 [n, bytes].
            edited: by edit, uint8 [n, bytes]; row i is an edited photo i.
        """
        count, most = len(originals), originals.shape[1] * 8
        pairs = np.zeros(most + 1, np.int64)
        least = np.full((count, count), most, np.int16)
        others = ~np.eye(count, dtype=bool)
        for codes in edited.values():
            for start in range(0, count, _ROWS):
                rows = slice(start, start + _ROWS)
                found = distances(codes[rows], originals)
                pairs += np.bincount(found[others[rows]], minlength=most + 1)
                np.minimum(least[rows], found, out=least[rows], casting="unsafe")
        either = np.minimum(least, least.T)[np.triu_indices(count, 1)]
        return cls(count, len(edited), pairs, np.bincount(either, minlength=most + 1).astype(np.int64))


def calibrate(originals: Codes, edited: Mapping[str, Codes]) -> tuple[dict[str, int], dict[str, Any]]:
    """The radii of a card, and where they come from.

    Args:
        originals: uint8 [n, bytes], codes of photos the model never learnt from.
        edited: by edit, uint8 [n, bytes]; row i is an edited photo i.

    Returns:
        The radius by rate of ``FALSE_MATCH_RATES``, never falling as the rate grows; and for the card's metrics the
        numbers of photos, edits and pairs, and of each rate how many pairs, and pairs of photos, lie within its radius
        and whether it was "counted" or "fitted".
    """
    return radii_of(Distances.of(originals, edited))


def radii_of(found: Distances) -> tuple[dict[str, int], dict[str, Any]]:
    """See ``calibrate``."""
    within, photo_pairs_within = found.pairs.cumsum(), found.photo_pairs.cumsum()
    radii: dict[str, int] = {}
    rates: dict[str, dict[str, Any]] = {}
    widest = len(within) - 1
    for rate in sorted(FALSE_MATCH_RATES, key=float, reverse=True):
        counted = int(np.searchsorted(within, float(rate) * within[-1], side="right")) - 1
        few = counted < 0 or photo_pairs_within[counted] < _ENOUGH
        fitted = _fitted(found, float(rate)) if few else None
        radius = min(counted if fitted is None else min(counted, fitted), widest)
        widest = radii[rate] = max(radius, 0)
        rates[rate] = {
            "how": "counted" if fitted is None else "fitted",
            "pairs_within": int(within[radii[rate]]),
            "photo_pairs_within": int(photo_pairs_within[radii[rate]]),
        }
    provenance = {
        "source": f"{found.photos} held-out photos, {found.edits} edits each, against the others' originals",
        "photos": found.photos,
        "edits": found.edits,
        "pairs": int(within[-1]),
        "photo_pairs": int(photo_pairs_within[-1]),
        "rates": rates,
    }
    return radii, provenance


def _fitted(found: Distances, rate: float) -> int | None:
    """The radius at a rate by the fitted tail, -1 where it is less than any distance; None with too few photos."""
    within, supported = found.pairs.cumsum(), found.photo_pairs.cumsum()
    if not len(supported) or supported[-1] < _TAIL:
        return None
    begins = int(np.searchsorted(supported, _TAIL))
    share = within[begins] / within[-1]
    if rate >= share:
        return None
    excess = float(np.average(begins - np.arange(begins + 1), weights=found.pairs[: begins + 1]))
    if not excess:
        return begins - 1
    steps = math.ceil(math.log(rate / share) / math.log(excess / (1 + excess)))
    return max(begins - steps, -1)
