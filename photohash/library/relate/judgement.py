"""Names what a pair of photos is."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, replace

import cv2
import numpy as np

from photohash.core.errors import PhotoError
from photohash.library.photo import Kind, Photo, Pixels, Relation
from photohash.library.relate.agreement import Addition, Agreement, addition, agreement, plainness
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

_UPSIDE_DOWN = 179.99
"""Degrees from which a half turn is given as 180, not -180."""

_TONE = 3.6
"""Mean colour difference above what re-encoding leaves behind (3.0 at JPEG quality 15)."""

_BLURRED = 0.8
"""Pixels of blur between the two from which one counts as blurred or sharpened."""

_NARROWEST_BORDER = 0.005
_PLAIN_BORDER = 0.93
_BORDER_LEVELS = 10
_CONTAINED = 0.96
"""One of the two must be shown (nearly) whole in the other: two overlapping halves of a panorama are no copies."""

_FEWEST_WINDOWS = 24
_LEAST_STRONG = 0.02
_LEAST_FAINT = 0.15
"""With fewer textured windows than these, agreement proves nothing: skies, walls and the dark all agree."""

_STRONG_AGREEING = 0.995
_STRONG_CORRELATION = 0.93
_FAINT_AGREEING = 0.75
_FLAT_AGREEING = 0.965
"""Copies saved at JPEG quality 15 or under strong noise reach 1.00 of strong windows; neighbouring burst frames
0.97."""

_SPOTLESS_AGREEING = 0.998
_SPOTLESS_CORRELATION = 0.99
_SPOTLESS_DIFFERENCE = 2.0
_LEAST_LEFT = 0.3
_WHOLE_SECONDS = len("2024-05-17T09:30:12")
_LARGEST_ADDITION = 0.35
_PLAIN_ADDITION = 0.7
_PLAINER = 0.15

_FAINT_DIFFERENCE = 1.0
_LEAST_GRAIN = 0.3
_SAME_GRAIN = 0.6
"""Mean grey difference at most, deviation of the grain at least, and its correlation at least, for pictures of no
structure."""


@dataclass(frozen=True)
class _Finding:
    """One way to lay b on a, and what came of it."""

    alignment: Alignment
    agreement: Agreement
    addition: Addition | None
    kept: tuple[float, float]
    border: tuple[float, float]


def relate(a: Side, b: Side) -> Relation:
    """Says what two photos are to each other.

    The pair is a copy when one map that copying can leave behind lays one picture on the other so that, wherever both
    show something, the fine structure agrees; otherwise it is ``SIMILAR``, with half the share of agreeing windows as
    its score. A compound change takes the kind that comes first in: mirrored, rotated, cropped, edited, resized,
    re-encoded. Photos whose capture times differ are copies only if all their pixels are the same. The answer depends
    neither on the order of the two nor on anything seen before.

    Evidence, by name (a and b as in the relation, so a has the smaller id):
        area_kept: share of the larger content that both show; ``area_kept_of_a`` and ``area_kept_of_b`` of each.
        angle: degrees a is turned clockwise to give b, after mirroring where ``mirrored`` is 1.
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
    apart = _taken_apart(a.photo, b.photo)
    best: _Finding | None = None
    for alignment in _alignments(a, b):
        found = _try(alignment, a, b)
        if found is None:
            continue
        if not apart and _is_copy(found):
            return _kind(found, a, b), _score(found), found
        if best is None or found.agreement.agreeing > best.agreement.agreeing:
            best = found
    if not apart and _same_size(a, b) and _same_faint_structure(a, b):
        return Kind.RE_ENCODED, 0.75, None
    return Kind.SIMILAR, 0.0 if best is None else best.agreement.agreeing / 2, best


def _taken_apart(a: Photo, b: Photo) -> bool:
    """Whether two capture times differ. Copies keep theirs or lose it, so such a pair is a burst, however still."""
    if a.taken is None or b.taken is None:
        return False
    known = len(a.taken) if len(a.taken) == len(b.taken) else _WHOLE_SECONDS
    return a.taken[:known] != b.taken[:known]


def _alignments(a: Look, b: Look) -> Iterator[Alignment]:
    """Ways to lay b on a, the cheap and likely ones first."""
    for whole in whole_frames(a, b):
        yield whole
        yield refined(whole, a, b)
    for rough in by_keypoints(a, b):
        yield refined(rough, a, b)


def _same_size(a: Look, b: Look) -> bool:
    return (a.photo.width, a.photo.height) == (b.photo.width, b.photo.height) and a.size == b.size


def _same_pixels(a: Look, b: Look) -> bool:
    if np.abs(a.grey.astype(np.int16) - b.grey).mean() > _NEARLY_EQUAL:
        return False
    try:
        return bool(np.array_equal(a.full(), b.full()))
    except PhotoError:
        return False


def _same_faint_structure(a: Look, b: Look) -> bool:
    """Whether two pictures with too little structure to align are near-exact copies: their faint grain is the same.

    Two black frames, or two photos of one clear sky, are equal to within noise; only a copy has the same noise.
    """
    first, second = a.grey.astype(np.float32), b.grey.astype(np.float32)
    if np.abs(first - second).mean() > _FAINT_DIFFERENCE:
        return False
    first -= cv2.blur(first, (15, 15))
    second -= cv2.blur(second, (15, 15))
    lengths = float(np.linalg.norm(first)), float(np.linalg.norm(second))
    if min(lengths) < _LEAST_GRAIN * np.sqrt(first.size):
        return False
    return float((first * second).sum()) > _SAME_GRAIN * lengths[0] * lengths[1]


def _try(alignment: Alignment, a: Look, b: Look) -> _Finding | None:
    """Lays b on a and measures; where they disagree in places, looks whether something was put on one of them."""
    laid = overlay(a, b, alignment.matrix)
    measured = None if laid is None else agreement(laid)
    if laid is None or measured is None:
        return None
    of_a, of_b = kept(a, b, alignment.matrix)
    border = _border(a, b, alignment.matrix, 1 - of_a), _border(b, a, inverse(alignment.matrix), 1 - of_b)
    found = _Finding(alignment, measured, None, (of_a, of_b), border)
    if _is_copy(found) or measured.agreeing < _LEAST_LEFT or not _shown_whole(found):
        return found
    return replace(found, addition=addition(laid))


def _border(inner: Look, outer: Look, matrix: Matrix, share: float) -> float:
    """How much of ``inner`` is border: what lies outside ``outer``, where that is of one colour or two.

    Args:
        inner: the picture that may have a border.
        outer: the picture laid on it.
        matrix: float64 [2, 3], edge coordinates of ``outer`` to those of ``inner``.
        share: how much of ``inner`` is outside.
    """
    if share < _NARROWEST_BORDER:
        return 0.0
    outside: Pixels = np.full(inner.grey.shape, 255, np.uint8)
    corners = np.round(outline(matrix, *outer.size) - 0.5).astype(np.int32)
    cv2.fillConvexPoly(outside, corners, 0)
    ring = np.ones((5, 5), np.uint8)
    outside = np.asarray(cv2.erode(outside, ring, borderType=cv2.BORDER_CONSTANT, borderValue=255), np.uint8)
    beyond = inner.pixels[::2, ::2][outside[::2, ::2] > 0]
    return share if len(beyond) and plainness(beyond, within=_BORDER_LEVELS) > _PLAIN_BORDER else 0.0


def _contents(found: _Finding) -> tuple[float, float]:
    """The shares of a's and of b's content, borders left out, that the other picture shows too."""
    a, b = (min(1.0, kept / max(1 - border, 1e-6)) for kept, border in zip(found.kept, found.border, strict=True))
    return a, b


def _shown_whole(found: _Finding) -> bool:
    return max(_contents(found)) >= _CONTAINED


def _is_copy(found: _Finding) -> bool:
    measured, added = found.agreement, found.addition
    if not _shown_whole(found):
        return False
    if added is None:
        return _agrees(measured)
    return added.share < _LARGEST_ADDITION and _was_put_on(added) and _agrees(added.rest) and _spotless(added.rest)


def _agrees(measured: Agreement) -> bool:
    """Whether enough structure is there, and all of it agrees."""
    strong, faint = measured.strong * measured.windows, measured.faint * measured.windows
    if strong >= _FEWEST_WINDOWS and measured.strong >= _LEAST_STRONG:
        return (
            measured.agreeing >= _STRONG_AGREEING
            and measured.correlation >= _STRONG_CORRELATION
            and (faint < _FEWEST_WINDOWS or measured.faint_agreeing >= _FAINT_AGREEING)
            and measured.flat_agreeing >= _FLAT_AGREEING
        )
    return (
        faint >= _FEWEST_WINDOWS
        and measured.strong + measured.faint >= _LEAST_FAINT
        and (strong < 1 or measured.agreeing >= _STRONG_AGREEING)
        and measured.faint_agreeing >= _STRONG_AGREEING
        and measured.faint_correlation >= _STRONG_CORRELATION
        and measured.flat_agreeing >= _FLAT_AGREEING
    )


def _spotless(rest: Agreement) -> bool:
    """Whether what is left beside a caption is a copy beyond doubt: leaving out what differs flatters any pair."""
    return (
        rest.agreeing >= _SPOTLESS_AGREEING
        and rest.correlation >= _SPOTLESS_CORRELATION
        and rest.mean_difference <= _SPOTLESS_DIFFERENCE
    )


def _was_put_on(added: Addition) -> bool:
    """Whether what differs is of flat colours in one picture and covers something that is not in the other."""
    plain, covered = max(added.plain_first, added.plain_second), min(added.plain_first, added.plain_second)
    return plain >= _PLAIN_ADDITION and covered <= plain - _PLAINER


def _score(found: _Finding) -> float:
    measured = found.agreement if found.addition is None else found.addition.rest
    correlation = max(measured.correlation, measured.faint_correlation)
    return 0.5 + 0.5 * float(np.clip((correlation - 0.9) * 10, 0.0, 1.0)) * measured.flat_agreeing


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
    if edited or found.addition is not None:
        return Kind.EDITED
    return Kind.RE_ENCODED if (a.photo.width, a.photo.height) == (b.photo.width, b.photo.height) else Kind.RESIZED


def _altered(found: _Finding, a: Look, b: Look) -> int:
    """1 when b is the altered one of the two, -1 when a is, 0 when it cannot be told."""
    measured = found.agreement
    if found.addition is not None:
        return -1 if found.addition.plain_first > found.addition.plain_second else 1
    if max(found.border) > 0 and found.border[0] != found.border[1]:
        return -1 if found.border[0] > found.border[1] else 1
    of_a, of_b = _contents(found)
    if min(of_a, of_b) < _WHOLE and of_a != of_b:
        return 1 if of_a < of_b else -1
    colours = a.colour, b.colour
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
    added = found.addition
    measured = found.agreement if added is None else added.rest
    wide = a.photo.width / a.size[0] * b.size[0] / b.photo.width
    evidence = {
        "area_kept": min(of_a, of_b),
        "area_kept_of_a": of_a,
        "area_kept_of_b": of_b,
        "angle": 180.0 if abs(moved.angle) > _UPSIDE_DOWN else moved.angle * (1 if moved.mirrored else -1),
        "mirrored": float(moved.mirrored),
        "scale": moved.scale * wide,
        "stretch": moved.stretch,
        "mean_difference": measured.mean_difference,
        "colour_difference": measured.raw_difference,
        "agreeing_blocks": measured.agreeing,
        "correlation": measured.correlation,
        "blur": abs(measured.blur),
        "border": max(found.border),
        "overlay": 0.0 if added is None else added.share,
        "inliers": float(found.alignment.inliers),
        "altered": float(altered),
    }
    return {name: round(value, 4) + 0.0 for name, value in evidence.items()}
