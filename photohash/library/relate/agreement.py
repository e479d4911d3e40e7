"""How far two overlaid pictures agree once tone and sharpness are made alike.

A copy agrees with its original everywhere but under a caption or sticker, and everywhere means in the fine structure:
the normalised correlation of every small window is high. A second photo of the same scene disagrees where anything
moved, where depth shifted, and wherever only noise was left to compare.

What was put on a picture is told from what moved in the scene by its colours: captions and stickers are of one or two
flat colours, on one of the two pictures, over something that is not.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from photohash.library.photo import Pixels
from photohash.library.relate.look import Floats
from photohash.library.relate.overlap import Overlay

Mask = NDArray[np.bool_]

_ALIKE = 0.75
"""Least normalised correlation of two windows that show the same."""

_FAINTLY_ALIKE = 0.3
"""The same for windows of faint structure, most of which re-encoding may have taken."""

_TEXTURE = 2.5
"""A window whose grey levels, less their local mean, deviate less than this has no structure to correlate."""

_STRONG = 6.0
"""From this deviation on, structure survives re-encoding at any usable quality, so all of it must agree."""

_LEVELS = 12.0
"""Flat windows show the same when their grey levels, after the tone curve, are this near."""

_DIFFERING = 20.0
"""A pixel that differs by more after the tone curve may lie under a caption."""

_FEWEST_WINDOWS = 12


@dataclass(frozen=True)
class Agreement:
    """What was measured over the overlap, or over what a caption left of it.

    Attributes:
        windows: windows looked at.
        strong: share of windows with strong structure in at least one picture.
        agreeing: share of these whose structure correlates; 0 where there are none.
        correlation: median correlation of these.
        faint: share of windows with faint structure.
        faint_agreeing: share of these whose structure correlates; 1 where there are none.
        faint_correlation: median correlation of these.
        flat_agreeing: share of the flat windows whose levels agree; 1 where there are none.
        mean_difference: mean absolute grey difference after tone and sharpness are made alike, 0..255.
        raw_difference: mean absolute colour difference as the pictures are, low-passed, 0..255.
        blur: standard deviation, in canvas pixels, of the blur that makes the sharper picture as soft as the other;
            negative when the second is the sharper.
    """

    windows: int
    strong: float
    agreeing: float
    correlation: float
    faint: float
    faint_agreeing: float
    faint_correlation: float
    flat_agreeing: float
    mean_difference: float
    raw_difference: float
    blur: float


@dataclass(frozen=True)
class Addition:
    """What seems to have been put on one of two pictures.

    Attributes:
        share: of the overlap that it covers.
        plain_first: share of the most differing half of its pixels that are of the two commonest colours, in the first
            picture.
        plain_second: the same in the second.
        rest: the agreement of everything else.
    """

    share: float
    plain_first: float
    plain_second: float
    rest: Agreement


def agreement(laid: Overlay) -> Agreement | None:
    """Measures an overlay; None when too little of it is left to judge."""
    inside = laid.mask > 0
    return _Comparison(laid, inside).agreement(inside)


def addition(laid: Overlay) -> Addition | None:
    """Measures an overlay without the part where the pictures differ.

    Returns:
        what was left out and how the rest agrees, or None where the pictures differ nowhere or nearly everywhere.
    """
    inside = laid.mask > 0
    rough = _Comparison(laid, inside)
    undisputed = inside & ~rough.disputed(inside)
    if undisputed.sum() < 0.3 * inside.sum():
        return None
    comparison = _Comparison(laid, undisputed)
    differing = (comparison.difference > _DIFFERING) & inside
    differing &= cv2.blur(differing.astype(np.float32), (5, 5)) > 0.3
    if differing.sum() < 16:
        return None
    around = np.ones((7, 7), np.uint8)
    covered = cv2.dilate(differing.astype(np.uint8), around) > 0
    rest = comparison.agreement(inside & ~covered)
    if rest is None:
        return None
    most = differing & (comparison.difference >= np.median(comparison.difference[differing]))
    plain = plainness(laid.first[most]), plainness(laid.second[most])
    return Addition(float(differing.sum() / inside.sum()), *plain, rest)


class _Comparison:
    """Two grey pictures made alike in tone and sharpness by the pixels given.

    Attributes:
        difference: float32 [h, w], absolute grey difference that is left.
        blur: see :class:`Agreement`.
    """

    def __init__(self, laid: Overlay, judged: Mask) -> None:
        first = _soft(cv2.cvtColor(laid.first, cv2.COLOR_RGB2GRAY).astype(np.float32), 0.8)
        second = _soft(cv2.cvtColor(laid.second, cv2.COLOR_RGB2GRAY).astype(np.float32), 0.8)
        self.blur = _blur_between(first, second, judged)
        if self.blur > 0:
            first = _soft(first, self.blur)
        elif self.blur < 0:
            second = _soft(second, -self.blur)
        toned_first, toned_second = _toned(first, second, judged), _toned(second, first, judged)
        there, back = np.abs(toned_first - second), np.abs(toned_second - first)
        # The curve that loses less: from the richer picture to the one whose lights or shadows are burnt out.
        forward = bool(there[judged].mean() <= back[judged].mean())
        self._first, self._second = (toned_first, second) if forward else (first, toned_second)
        self.difference: Floats = there if forward else back
        self._raw = laid.first, laid.second
        self._window = int(np.clip(min(first.shape) // 16, 4, 10)) * 2 + 1

    def agreement(self, judged: Mask) -> Agreement | None:
        """Measures the windows that lie wholly in the mask."""
        square = np.ones((self._window, self._window), np.uint8)
        core = cv2.erode(judged.astype(np.uint8), square, borderType=cv2.BORDER_CONSTANT, borderValue=1)
        margin, step = self._window // 2, max(2, self._window // 3)
        grid = (slice(margin, -margin, step), slice(margin, -margin, step))
        chosen = core[grid] > 0
        if chosen.sum() < _FEWEST_WINDOWS:
            return None
        correlations, structures = self._local_correlation(judged)
        alike = self._alike(correlations, structures)[grid][chosen]
        correlation, structure = correlations[grid][chosen], structures[grid][chosen]
        strong, flat = structure > _STRONG, structure <= _TEXTURE
        faint = ~(strong | flat)
        return Agreement(
            windows=int(chosen.sum()),
            strong=float(strong.mean()),
            agreeing=_mean(alike[strong], 0.0),
            correlation=_median(correlation[strong]),
            faint=float(faint.mean()),
            faint_agreeing=_mean(alike[faint], 1.0),
            faint_correlation=_median(correlation[faint]),
            flat_agreeing=_mean(alike[flat], 1.0),
            mean_difference=float(self.difference[judged].mean()),
            raw_difference=_raw_difference(*self._raw, judged),
            blur=self.blur,
        )

    def disputed(self, judged: Mask) -> Mask:
        """Pixels in windows that do not agree: bool [h, w]."""
        alike = self._alike(*self._local_correlation(judged))
        return np.asarray(cv2.dilate((~alike).astype(np.uint8), np.ones((5, 5), np.uint8)) > 0)

    def _alike(self, correlation: Floats, structure: Floats) -> Mask:
        """Per pixel, whether the window around it shows the same in both: structure by correlation, else by level."""
        correlates = correlation > np.where(structure > _STRONG, _ALIKE, _FAINTLY_ALIKE)
        return np.where(structure > _TEXTURE, correlates, self._windowed(self.difference) < _LEVELS)

    def _windowed(self, picture: NDArray[np.floating]) -> Floats:
        return np.asarray(cv2.boxFilter(picture, -1, (self._window, self._window)), np.float32)

    def _local_correlation(self, judged: Mask) -> tuple[Floats, Floats]:
        """Per window: normalised correlation, and the larger standard deviation of the two; each float32 [h, w].

        Slow gradients are taken out first: any two evening skies share them.
        """
        wide = (2 * self._window + 1,) * 2
        weight = judged.astype(np.float32)
        total = np.maximum(cv2.blur(weight, wide), 1e-3)
        first = (self._first - cv2.blur(self._first * weight, wide) / total) * weight
        second = (self._second - cv2.blur(self._second * weight, wide) / total) * weight
        mean_first, mean_second = self._windowed(first), self._windowed(second)
        variance_first = np.maximum(self._windowed(first * first) - mean_first**2, 0)
        variance_second = np.maximum(self._windowed(second * second) - mean_second**2, 0)
        covariance = self._windowed(first * second) - mean_first * mean_second
        correlation = covariance / np.sqrt((variance_first + 0.5) * (variance_second + 0.5))
        return np.asarray(correlation, np.float32), np.sqrt(np.maximum(variance_first, variance_second))


def _mean(values: NDArray[np.bool_], otherwise: float) -> float:
    return float(values.mean()) if len(values) else otherwise


def _median(values: Floats) -> float:
    return float(np.median(values)) if len(values) else 0.0


def _soft(picture: Floats, sigma: float) -> Floats:
    return np.asarray(cv2.GaussianBlur(picture, (0, 0), sigma), np.float32)


def _sharpness(picture: Floats, judged: Mask) -> float:
    """Energy of the fine structure over that of the coarse: unchanged by contrast."""
    fine = float(np.abs(picture - cv2.blur(picture, (3, 3)))[judged].mean())
    coarse = float(np.abs(cv2.blur(picture, (7, 7)) - cv2.blur(picture, (15, 15)))[judged].mean())
    return fine / max(coarse, 1e-3)


def _blur_between(first: Floats, second: Floats, judged: Mask) -> float:
    """The blur that makes the sharper picture as soft as the other; negative when the second is the sharper."""
    sharp = _sharpness(first, judged), _sharpness(second, judged)
    softer, sharper = min(sharp), max(sharp)
    if sharper < 1.25 * softer:
        return 0.0
    picture, sign = (first, 1.0) if sharp[0] > sharp[1] else (second, -1.0)
    for sigma in (0.6, 0.9, 1.3, 1.8, 2.5, 3.5):
        if _sharpness(_soft(picture, sigma), judged) < 1.1 * softer:
            break
    return sign * sigma


def _toned(first: Floats, second: Floats, judged: Mask) -> Floats:
    """The first picture under the tone curve that carries it to the second: per level, the median of the second."""
    sparse = (slice(None, None, 3), slice(None, None, 3))
    chosen = judged[sparse]
    of, to = cv2.blur(first, (5, 5))[sparse][chosen], cv2.blur(second, (5, 5))[sparse][chosen]
    levels = np.clip(of / 8, 0, 31).astype(np.int64)
    order = np.lexsort((to, levels))
    levels, to = levels[order], to[order]
    starts = np.searchsorted(levels, np.arange(33))
    counts = np.diff(starts)
    known = counts > 0
    medians = to[np.minimum(starts[:-1] + counts // 2, len(to) - 1)]
    middles = np.arange(32) * 8 + 4.0
    curve = np.interp(np.arange(256), middles[known], medians[known])
    return np.asarray(cv2.LUT(np.clip(first + 0.5, 0, 255).astype(np.uint8), curve.astype(np.float32)), np.float32)


def _raw_difference(first: Pixels, second: Pixels, judged: Mask) -> float:
    size = max(1, judged.shape[1] // 8), max(1, judged.shape[0] // 8)
    small_first, small_second = (
        cv2.resize(picture, size, interpolation=cv2.INTER_AREA).astype(np.int16) for picture in (first, second)
    )
    whole = cv2.resize(judged.astype(np.uint8) * 255, size, interpolation=cv2.INTER_AREA) > 250
    return float(np.abs(small_first - small_second)[whole].mean()) if whole.any() else 0.0


def plainness(colours: Pixels, *, within: int = 24) -> float:
    """Share of pixels within so many levels of the two commonest colours: uint8 [n, 3] -> 0..1."""
    left = colours
    for _ in range(2):
        if len(left) == 0:
            break
        coarse = (left // 32).astype(np.int64) @ np.array([64, 8, 1])
        common = left[coarse == np.bincount(coarse).argmax()].astype(np.int16).mean(axis=0)
        left = left[np.abs(left - common).max(axis=1) >= within]
    return 1 - len(left) / max(1, len(colours))
