"""Names what a pair of photos is."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

import cv2
import numpy as np

from photohash.core.errors import PhotoError
from photohash.library.photo import Kind, Pixels, Relation
from photohash.library.relate.agreement import Agreement, agreement, plainness
from photohash.library.relate.alignment import Alignment, by_keypoints, refined, whole_frames
from photohash.library.relate.look import Look, Side
from photohash.library.relate.maps import Matrix, inverse, motion
from photohash.library.relate.overlap import kept, outline, overlay

_NEARLY_EQUAL = 1.5
"""Mean grey difference of small pictures under which all pixels may be the same; only then full pictures are read."""

_WHOLE = 0.985
"""A picture of which this share is shown in the other is shown whole: edges wobble by a pixel in a small picture."""

_TURNED = 0.7
"""Degrees from which a picture counts as turned."""

_TONE = 3.6
"""Mean colour difference above what re-encoding leaves behind (3.0 at JPEG quality 15)."""

_BLURRED = 0.8
"""Pixels of blur between the two from which one counts as blurred or sharpened."""

_WRITTEN_ON = 0.004
"""Share of the overlap that differs from which a caption or sticker is named."""

_PLAIN_BORDER = 0.93
_CONTAINED = 0.96
"""One of the two must be shown (nearly) whole in the other: two overlapping halves of a panorama are no copies."""

_LEAST_TEXTURE = 0.04
_FEWEST_TEXTURED = 24
"""With fewer textured windows than these, agreement proves nothing: skies, walls and the dark all agree."""

_AGREEING = 0.965
_CORRELATION = 0.95
_LOW = 0.84
"""Between what hard copies reach (0.97, 0.98, 0.87) and what neighbouring burst frames reach (0.91, 0.97, 0.82)."""


@dataclass(frozen=True)
class _Finding:
    """One way to lay b on a, and what came of it."""

    alignment: Alignment
    agreement: Agreement
    kept: tuple[float, float]
    border: tuple[float, float]


def relate(a: Side, b: Side) -> Relation:
    """Says what two photos are to each other.

    The pair is a copy when one map that copying can leave behind lays one picture on the other so that, wherever both
    show something, the fine structure agrees; otherwise it is ``SIMILAR``, with half the share of agreeing windows as
    its score. A compound change takes the kind that comes first in: mirrored, rotated, cropped, edited, resized,
    re-encoded. The answer depends neither on the order of the two nor on anything seen before.

    Evidence, by name (a and b as in the relation, so a has the smaller id):
        area_kept: share of the larger content that both show; ``area_kept_of_a`` and ``area_kept_of_b`` of each.
        angle: degrees b is turned clockwise against a, after mirroring where ``mirrored`` is 1.
        scale: width of a full-size pixel of b in pixels of a.
        stretch: how much wider than high b's pixels became.
        mean_difference: mean grey difference, 0..255, once tone and sharpness are made alike.
        colour_difference: mean colour difference, 0..255, as the pictures are.
        agreeing_blocks, correlation: share of windows whose structure agrees, and their median correlation.
        blur: pixels of blur between the two.
        border: share of the framed picture that is border.
        overlay: share of the common part that differs, as under a caption.
        inliers: matched keypoints that agree on the map; 0 where none were needed.
        altered: 1 when b is the one cropped, framed, written on, blurred or made grey, -1 when a is, 0 when unknown.
    """
    return Relater(remembered=2).relate(a, b)


class Relater:
    """Relates pairs, remembering what was worked out about the photos seen last.

    OpenCV's own threads are switched off in this process: pairs are many and small, so callers run pairs side by side.
    A relater is not for several threads at once.
    """

    def __init__(self, remembered: int = 128) -> None:
        cv2.setNumThreads(1)
        self._remembered = remembered
        self._looks: OrderedDict[bytes, Look] = OrderedDict()

    def relate(self, a: Side, b: Side) -> Relation:
        """The relation of two photos; see :func:`relate`."""
        if a.photo.id > b.photo.id:
            a, b = b, a
        first, second = self._look(a), self._look(b)
        swapped = a.photo.digest > b.photo.digest
        kind, score, found = _judge(second, first) if swapped else _judge(first, second)
        evidence = {} if found is None else _evidence(found, first, second, swapped=swapped)
        return Relation(a.photo.id, b.photo.id, kind, round(score, 4), evidence)

    def _look(self, side: Side) -> Look:
        look = self._looks.pop(side.photo.digest, None) or Look(side)
        self._looks[side.photo.digest] = look
        while len(self._looks) > self._remembered:
            self._looks.popitem(last=False)
        return look


def _judge(a: Look, b: Look) -> tuple[Kind, float, _Finding | None]:
    if _same_size(a, b) and _same_pixels(a, b):
        return Kind.SAME_PIXELS, 1.0, None
    best: _Finding | None = None
    for search in (whole_frames, by_keypoints):
        for rough in search(a, b):
            found = _try(refined(rough, a, b), a, b)
            if found is not None and _is_copy(found):
                return _kind(found, a, b), _score(found), found
            if found is not None and (best is None or found.agreement.agreeing > best.agreement.agreeing):
                best = found
    return Kind.SIMILAR, 0.0 if best is None else best.agreement.agreeing / 2, best


def _same_size(a: Look, b: Look) -> bool:
    return (a.photo.width, a.photo.height) == (b.photo.width, b.photo.height) and a.size == b.size


def _same_pixels(a: Look, b: Look) -> bool:
    if np.abs(a.grey.astype(np.int16) - b.grey).mean() > _NEARLY_EQUAL:
        return False
    try:
        return bool(np.array_equal(a.full(), b.full()))
    except PhotoError:
        return False


def _try(alignment: Alignment, a: Look, b: Look) -> _Finding | None:
    laid = overlay(a, b, alignment.matrix)
    measured = None if laid is None else agreement(laid)
    if measured is None:
        return None
    border = _border(a, b, inverse(alignment.matrix)), _border(b, a, alignment.matrix)
    return _Finding(alignment, measured, kept(a, b, alignment.matrix), border)


def _border(inner: Look, outer: Look, matrix: Matrix) -> float:
    """The share of ``inner`` outside ``outer`` where that part is of one colour, else 0.

    Args:
        inner: the picture that may have a border.
        outer: the picture laid on it.
        matrix: float64 [2, 3], edge coordinates of ``outer`` to those of ``inner``.
    """
    outside: Pixels = np.full(inner.grey.shape, 255, np.uint8)
    corners = np.round(outline(matrix, *outer.size) - 0.5).astype(np.int32)
    cv2.fillConvexPoly(outside, corners, 0)
    ring = np.ones((3, 3), np.uint8)
    outside = np.asarray(cv2.erode(outside, ring, borderType=cv2.BORDER_CONSTANT, borderValue=255), np.uint8)
    beyond = inner.pixels[outside > 0]
    share = len(beyond) / outside.size
    return share if share > 0.005 and plainness(beyond) > _PLAIN_BORDER else 0.0


def _contents(found: _Finding) -> tuple[float, float]:
    """The shares of a's and of b's content, borders left out, that the other picture shows too."""
    a, b = (min(1.0, kept / max(1 - border, 1e-6)) for kept, border in zip(found.kept, found.border, strict=True))
    return a, b


def _is_copy(found: _Finding) -> bool:
    measured = found.agreement
    if measured.textured < _LEAST_TEXTURE or measured.textured * measured.windows < _FEWEST_TEXTURED:
        return False
    if max(_contents(found)) < _CONTAINED:
        return False
    return (
        measured.agreeing >= _AGREEING
        and measured.flat_agreeing >= _AGREEING
        and measured.correlation >= _CORRELATION
        and measured.low >= _LOW
    )


def _score(found: _Finding) -> float:
    measured = found.agreement
    return 0.5 + 0.5 * float(np.clip((measured.correlation + measured.low - 1.5) * 2, 0.0, 1.0))


def _kind(found: _Finding, a: Look, b: Look) -> Kind:
    moved = motion(found.alignment.matrix)
    measured = found.agreement
    if moved.mirrored:
        return Kind.MIRRORED
    if abs(moved.angle) > _TURNED:
        return Kind.ROTATED
    if min(_contents(found)) < _WHOLE:
        return Kind.CROPPED
    edited = measured.raw_difference > _TONE or abs(measured.blur) > _BLURRED or max(found.border) > 0
    if edited or measured.overlay_share > _WRITTEN_ON:
        return Kind.EDITED
    return Kind.RE_ENCODED if (a.photo.width, a.photo.height) == (b.photo.width, b.photo.height) else Kind.RESIZED


def _altered(found: _Finding, a: Look, b: Look) -> int:
    """1 when b is the altered one of the two, -1 when a is, 0 when it cannot be told."""
    measured = found.agreement
    if measured.overlay_share > _WRITTEN_ON:
        return -1 if measured.overlay_first else 1
    if max(found.border) > 0 and found.border[0] != found.border[1]:
        return -1 if found.border[0] > found.border[1] else 1
    of_a, of_b = _contents(found)
    if min(of_a, of_b) < _WHOLE and of_a != of_b:
        return 1 if of_a < of_b else -1
    colours = [float(np.ptp(look.pixels.astype(np.int16), axis=2).mean()) for look in (a, b)]
    if min(colours) < 2 and max(colours) > 6:
        return -1 if colours[0] < colours[1] else 1
    if abs(measured.blur) > _BLURRED:
        return 1 if measured.blur > 0 else -1
    return 0


def _evidence(found: _Finding, a: Look, b: Look, *, swapped: bool) -> dict[str, float]:
    """What was measured, as seen from a; ``swapped`` when it was measured with b first."""
    matrix = inverse(found.alignment.matrix) if swapped else found.alignment.matrix
    moved = motion(matrix)
    of_a, of_b = _contents(found)[:: -1 if swapped else 1]
    altered = _altered(found, b, a) * -1 if swapped else _altered(found, a, b)
    measured = found.agreement
    wide = a.photo.width / a.size[0] * b.size[0] / b.photo.width
    evidence = {
        "area_kept": min(of_a, of_b),
        "area_kept_of_a": of_a,
        "area_kept_of_b": of_b,
        "angle": moved.angle,
        "mirrored": float(moved.mirrored),
        "scale": moved.scale * wide,
        "stretch": moved.stretch,
        "mean_difference": measured.mean_difference,
        "colour_difference": measured.raw_difference,
        "agreeing_blocks": measured.agreeing,
        "correlation": measured.correlation,
        "blur": abs(measured.blur),
        "border": max(found.border),
        "overlay": measured.overlay_share,
        "inliers": float(found.alignment.inliers),
        "altered": float(altered),
    }
    return {name: round(value, 4) + 0.0 for name, value in evidence.items()}
