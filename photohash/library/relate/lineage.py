"""Which of two pictures of one size was made from the other, and whether they are one exposure at all.

Saving as JPEG moves a coefficient by at most half a step. Where two files differ by no more than their steps explain,
they are saves of one exposure; two exposures differ by their grain, which no step explains, and so do two pictures that
are sharp in different places. Of two saves, the later one still shows the steps of the earlier one (Fridrich and Lukas
2003, "Estimation of primary quantization matrix in double compressed JPEG images"): what saving the earlier one's
picture with the later one's steps gives is just what is there, and the other way round it is not.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cached_property

import cv2
import numpy as np

from photohash.library.photo import Encoding, Pixels
from photohash.library.relate.coefficients import coefficients, saved, steps_of, unclipped
from photohash.library.relate.features import Floats, PhotoFeatures

_LONGEST = 512
"""Pixels of the part of a picture that is looked at, in multiples of a block with its colours."""

_PLACES = 3
"""Places a side from which the part with the most structure is taken: the middle may be sky."""

_ALIGNED = 16
_LOSSLESS = frozenset({"PNG", "TIFF", "BMP", "PPM"})
_ROUNDED = 4
"""Levels by which two files that lose nothing may differ, where one went through another colour space."""

_PALETTE = "GIF"

_ROUNDING = 1.5
"""By how much rounding to whole levels, in three colours, moves a coefficient."""

_FEWEST_BLOCKS = 16
_FEWEST_COEFFICIENTS = 40
JUDGED = np.zeros((8, 8), np.bool_)
JUDGED[:6, :6] = True
JUDGED[0, 0] = False
"""The coefficients that are looked at: bool [8, 8]."""

_FINE = np.add.outer(np.arange(8), np.arange(8))[JUDGED] >= 5
"""The finest coefficients are left out: there steps are so large that anything is explained. The mean is left out too:
it moves when a picture is made a little brighter."""

_UNEXPLAINED = 0.004
"""Share of the coefficients that may differ by more than the steps explain."""

_TELLING = 7.0
"""Mean of the steps that explain, up to which an exposure's grain would not be explained by them."""

_PRESENT = 4.0
_ONE_SIDED, _LEAST_ONE_SIDED = 0.1, 0.001
_BOTH_SIDED, _MUCH = 0.3, 0.02
_UNTIED = 0.1
_STRONG, _CONTRAST = 60.0, 0.012
"""Size from which coefficients keep it in a save, and by what share more of it is no finer detail but more contrast."""

_MOVED = 0.08
"""Pixels by which one picture may lie beside the other."""

_OTHER_GRAIN = 0.2
_LEAST_GRAIN = 0.8
_FLATTEST = 0.3

_NEAR = 0.35
_SLACK = 0.004
_SAVED_ALIKE = 0.12
_ON_STEPS, _PARTLY_ON_STEPS = 0.2, 0.249
"""Mean distance of coefficients from the steps of another file, as a share of a step: 0.25 where nothing ties them."""

_COARSE = 3.0
_SAME_SAVE = 0.9


@dataclass(frozen=True)
class Lineage:
    """What is known of two pictures of one size, a and b.

    Attributes:
        a_holds_b: whether all detail of b is in a.
        b_holds_a: whether all detail of a is in b.
        exposure: 1 where both are one exposure, -1 where they are two, 0 where that cannot be told.
        enlarged: 1 where b was surely enlarged from a, -1 where a was from b, 0 otherwise.
    """

    a_holds_b: bool = False
    b_holds_a: bool = False
    exposure: int = 0
    enlarged: int = 0

    def swapped(self) -> Lineage:
        """The same of b and a."""
        return Lineage(self.b_holds_a, self.a_holds_b, self.exposure, -self.enlarged)


class _Save:
    """A part of a picture, with how it is kept."""

    def __init__(self, features: PhotoFeatures, full: Pixels, place: tuple[int, int]) -> None:
        height, width = full.shape[:2]
        self.format = features.photo.format.upper()
        self.encoding: Encoding | None = features.encoding()
        top, left = place
        self.pixels: Pixels = np.ascontiguousarray(full[top : top + _LONGEST, left : left + _LONGEST])
        self.steps = self._steps(width, height)

    def _steps(self, width: int, height: int) -> Floats | None:
        """Steps of the luma; of one level where nothing was lost; None where they are not known."""
        if self.encoding is not None:
            return steps_of(self.encoding, width, height)
        return np.ones((8, 8), np.float32) if self.format in _LOSSLESS else None

    @property
    def is_jpeg(self) -> bool:
        return self.encoding is not None and self.steps is not None

    @cached_property
    def coefficients(self) -> Floats:
        return coefficients(self.pixels)

    def resaved_as(self, other: _Save) -> Floats:
        """The coefficients after a save as the other file is kept."""
        if other.encoding is None:
            return self.coefficients
        return coefficients(saved(self.pixels, other.encoding))


UNKNOWN = Lineage()
"""Nothing is known."""

SAME = Lineage(a_holds_b=True, b_holds_a=True, exposure=1)
"""Of two files of the very same pixels."""


def lineage(a: PhotoFeatures, b: PhotoFeatures, full_a: Pixels, full_b: Pixels) -> Lineage:
    """Compares two pictures of one size, pixel for pixel.

    Args:
        a: one photo.
        b: the other.
        full_a: its upright picture in full size, uint8 [h, w, 3].
        full_b: that of the other, of the same shape.

    Raises:
        PhotoError: one of them cannot be read just now.
    """
    if {a.photo.format.upper(), b.photo.format.upper()} <= _LOSSLESS and cv2.norm(
        full_a, full_b, cv2.NORM_INF
    ) > _ROUNDED:
        return Lineage()  # some pixels were changed in one of them, by somebody or by a broken disk
    place = structured(full_a, full_b)
    first, second = _Save(a, full_a, place), _Save(b, full_b, place)
    if first.pixels.shape != second.pixels.shape or min(first.pixels.shape[:2]) < 2 * _ALIGNED:
        return Lineage()
    if first.steps is not None and second.steps is not None:
        known = _of_known_steps(first, second)
        more = _contrast(first, second)
        a_holds_b, b_holds_a = known.a_holds_b and more > -_CONTRAST, known.b_holds_a and more < _CONTRAST
        return replace(known, a_holds_b=a_holds_b, b_holds_a=b_holds_a)
    return _of_unknown_steps(first, second)


def structured(first: Pixels, second: Pixels) -> tuple[int, int]:
    """Where the part with the most structure begins: the row and the column."""
    rows, columns = (
        sorted({int(start) // _ALIGNED * _ALIGNED for start in np.linspace(0, max(0, side - _LONGEST), _PLACES)})
        for side in first.shape[:2]
    )
    if len(rows) == len(columns) == 1:
        return rows[0], columns[0]

    def structure(place: tuple[int, int]) -> float:
        part = np.s_[place[0] : place[0] + _LONGEST : 2, place[1] : place[1] + _LONGEST : 2, 1]
        return sum(float(np.abs(np.diff(picture[part].astype(np.int16), axis=1)).mean()) for picture in (first, second))

    return max(((row, column) for row in rows for column in columns), key=structure)


def _of_known_steps(first: _Save, second: _Save) -> Lineage:
    assert first.steps is not None  # noqa: S101  for the reader and the type checker
    assert second.steps is not None  # noqa: S101
    explained = (first.steps + second.steps) / 2 + _ROUNDING
    blocks = unclipped(first.pixels) & unclipped(second.pixels)
    if blocks.sum() < _FEWEST_BLOCKS:
        blocks = np.ones(len(blocks), np.bool_)
    x, y = first.coefficients[blocks][:, JUDGED], second.coefficients[blocks][:, JUDGED]
    allowed = explained[JUDGED]
    if float((np.abs(x - y) > allowed).mean()) <= _UNEXPLAINED:
        exposure = 1 if float(allowed.mean()) - _ROUNDING <= _TELLING else 0
        return _by_generation(first, second, exposure)
    present = np.maximum(_PRESENT, allowed)
    only_first, only_second = only(x, y, present), only(y, x, present)
    fewer, more = sorted((only_first, only_second))
    if fewer < _ONE_SIDED * more and more > _LEAST_ONE_SIDED:
        return Lineage(only_first > only_second, only_second > only_first)
    fine_x, fine_y = x[:, _FINE], y[:, _FINE]
    each_has_its_own = fewer >= _BOTH_SIDED * more
    strong = 3 * present
    sharp_here_and_there = min(only(x, y, strong), only(y, x, strong)) >= _MUCH
    nothing_was_done = sharp_here_and_there or abs(_tied(fine_x - fine_y, fine_x + fine_y)) < _UNTIED
    two = each_has_its_own and nothing_was_done and _lie_on_each_other(first.pixels, second.pixels)
    return Lineage(exposure=-1 if two else 0)


def _contrast(first: _Save, second: _Save) -> float:
    """By what share the second picture has more contrast: strong coefficients keep their size in a save."""
    x, y = first.coefficients[:, JUDGED], second.coefficients[:, JUDGED]
    chosen = np.minimum(np.abs(x), np.abs(y)) > _STRONG
    if chosen.sum() < _FEWEST_COEFFICIENTS:
        return 0.0
    energies = [float(np.square(values[chosen]).sum()) for values in (x, y)]
    return math.log(energies[1] / energies[0]) / 2


def _tied(difference: Floats, total: Floats) -> float:
    """Correlation of what differs with what is there. Sharpening and contrast add to what is there; grain does not."""
    energies = float(np.square(difference).sum()) * float(np.square(total).sum())
    return float((difference * total).sum()) / math.sqrt(max(energies, 1e-6))


def _lie_on_each_other(first: Pixels, second: Pixels) -> bool:
    """Whether no part of a pixel lies between the two, which would make a copy differ everywhere, too.

    One step of Lucas and Kanade's alignment (1981) over the whole picture.
    """
    x, y = (
        cv2.GaussianBlur(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY).astype(np.float32), (0, 0), 1.0)
        for picture in (first, second)
    )
    mean = (x + y) / 2
    slopes = [cv2.Sobel(mean, cv2.CV_32F, *way, scale=0.125).ravel() for way in ((1, 0), (0, 1))]
    normal = np.array([[float(one @ other) for other in slopes] for one in slopes]) + np.eye(2)
    moved = np.linalg.solve(normal, [float(slope @ (x - y).ravel()) for slope in slopes])
    return float(np.hypot(*moved)) < _MOVED


def only(x: Floats, y: Floats, present: Floats) -> float:
    """Share of the coefficients that x has and y has not."""
    x, y = np.abs(x), np.abs(y)
    there = (x > present) | (y > present)
    return float(((x > present) & (y < present / 4)).sum() / max(1, there.sum()))


def _by_generation(first: _Save, second: _Save, exposure: int) -> Lineage:
    """Two saves of one exposure: which came from which."""
    if first.is_jpeg and second.is_jpeg:
        assert first.steps is not None  # noqa: S101
        assert second.steps is not None  # noqa: S101
        if np.array_equal(first.steps, second.steps):
            return Lineage(a_holds_b=True, b_holds_a=True, exposure=exposure)
        if first.steps.sum() > second.steps.sum():
            return _by_generation(second, first, exposure).swapped()
        return _finer_and_coarser(first, second, exposure)
    if not first.is_jpeg and not second.is_jpeg:
        return Lineage(a_holds_b=True, b_holds_a=True, exposure=exposure)
    if first.is_jpeg:
        return _by_generation(second, first, exposure).swapped()
    tied = _off_steps(first, second)
    is_later = tied is not None and tied < _ON_STEPS
    return Lineage(a_holds_b=not is_later, b_holds_a=is_later, exposure=exposure)


def _finer_and_coarser(fine: _Save, coarse: _Save, exposure: int) -> Lineage:
    """Of two JPEG saves the one with finer steps is either the first one, or a later save of the coarser one.

    What the finer steps would make of the coarser picture is compared with what is there. How much of it would agree in
    either case is found by saving both again.
    """
    assert fine.steps is not None  # noqa: S101
    assert coarse.steps is not None  # noqa: S101
    found = _agreeing(coarse.coefficients, fine.coefficients, fine.steps)
    if_made_from_fine = _agreeing(fine.resaved_as(coarse), fine.coefficients, fine.steps)
    if_saved_later = _agreeing(coarse.coefficients, coarse.resaved_as(fine), fine.steps)
    if found is None or if_made_from_fine is None or if_saved_later is None:
        return Lineage(exposure=exposure)
    between = max(0.0, if_saved_later - if_made_from_fine)
    is_just_that = found == if_made_from_fine < if_saved_later
    if not is_just_that and found >= if_saved_later - max(_NEAR * between, _SLACK):
        return Lineage(b_holds_a=True, exposure=exposure)
    there = _agreeing(fine.coefficients, coarse.coefficients, coarse.steps)
    expected = _agreeing(fine.coefficients, fine.resaved_as(coarse), coarse.steps)
    made = there is not None and expected is not None and there >= expected - _SAVED_ALIKE
    return Lineage(a_holds_b=made and abs(found - if_made_from_fine) <= max(_NEAR * between, _SLACK), exposure=exposure)


def _of_unknown_steps(first: _Save, second: _Save) -> Lineage:
    """One of the two is in a format that does not tell its steps."""
    if _PALETTE in (first.format, second.format):
        return Lineage()
    exposure = -1 if _grain(first.pixels, second.pixels) < _OTHER_GRAIN else 0
    if second.steps is not None:
        return _of_unknown_steps(second, first).swapped() if first.steps is None else Lineage(exposure=exposure)
    if first.steps is None:
        return Lineage(exposure=exposure)
    if not first.is_jpeg:
        return Lineage(a_holds_b=exposure >= 0, exposure=exposure)
    tied = _off_steps(second, first)
    alike = _agreeing(second.resaved_as(first), first.coefficients, first.steps)
    if tied is None or alike is None:
        return Lineage(exposure=exposure)
    if tied < _ON_STEPS:
        return Lineage(a_holds_b=True)
    if alike >= _SAME_SAVE:
        return Lineage(b_holds_a=True)
    return Lineage(a_holds_b=tied < _PARTLY_ON_STEPS and exposure >= 0, exposure=exposure)


def _agreeing(made_from: Floats, found: Floats, steps: Floats) -> float | None:
    """Share of the coefficients, of those that are not nothing, that one picture would give the other; None for few."""
    expected, there = np.round(made_from / steps), np.round(found / steps)
    expected[:, 0, 0] = there[:, 0, 0] = 0
    chosen = (expected != 0) | (there != 0)
    return float((expected == there)[chosen].mean()) if chosen.sum() >= _FEWEST_COEFFICIENTS else None


def _off_steps(picture: _Save, other: _Save) -> float | None:
    """How far a picture's coefficients lie from the steps of another file, where that has any; None for few."""
    assert other.steps is not None  # noqa: S101
    chosen = np.abs(np.round(other.coefficients / other.steps)) >= 1
    chosen[:, 0, 0] = False
    chosen &= (other.steps >= _COARSE)[None]
    if chosen.sum() < _FEWEST_COEFFICIENTS:
        return None
    places = (picture.coefficients / other.steps)[chosen]
    return float(np.abs(places - np.round(places)).mean())


def _grain(first: Pixels, second: Pixels) -> float:
    """Correlation of what smoothing takes from the flattest parts of two pictures; 1 where there is no grain."""
    x, y = (cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY).astype(np.float32) for picture in (first, second))
    smooth = cv2.GaussianBlur((x + y) / 2, (0, 0), 2.0)
    slope = np.hypot(cv2.Sobel(smooth, cv2.CV_32F, 1, 0, scale=0.125), cv2.Sobel(smooth, cv2.CV_32F, 0, 1, scale=0.125))
    lit = (smooth > 8) & (smooth < 247)
    if lit.sum() < 64 * _FEWEST_BLOCKS:
        return 1.0
    flat = lit & (slope <= np.quantile(slope[lit], _FLATTEST))
    grains = [(picture - cv2.GaussianBlur(picture, (0, 0), 1.0))[flat] for picture in (x, y)]
    deviations = [float(grain.std()) for grain in grains]
    if min(deviations) < _LEAST_GRAIN:
        return 1.0
    shared = (grains[0] - grains[0].mean()) * (grains[1] - grains[1].mean())
    correlation: float = shared.mean() / (deviations[0] * deviations[1])
    return correlation
