"""How far two overlaid pictures agree once tone and sharpness are made alike.

A copy agrees with its original everywhere but under a caption or sticker, and everywhere means in the fine structure:
the normalised correlation of every small window is high. A second photo of the same scene disagrees where anything
moved, where depth shifted, and wherever only noise was left to compare.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from photohash.library.photo import Pixels
from photohash.library.relate.features import Floats
from photohash.library.relate.overlap import Overlap

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

_PARTLY_ALIKE = 0.5
_USUAL = 2.0
_MOST_USUAL = 5.0
"""A window that correlates this much also shows the same when it differs by no more than so many times what all differ
by, up to so many grey levels: where compression took much, it took it everywhere."""

_MOST_DISAGREEING = 0.3
_FEWEST_WINDOWS = 12
_SAME_SAMPLING = 0.02
_BINS = 64
_BLURS = (0.6, 0.9, 1.3, 1.8, 2.5, 3.5, 5.0)


@dataclass(frozen=True)
class Similarity:
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
        blur: standard deviation, in canvas pixels, of the blur that makes the sharper picture as soft as the other;
            negative when the second is the sharper.
        noise: standard deviation of the noise that the second has more than the first, in grey levels; negative when
            the first has more, 0 where one was sampled more coarsely, which takes noise away.
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
    blur: float
    noise: float


class CanvasComparison:
    """Two grey pictures on one canvas, made alike in tone and sharpness by the pixels given.

    Attributes:
        first: float32 [h, w], the first picture as it is compared.
        second: float32 [h, w], the second.
        difference: float32 [h, w], their absolute difference, less what differs slowly, as light falling off does.
        untoned: both, each float32 [h, w], alike in sharpness alone.
        blur: see :class:`Similarity`.
        noise: see :class:`Similarity`.
    """

    def __init__(self, laid: Overlap, judged: Mask) -> None:
        self._judged = judged.astype(np.uint8)
        sharp_first, sharp_second = laid.pictures()
        first, second = _soft(sharp_first.astype(np.float32), 0.8), _soft(sharp_second.astype(np.float32), 0.8)
        alike_sampled = abs(np.log(laid.step[0] / laid.step[1])) < _SAME_SAMPLING
        self.noise = self._noise(sharp_first, sharp_second) if alike_sampled else 0.0
        self.blur = _blur_between(first, second, self._judged)
        if self.blur > 0:
            first = _soft(first, self.blur)
        elif self.blur < 0:
            second = _soft(second, -self.blur)
        toned_first, toned_second = self._toned(first, second)
        there, back = toned_first - second, first - toned_second
        # The curve that loses less: from the richer picture to the one whose lights or shadows are burnt out.
        forward = _mean_of(np.abs(there), self._judged) <= _mean_of(np.abs(back), self._judged)
        self.first, self.second = (toned_first, second) if forward else (first, toned_second)
        self.untoned = first, second
        wide = (max(first.shape) // 4 | 1,) * 2
        weight = self._judged.astype(np.float32)
        signed = there if forward else back
        slow = cv2.blur(signed * weight, wide) / np.maximum(cv2.blur(weight, wide), 1e-3)
        self.difference: Floats = np.abs(signed - slow)
        self._window = int(np.clip(min(first.shape) // 16, 4, 10)) * 2 + 1

    def similarity(self, judged: Mask) -> Similarity | None:
        """Measures the windows that lie wholly in the mask; None when there are too few."""
        square = np.ones((self._window, self._window), np.uint8)
        core = cv2.erode(judged.astype(np.uint8), square, borderType=cv2.BORDER_CONSTANT, borderValue=1)
        margin, step = self._window // 2, max(2, self._window // 3)
        grid = (slice(margin, -margin, step), slice(margin, -margin, step))
        chosen = core[grid] > 0
        if chosen.sum() < _FEWEST_WINDOWS:
            return None
        correlations, structures = self._local_correlation
        alike = self._alike[grid][chosen]
        correlation, structure = correlations[grid][chosen], structures[grid][chosen]
        strong, flat = structure > _STRONG, structure <= _TEXTURE
        faint = ~(strong | flat)
        return Similarity(
            windows=int(chosen.sum()),
            strong=float(strong.mean()),
            agreeing=_mean(alike[strong], 0.0),
            correlation=_median(correlation[strong]),
            faint=float(faint.mean()),
            faint_agreeing=_mean(alike[faint], 1.0),
            faint_correlation=_median(correlation[faint]),
            flat_agreeing=_mean(alike[flat], 1.0),
            mean_difference=_mean_of(self.difference, judged.astype(np.uint8)),
            blur=self.blur,
            noise=self.noise,
        )

    def disputed(self) -> Mask:
        """Pixels in windows that do not agree: bool [h, w]."""
        return np.asarray(cv2.dilate((~self._alike).astype(np.uint8), np.ones((5, 5), np.uint8)) > 0)

    @cached_property
    def _alike(self) -> Mask:
        """Per pixel, whether the window around it shows the same in both: structure by correlation, else by level."""
        correlation, structure = self._local_correlation
        differing = self._windowed(self.difference)
        usual = min(_mean_of(self.difference, self._judged), _MOST_USUAL)
        correlates = correlation > np.where(structure > _STRONG, _ALIKE, _FAINTLY_ALIKE)
        correlates |= (correlation > _PARTLY_ALIKE) & (differing < _USUAL * usual)
        return np.where(structure > _TEXTURE, correlates, differing < _LEVELS)

    def _windowed(self, picture: NDArray[np.floating]) -> Floats:
        return np.asarray(cv2.boxFilter(picture, -1, (self._window, self._window)), np.float32)

    @cached_property
    def _local_correlation(self) -> tuple[Floats, Floats]:
        """Per window: normalised correlation, and the larger standard deviation of the two; each float32 [h, w].

        Where a tone curve serves most windows but not all, as under a vignette, what correlates without it counts too.
        """
        correlation, structure = self._correlated(self.first, self.second)
        strong = (structure > _STRONG) & (self._judged > 0)
        disagreeing = float((correlation[strong] < _ALIKE).mean()) if strong.any() else 0.0
        if 0.0 < disagreeing < _MOST_DISAGREEING:
            correlation = np.maximum(correlation, self._correlated(*self.untoned)[0])
        return correlation, structure

    def _correlated(self, first: Floats, second: Floats) -> tuple[Floats, Floats]:
        """The same for two given pictures. Slow gradients are taken out first: any two evening skies share them."""
        wide = (2 * self._window + 1,) * 2
        if self._judged.min() > 0:
            first, second = first - _blurred(first, wide), second - _blurred(second, wide)
        else:
            weight = (self._judged > 0).astype(np.float32)
            total = np.maximum(_blurred(weight, wide), 1e-3)
            first = np.multiply(first - _blurred(first * weight, wide) / total, weight, dtype=np.float32)
            second = np.multiply(second - _blurred(second * weight, wide) / total, weight, dtype=np.float32)
        mean_first, mean_second = self._windowed(first), self._windowed(second)
        variance_first = np.maximum(self._windowed(first * first) - mean_first * mean_first, 0)
        variance_second = np.maximum(self._windowed(second * second) - mean_second * mean_second, 0)
        covariance = self._windowed(first * second) - mean_first * mean_second
        correlation = covariance / np.sqrt((variance_first + 0.5) * (variance_second + 0.5))
        return np.asarray(correlation, np.float32), np.sqrt(np.maximum(variance_first, variance_second))

    def _noise(self, first: Pixels, second: Pixels) -> float:
        """How much more noise the second has, from the quieter half of the canvas, where sharpening adds little."""
        fine = [_fine(picture) for picture in (first, second)]
        busy = np.maximum(cv2.blur(fine[0], (9, 9)), 0)
        chosen = (self._judged > 0) & (busy <= np.median(busy))
        if not chosen.any():
            return 0.0
        before, after = (float(values[chosen].mean()) for values in fine)
        # White noise keeps 8/9 of its variance when the mean of 3 x 3 pixels is taken out.
        return float(np.sign(after - before) * np.sqrt(abs(after - before) * 9 / 8))

    def _toned(self, first: Floats, second: Floats) -> tuple[Floats, Floats]:
        """Each picture under the tone curve that carries it to the other: per level, the median of the other's."""
        soft = [np.asarray(cv2.blur(picture, (5, 5)), np.float32) for picture in (first, second)]
        counts = cv2.calcHist(soft, [0, 1], self._judged, [_BINS, _BINS], [0, 256, 0, 256])
        curves = _medians(counts), _medians(counts.T)
        return _curved(first, curves[0]), _curved(second, curves[1])


def _medians(counts: NDArray[Any]) -> Floats:
    """Of each row of a histogram of pairs, the median level of the columns: float32 [256], by level of the rows."""
    size = 256 / _BINS
    totals = counts.sum(axis=1)
    below = np.cumsum(counts, axis=1)
    places = np.minimum((below < totals[:, None] / 2).sum(axis=1), _BINS - 1)
    rows = np.arange(_BINS)
    within = (totals / 2 - (below[rows, places] - counts[rows, places])) / np.maximum(counts[rows, places], 1)
    known = totals > 0
    levels = (places + np.clip(within, 0, 1)) * size
    return np.asarray(np.interp(np.arange(256), (rows[known] + 0.5) * size, levels[known]), np.float32)


def _curved(picture: Floats, curve: Floats) -> Floats:
    return np.asarray(cv2.LUT(np.clip(picture + 0.5, 0, 255).astype(np.uint8), curve), np.float32)


def _mean(values: NDArray[np.bool_], otherwise: float) -> float:
    return float(values.mean()) if len(values) else otherwise


def _median(values: Floats) -> float:
    return float(np.median(values)) if len(values) else 0.0


def _mean_of(picture: NDArray[np.floating], mask: Pixels) -> float:
    return float(cv2.mean(picture, mask)[0])


def _apart(first: NDArray[Any], second: NDArray[Any], mask: Pixels) -> float:
    return float(cv2.mean(cv2.absdiff(first, second), mask)[0])


def _blurred(picture: Floats, window: tuple[int, int]) -> Floats:
    return np.asarray(cv2.blur(picture, window), np.float32)


def _soft(picture: Floats, sigma: float) -> Floats:
    return np.asarray(cv2.GaussianBlur(picture, (0, 0), sigma), np.float32)


def _fine(picture: Pixels) -> Floats:
    """The energy of the finest structure: float32 [h, w]."""
    levels = picture.astype(np.float32)
    return np.asarray(np.square(levels - cv2.blur(levels, (3, 3))), np.float32)


def _sharpness(picture: Floats, judged: Pixels) -> float:
    """Energy of the fine structure over that of the coarse: unchanged by contrast."""
    fine = _apart(picture, cv2.blur(picture, (3, 3)), judged)
    coarse = _apart(cv2.blur(picture, (7, 7)), cv2.blur(picture, (15, 15)), judged)
    return fine / max(coarse, 1e-3)


def _blur_between(first: Floats, second: Floats, judged: Pixels) -> float:
    """The blur that makes the sharper picture as soft as the other; negative when the second is the sharper."""
    sharp = _sharpness(first, judged), _sharpness(second, judged)
    softer, sharper = min(sharp), max(sharp)
    if sharper < 1.25 * softer:
        return 0.0
    picture, sign = (first, 1.0) if sharp[0] > sharp[1] else (second, -1.0)
    for sigma in _BLURS:
        if _sharpness(_soft(picture, sigma), judged) < 1.1 * softer:
            break
    return sign * sigma
