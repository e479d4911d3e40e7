"""What was put on one of two pictures: captions, stickers, marks, bars.

What was put on a picture is told from what moved in the scene by three things. It is on one of the two pictures only,
so all its outlines are there, while something that moved has outlines in both. It is drawn, of one or two flat colours,
perhaps glassy. And all the rest of the picture is the same.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from photohash.library.photo import Pixels
from photohash.library.relate.features import Floats
from photohash.library.relate.overlap import Overlap
from photohash.library.relate.similarity import CanvasComparison, Mask, Similarity

_DIFFERING, _DIFFERING_IN_DISPUTE = 14.0, 7.0
"""A pixel that differs by more, misplaced edges allowed for, may lie under a caption; and the same where the structure
around it disagrees anyway."""

_OVER_THE_REST = 5.0
"""The same as a multiple of the mean difference of all, which strong compression raises."""

_MISPLACED = 0.7
"""Pixels that edges may be misplaced by."""

_SMALLEST = 0.0008
"""Specks that cover less of the canvas are left by compression."""

_LEAST_UNDISPUTED = 0.3
_ONE_SIDED, _SURELY_ONE_SIDED = 0.4, 0.8
_DRAWN, _DRAWN_ON_UNTOUCHED = 0.8, 0.65
_UNTOUCHED = 0.7
_STROKES = 0.4
_PLAIN = 0.85
_CLEAR = 0.9
_FAINTEST = 3.0
_SURELY_THERE = 30.0
_PLAINER = 0.15
_JOINED = np.ones((5, 5), np.uint8)
_WORDS = np.ones((3, 11), np.uint8)
_MOST_PATCHES = 6
_AROUND = np.ones((7, 7), np.uint8)
_CROSS = np.ones((3, 3), np.uint8)
_PATCH = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (9, 9))


@dataclass(frozen=True)
class Overlay:
    """What seems to have been put on one of two pictures.

    Attributes:
        share: of the overlap that it covers.
        side: where its outlines are: 1 all in the second picture, -1 all in the first, 0 half and half.
        plain: share of it that is of the three commonest colours, in the first picture and in the second.
        clear: correlation of the two pictures under the largest patch, which a glassy bar leaves high; 0 without one.
        thin: share of it that is strokes, as of letters, and no patch.
        strength: mean grey difference of its stronger half.
        rest: the agreement of everything else.
    """

    share: float
    side: float
    plain: tuple[float, float]
    thin: float
    clear: float
    strength: float
    rest: Similarity

    @property
    def upon(self) -> int:
        """1 when it is on the second picture, -1 when on the first."""
        if abs(self.side) >= _ONE_SIDED:
            return 1 if self.side > 0 else -1
        return 1 if self.plain[1] >= self.plain[0] else -1

    @property
    def moved(self) -> bool:
        """Whether it surely is something that is at one place in one picture and at another in the other."""
        return abs(self.side) < _ONE_SIDED and not self.drawn and self.surely_there

    @property
    def surely_there(self) -> bool:
        """Whether it differs by more than a filter that works unevenly leaves behind."""
        return self.strength >= _SURELY_THERE

    @property
    def unlike_the_scene(self) -> bool:
        """Whether it is far plainer than what it covers, or lets that shine through, as nothing that moved does.

        What moved over a plain ground, as a car over a road, may have outlines in one of the two pictures only.
        """
        plain, other = max(self.plain), min(self.plain)
        return (plain >= _PLAIN and plain - other >= _PLAINER) or self.clear >= _CLEAR

    @property
    def drawn(self) -> bool:
        """Whether it was drawn on one of the two pictures, and is no part of the scene."""
        if self.unlike_the_scene:
            return True
        there = self.plain[1 if self.side > 0 else 0]
        clean = self.rest.mean_difference <= _UNTOUCHED and abs(self.side) >= _SURELY_ONE_SIDED
        least = _DRAWN_ON_UNTOUCHED if clean else _DRAWN
        return abs(self.side) >= _ONE_SIDED and there + _STROKES * self.thin >= least


def overlay_of(laid: Overlap, whole: CanvasComparison, worth: Callable[[Similarity], bool]) -> Overlay | None:
    """Measures an overlay without the parts where the pictures differ.

    Args:
        laid: the overlay.
        whole: the comparison of all of it.
        worth: tells, by how the rest agrees, whether it matters what was put on; else nobody looks.

    Returns:
        what was left out and how the rest agrees, or None where the pictures differ nowhere or nearly everywhere, or it
        does not matter.
    """
    inside = laid.mask > 0
    disputed = whole.disputed() & inside
    undisputed = inside & ~disputed
    if undisputed.sum() < _LEAST_UNDISPUTED * inside.sum():
        return None
    comparison = CanvasComparison(laid, undisputed) if disputed.sum() > 0.05 * inside.sum() else whole
    differing = _differing(comparison, inside, disputed)
    if not differing.any():
        return None
    covered = _joined_to(differing, disputed)
    rest = comparison.similarity(inside & ~covered)
    if rest is None or not worth(rest):
        return None
    side = _side(comparison, differing)
    plain = [_plain(picture, comparison.difference, differing) for picture in laid.pictures(colour=True)]
    share = float(differing.sum() / inside.sum())
    most = comparison.difference[differing]
    return Overlay(
        share=share,
        side=side,
        plain=(plain[0], plain[1]),
        thin=_thin(differing),
        clear=_clearness(comparison, differing),
        strength=float(most[most >= np.median(most)].mean()),
        rest=rest,
    )


def _differing(comparison: CanvasComparison, inside: Mask, disputed: Mask) -> Mask:
    """Pixels that differ by more than compression and misplaced edges explain, in patches of some size: bool [h, w]."""
    edges = np.minimum(_steepness(comparison.first), _steepness(comparison.second))
    over = np.asarray(cv2.blur(comparison.difference - _MISPLACED * edges, (3, 3)), np.float32)
    usual = float(comparison.difference[inside & ~disputed].mean())
    least = np.where(disputed, np.float32(_DIFFERING_IN_DISPUTE), np.float32(_DIFFERING))
    differing = ((over > np.maximum(least, _OVER_THE_REST * usual)) & inside).astype(np.uint8)
    count, numbers = cv2.connectedComponents(cv2.dilate(differing, _JOINED))
    areas = np.bincount(numbers[differing > 0], minlength=count)
    large = areas >= max(6.0, _SMALLEST * inside.sum())
    large[0] = False
    return np.asarray(large[numbers] & (differing > 0), np.bool_)


def _joined_to(differing: Mask, disputed: Mask) -> Mask:
    """What differs with a rim, and the disputed windows that reach into it: bool [h, w]."""
    rimmed = cv2.dilate(differing.astype(np.uint8), _AROUND) > 0
    _, numbers = cv2.connectedComponents((rimmed | disputed).astype(np.uint8))
    return np.isin(numbers, np.unique(numbers[differing]))


def _side(comparison: CanvasComparison, differing: Mask) -> float:
    """See :class:`Overlay`: each patch counts by its size for the picture in which its outline is the steeper."""
    mask = differing.astype(np.uint8)
    outline = (cv2.dilate(mask, _CROSS) > 0) & ~(cv2.erode(mask, _CROSS) > 0)
    count, numbers = cv2.connectedComponents(cv2.dilate(mask, _JOINED))
    first, second = (
        np.bincount(numbers[outline], _steepness(picture)[outline], minlength=count)
        for picture in (comparison.first, comparison.second)
    )
    areas = np.bincount(numbers[differing], minlength=count)
    lean = (second - first) / np.maximum(second + first, 1e-6)
    return float((areas * np.clip(lean / 0.25, -1, 1)).sum() / areas.sum())


def _steepness(picture: Floats) -> Floats:
    across = cv2.Sobel(picture, cv2.CV_32F, 1, 0, scale=0.125)
    return np.asarray(cv2.magnitude(across, cv2.Sobel(picture, cv2.CV_32F, 0, 1, scale=0.125)), np.float32)


def _thin(differing: Mask) -> float:
    mask = differing.astype(np.uint8)
    patches = cv2.morphologyEx(mask, cv2.MORPH_OPEN, _PATCH)
    return 1 - float(patches.sum()) / float(mask.sum())


def _clearness(comparison: CanvasComparison, differing: Mask) -> float:
    mask = cv2.morphologyEx(differing.astype(np.uint8), cv2.MORPH_OPEN, _PATCH)
    count, numbers, measures, _ = cv2.connectedComponentsWithStats(mask)
    if count < 2:
        return 0.0
    largest = 1 + int(measures[1:, cv2.CC_STAT_AREA].argmax())
    under = numbers == largest
    if under.sum() < 0.5 * differing.sum():
        return 0.0
    of, onto = comparison.untoned
    x, y = of[under].astype(np.float64), onto[under].astype(np.float64)
    for _ in range(3):  # words on the bar are left out, the worst first
        if not (spread := x.var()):
            return 0.0  # of one level: nothing shines through, and no line can be laid through it
        slope = ((x - x.mean()) * (y - y.mean())).mean() / spread
        misfit = np.abs(slope * (x - x.mean()) + y.mean() - y)
        kept = misfit <= np.quantile(misfit, 0.85)
        x, y = x[kept], y[kept]
    return float(np.corrcoef(x, y)[0, 1]) if min(x.std(), y.std()) > _FAINTEST else 0.0


def _plain(picture: Pixels, difference: Floats, differing: Mask) -> float:
    """The plainness of each patch, by size, from the pixels in the middle of its strokes."""
    core = differing & (difference >= 0.98 * cv2.dilate(np.where(differing, difference, 0), _CROSS))
    core |= differing & (cv2.erode(differing.astype(np.uint8), _JOINED) > 0)
    core &= difference >= 0.7 * np.median(difference[differing])
    _, numbers = cv2.connectedComponents(cv2.dilate(differing.astype(np.uint8), _WORDS))
    patches, sizes = np.unique(numbers[core], return_counts=True)
    largest = np.argsort(sizes)[-_MOST_PATCHES:]
    chosen = [plainness(picture[core & (numbers == patch)], colours=3, within=24) for patch in patches[largest]]
    return float(np.average(chosen, weights=sizes[largest]))


def plainness(pixels: NDArray[np.uint8], *, colours: int, within: int) -> float:
    """Share of pixels within so many levels of so many commonest colours: uint8 [n, 3] -> 0..1."""
    left = pixels
    for _ in range(colours):
        if len(left) == 0:
            break
        coarse = (left // 32).astype(np.int64) @ np.array([64, 8, 1])
        common = left[coarse == np.bincount(coarse).argmax()].astype(np.int16).mean(axis=0)
        left = left[np.abs(left - common).max(axis=1) >= within]
    return 1 - len(left) / max(1, len(pixels))
