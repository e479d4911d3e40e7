"""How far two overlaid pictures agree once tone and sharpness are made alike.

A copy agrees with its original everywhere but under a caption or sticker, and everywhere means in the fine structure:
the normalised correlation of every small window is high. A second photo of the same scene disagrees where anything
moved, where depth shifted, and wherever only noise was left to compare.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from photohash.library.relate.look import Floats
from photohash.library.relate.overlap import Overlay

_ALIKE = 0.80
"""Least normalised correlation of two windows that show the same."""

_TEXTURE = 2.0
"""A window whose grey levels deviate less than this has no structure to correlate."""

_LEVELS = 12.0
"""Flat windows show the same when their grey levels, after the tone curve, are this near."""


@dataclass(frozen=True)
class Agreement:
    """What was measured over the overlap.

    Attributes:
        windows: windows looked at.
        textured: share of windows with structure in at least one picture.
        agreeing: share of the textured windows whose structure correlates.
        flat_agreeing: share of the other windows whose levels agree.
        correlation: median correlation of the textured windows.
        low: tenth percentile of it.
        mean_difference: mean absolute grey difference after tone and sharpness are made alike, 0..255.
        raw_difference: mean absolute colour difference as the pictures are, low-passed, 0..255.
        blur: standard deviation, in canvas pixels, of the blur that makes the sharper picture as soft as the other;
            negative when the second is the sharper.
        overlay_share: share of the overlap where the pictures differ.
        overlay_plain: how much of the differing part is of one colour in the picture where it is plainer.
        overlay_first: whether that picture is the first.
    """

    windows: int
    textured: float
    agreeing: float
    flat_agreeing: float
    correlation: float
    low: float
    mean_difference: float
    raw_difference: float
    blur: float
    overlay_share: float
    overlay_plain: float
    overlay_first: bool


def agreement(laid: Overlay) -> Agreement | None:
    """Measures an overlay; None when too little of it is left to judge."""
    first = cv2.cvtColor(laid.first, cv2.COLOR_RGB2GRAY).astype(np.float32)
    second = cv2.cvtColor(laid.second, cv2.COLOR_RGB2GRAY).astype(np.float32)
    inside = laid.mask > 0
    if inside.sum() < 256:
        return None
    first, second = _soft(first, 0.8), _soft(second, 0.8)
    blur = _blur_between(first, second, inside)
    if blur > 0:
        first = _soft(first, blur)
    elif blur < 0:
        second = _soft(second, -blur)
    window = int(np.clip(min(first.shape) // 16, 4, 10)) * 2 + 1
    core = (
        cv2.erode(laid.mask, np.ones((window, window), np.uint8), borderType=cv2.BORDER_CONSTANT, borderValue=255) > 0
    )
    step = max(2, window // 3)
    grid = (slice(window // 2, -(window // 2), step), slice(window // 2, -(window // 2), step))
    chosen = core[grid]
    if chosen.sum() < 12:
        return None
    fine = first - _soft(first, window / 2), second - _soft(second, window / 2)
    correlation, structure, flat = (layer[grid][chosen] for layer in _local_correlation(*fine, window))
    toned = _toned(first, second, inside)
    back = _toned(second, first, inside)
    difference = np.minimum(np.abs(toned - second), np.abs(back - first))
    levels = cv2.boxFilter(difference, -1, (window, window))[grid][chosen]
    textured = structure > _TEXTURE
    explained = (levels < _LEVELS / 3) & (flat < _TEXTURE)
    alike = np.where(textured, (correlation > _ALIKE) | explained, levels < _LEVELS)
    strong = correlation[textured & ~explained]
    share, plain, in_first = _overlay(laid, difference, inside)
    return Agreement(
        windows=int(chosen.sum()),
        textured=float(textured.mean()),
        agreeing=float(alike[textured].mean()) if textured.any() else 0.0,
        flat_agreeing=float(alike[~textured].mean()) if not textured.all() else 1.0,
        correlation=float(np.median(strong)) if len(strong) else 0.0,
        low=float(np.quantile(strong, 0.1)) if len(strong) else 0.0,
        mean_difference=float(difference[inside].mean()),
        raw_difference=_raw_difference(laid, inside),
        blur=blur,
        overlay_share=share,
        overlay_plain=plain,
        overlay_first=in_first,
    )


def _soft(picture: Floats, sigma: float) -> Floats:
    return np.asarray(cv2.GaussianBlur(picture, (0, 0), sigma), np.float32)


def _sharpness(picture: Floats, inside: NDArray[np.bool_]) -> float:
    """Energy of the fine structure over that of the coarse: unchanged by contrast."""
    fine = np.abs(picture - _soft(picture, 1.0))[inside].mean()
    coarse = np.abs(_soft(picture, 3.0) - _soft(picture, 6.0))[inside].mean()
    return float(fine / max(coarse, 1e-3))


def _blur_between(first: Floats, second: Floats, inside: NDArray[np.bool_]) -> float:
    """The blur that makes the sharper picture as soft as the other; negative when the second is the sharper."""
    sharp = _sharpness(first, inside), _sharpness(second, inside)
    softer, sharper = min(sharp), max(sharp)
    if sharper < 1.25 * softer:
        return 0.0
    picture, sign = (first, 1.0) if sharp[0] > sharp[1] else (second, -1.0)
    for sigma in (0.6, 0.9, 1.3, 1.8, 2.5, 3.5):
        if _sharpness(_soft(picture, sigma), inside) < 1.1 * softer:
            break
    return sign * sigma


def _local_correlation(first: Floats, second: Floats, window: int) -> tuple[Floats, Floats, Floats]:
    """Per window: normalised correlation, the larger and the smaller standard deviation; each float32 [h, w]."""

    def mean(picture: Floats) -> Floats:
        return np.asarray(cv2.boxFilter(picture, -1, (window, window)), np.float32)

    mean_first, mean_second = mean(first), mean(second)
    variance_first = np.maximum(mean(first * first) - mean_first**2, 0)
    variance_second = np.maximum(mean(second * second) - mean_second**2, 0)
    covariance = mean(first * second) - mean_first * mean_second
    noise = 0.5
    correlation = covariance / np.sqrt((variance_first + noise) * (variance_second + noise))
    deviations: tuple[Floats, Floats] = np.sqrt(variance_first), np.sqrt(variance_second)
    return np.asarray(correlation, np.float32), np.maximum(*deviations), np.minimum(*deviations)


def _toned(first: Floats, second: Floats, inside: NDArray[np.bool_]) -> Floats:
    """The first picture under the tone curve that carries it to the second: per level, the median of the second."""
    of, to = _soft(first, 2.0), _soft(second, 2.0)
    levels = np.clip(of[inside] / 8, 0, 31).astype(np.int64)
    values = to[inside]
    order = np.lexsort((values, levels))
    levels, values = levels[order], values[order]
    starts = np.searchsorted(levels, np.arange(33))
    counts = np.diff(starts)
    known = counts > 0
    medians = values[np.minimum(starts[:-1] + counts // 2, len(values) - 1)]
    middles = np.arange(32) * 8 + 4.0
    return np.asarray(np.interp(first, middles[known], medians[known]), np.float32)


def _raw_difference(laid: Overlay, inside: NDArray[np.bool_]) -> float:
    first = cv2.GaussianBlur(laid.first, (0, 0), 3.0).astype(np.int16)
    second = cv2.GaussianBlur(laid.second, (0, 0), 3.0).astype(np.int16)
    return float(np.abs(first - second)[inside].mean())


def _overlay(laid: Overlay, difference: Floats, inside: NDArray[np.bool_]) -> tuple[float, float, bool]:
    """The differing part: its share of the overlap, how plain it is where plainer, and in which picture that is."""
    differing = (difference > 24) & inside
    share = float(differing.sum() / inside.sum())
    if differing.sum() < 16:
        return share, 0.0, True
    plain = [plainness(picture[differing]) for picture in (laid.first, laid.second)]
    return share, max(plain), plain[0] >= plain[1]


def plainness(colours: NDArray[np.uint8]) -> float:
    """Share of pixels within 20 levels of the commonest colour: uint8 [n, 3] -> 0..1."""
    coarse = (colours // 32).astype(np.int64) @ np.array([64, 8, 1])
    common = colours[coarse == np.bincount(coarse).argmax()].astype(np.int16).mean(axis=0)
    return float((np.abs(colours - common).max(axis=1) < 20).mean())
