"""Names what a pair of photos is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import cv2
import numpy as np

from photohash.library.photo import Kind
from photohash.library.relate.alignment import Alignment, by_corners, by_keypoints, whole_frames
from photohash.library.relate.borders import surroundings
from photohash.library.relate.capture_time import burst_apart, taken_apart
from photohash.library.relate.colours import ColourDifference, colours_between
from photohash.library.relate.compression import explains_less_detail, quality
from photohash.library.relate.features import PhotoFeatures
from photohash.library.relate.marks import differing_hue
from photohash.library.relate.overlap import JUDGED, kept, overlap_of
from photohash.library.relate.overlay import Overlay, overlay_of
from photohash.library.relate.refinement import refined
from photohash.library.relate.similarity import CanvasComparison, Similarity
from photohash.library.relate.transforms import NO_PERSPECTIVE, applied, corners, inverse, motion

WHOLE = 0.985
"""A picture of which this share is shown in the other is shown whole: edges wobble by a pixel in a small picture."""

_TURNED = 0.7
"""Degrees from which a picture counts as turned."""

_CONTAINED = 0.96
"""One of the two must be shown (nearly) whole in the other: two overlapping halves of a panorama are no copies."""

_SAME_PLACE = 0.002
"""Two maps that put the corners this near each other, as a share of the picture, are one."""

_LEAST_PERSPECTIVE = 0.003
"""Less than this is what the search for the best map leaves of an upright one."""

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

_SPOTLESS_CORRELATION = 0.9925
_SPOTLESS_DIFFERENCE = 2.2
_EVERYDAY_QUALITY = 80
_CLEAN_CORRELATION, _CLEAN_DIFFERENCE = 0.97, 1.4
_STRIKING_CORRELATION, _STRIKING_DIFFERENCE = 0.994, 5.0
"""What has to be left beside a caption, or under a perspective: leaving out what differs flatters any pair, and a
second photo of a flat thing differs by perspective alone."""

_LEAST_LEFT = 0.3
_NEARLY = 0.5
_SURELY_RIGHT = 0.9
_LARGEST_ADDITION = 0.4
_SURELY_ON_ONE = 0.95
"""How much of an addition's outlines must be in one picture for it to be told from something that moved under strong
compression, which hides whether the rest is the same."""

_HIDDEN_FROM = 0.8
_HIDING_BLUR, _HIDING_NOISE = 1.8, 10.0

_FAINT_DIFFERENCE = 1.0
_LEAST_GRAIN = 0.3
_SAME_GRAIN = 0.6
"""Mean grey difference at most, deviation of the grain at least, and its correlation at least, for pictures of no
structure."""

_PARTLY = 0.25
_MANY_KEYPOINTS = 16
"""Frames of one burst share windows or keypoints, if only of the background."""

BLURRED = 0.8
"""Pixels of blur between the two from which one counts as blurred or sharpened."""

_NOISY = 4.0
"""Grey levels of noise that one has more, from which it counts as edited."""


@dataclass(frozen=True)
class Hypothesis:
    """One way to lay b on a, and what came of it.

    Attributes:
        alignment: how b lies on a.
        similarity: how far they agree.
        overlay: what was put on one of them, if that was looked for and something was found.
        kept: shares of a's and of b's area that the other shows too.
        border: shares of a and of b that are set around what the other shows.
        colours: what happened to the colours; None until it is known to be a copy.
        detail: share of a closer look that differs, where there was one.
        perspective: see :class:`~photohash.library.relate.transforms.Motion`.
        quality: of the more strongly compressed of the two.
    """

    alignment: Alignment
    similarity: Similarity
    overlay: Overlay | None
    kept: tuple[float, float]
    border: tuple[float, float]
    perspective: float
    quality: int
    colours: ColourDifference | None = None
    detail: float = 0.0

    @property
    def contents(self) -> tuple[float, float]:
        """The shares of a's and of b's content, borders left out, that the other picture shows too."""
        a, b = (min(1.0, part / max(1 - frame, 1e-6)) for part, frame in zip(self.kept, self.border, strict=True))
        return a, b

    @property
    def rest(self) -> Similarity:
        """The agreement of what nothing was put on."""
        return self.similarity if self.overlay is None else self.overlay.rest


def classify(a: PhotoFeatures, b: PhotoFeatures) -> tuple[Kind, float, Hypothesis | None]:
    """Says what two photos are by their small pictures: the kind, how sure, and what was found."""
    apart = taken_apart(a.photo, b.photo)
    best: Hypothesis | None = None
    for found in _hypotheses(a, b):
        if not apart and _is_copy(found):
            found = replace(found, colours=colours_between(a, b, found.alignment.matrix))
            return kind_of(found, a, b), _score(found), found
        if best is None or found.similarity.agreeing > best.similarity.agreeing:
            best = found
        if apart and best.similarity.agreeing >= _PARTLY:
            break
    if not apart and same_size(a, b) and _same_faint_structure(a, b):
        return Kind.RE_ENCODED, 0.75, None
    if best is None:
        return Kind.SIMILAR, 0.0, None
    partly = best.similarity.agreeing >= _PARTLY or best.alignment.inliers >= _MANY_KEYPOINTS
    return no_copy(a, b, partly=partly), best.similarity.agreeing / 2, best


def no_copy(a: PhotoFeatures, b: PhotoFeatures, *, partly: bool) -> Kind:
    """What two photos are that are no copies: frames of a burst, where they share a part and a moment, or similar."""
    return Kind.BURST if partly and burst_apart(a.photo, b.photo) else Kind.SIMILAR


def _hypotheses(a: PhotoFeatures, b: PhotoFeatures) -> Iterator[Hypothesis]:
    """Ways to lay b on a and what came of each, the likely ones first; none after one that surely is right."""
    best: Hypothesis | None = None
    for found in _upright(a, b):
        yield found
        if best is None or found.similarity.agreeing > best.similarity.agreeing:
            best = found
    if best is not None and best.similarity.agreeing >= _NEARLY:
        bent = refined(best.alignment, a, b, perspective=True)
        if motion(bent.matrix, b.size).perspective > _LEAST_PERSPECTIVE and (found_bent := _try(bent, a, b)):
            yield found_bent


def _upright(a: PhotoFeatures, b: PhotoFeatures) -> Iterator[Hypothesis]:
    """The same without perspective."""
    tried: list[Alignment] = []
    for align, enough in ((whole_frames, _SURELY_RIGHT), (by_corners, _LEAST_LEFT), (by_keypoints, 1.0)):
        for rough in align(a, b):
            best = 0.0
            for alignment in (rough, refined(rough, a, b))[1 if rough.inliers else 0 :]:
                if any(_near(alignment, earlier, a, b) for earlier in tried):
                    continue
                tried.append(alignment)
                found = _try(alignment, a, b)
                if found is not None:
                    yield found
                    best = max(best, found.similarity.agreeing)
            if best >= enough:
                return


def _near(one: Alignment, other: Alignment, a: PhotoFeatures, b: PhotoFeatures) -> bool:
    apart = applied(one.matrix, corners(b.size)) - applied(other.matrix, corners(b.size))
    return float(np.abs(apart).max()) < _SAME_PLACE * max(a.size)


def same_size(a: PhotoFeatures, b: PhotoFeatures) -> bool:
    """Whether two photos have the same width and height."""
    return (a.photo.width, a.photo.height) == (b.photo.width, b.photo.height) and a.size == b.size


def _same_faint_structure(a: PhotoFeatures, b: PhotoFeatures) -> bool:
    """Whether two pictures with too little structure to align are near-exact copies: their faint grain is the same.

    Two black frames, or two photos of one clear sky, are equal to within noise; only a copy has the same noise.
    """
    if cv2.norm(a.grey, b.grey, cv2.NORM_L1) > _FAINT_DIFFERENCE * a.grey.size or differing_hue(a.pixels, b.pixels):
        return False
    first, second = a.grey.astype(np.float32), b.grey.astype(np.float32)
    first -= cv2.blur(first, (15, 15))
    second -= cv2.blur(second, (15, 15))
    lengths = float(np.linalg.norm(first)), float(np.linalg.norm(second))
    if min(lengths) < _LEAST_GRAIN * np.sqrt(first.size):
        return False
    return float((first * second).sum()) > _SAME_GRAIN * lengths[0] * lengths[1]


def _try(alignment: Alignment, a: PhotoFeatures, b: PhotoFeatures) -> Hypothesis | None:
    """Lays b on a and measures; again at half the size where blur or noise hid what they share."""
    found = _measured(alignment, a, b, JUDGED)
    if found is None or _is_copy(found) or found.similarity.agreeing < _HIDDEN_FROM:
        return found
    if abs(found.similarity.blur) < _HIDING_BLUR and abs(found.similarity.noise) < _HIDING_NOISE:
        return found
    coarser = _measured(alignment, a, b, JUDGED // 2)
    if coarser is None or not _is_copy(coarser):
        return found
    # What hid it is told as it is in full.
    return replace(coarser, similarity=replace(coarser.similarity, blur=found.rest.blur, noise=found.rest.noise))


def _measured(alignment: Alignment, a: PhotoFeatures, b: PhotoFeatures, longest: int) -> Hypothesis | None:
    """What comes of a map; where the two disagree in places, also whether something was put on one of them."""
    laid = overlap_of(a, b, alignment.matrix, longest=longest)
    if laid is None:
        return None
    comparison = CanvasComparison(laid, laid.mask > 0)
    measured = comparison.similarity(laid.mask > 0)
    if measured is None:
        return None
    of_a, of_b = kept(a, b, alignment.matrix)
    border = 0.0, 0.0
    if measured.agreeing >= _LEAST_LEFT:
        there, back = alignment.matrix, inverse(alignment.matrix)
        border = surroundings(a, b, there, 1 - of_a), surroundings(b, a, back, 1 - of_b)
    bent = motion(alignment.matrix, b.size).perspective
    saved_at = min(quality(a.photo), quality(b.photo))
    found = Hypothesis(alignment, measured, None, (of_a, of_b), border, bent, saved_at)
    if measured.agreeing >= _LEAST_LEFT and _shown_whole(found):
        found = replace(found, overlay=overlay_of(laid, comparison, lambda rest: _may_be_copy(found, rest)))
    return found


def _may_be_copy(found: Hypothesis, rest: Similarity) -> bool:
    """Whether what was put on one of the two may decide, by the agreement of all and of the rest."""
    return _is_similar(found.similarity) or _spotless(rest, found.quality)


def _shown_whole(found: Hypothesis) -> bool:
    return max(found.contents) >= _CONTAINED


def _is_copy(found: Hypothesis) -> bool:
    measured, added = found.similarity, found.overlay
    if not _shown_whole(found):
        return False
    if found.perspective > NO_PERSPECTIVE and not _spotless(found.rest, found.quality):
        return False
    if _is_similar(measured):
        return added is None or not added.moved or added.rest.mean_difference > _CLEAN_DIFFERENCE
    if added is None or added.share >= _LARGEST_ADDITION or not added.drawn:
        return False
    if found.perspective > NO_PERSPECTIVE:
        return False
    if not added.unlike_the_scene and abs(added.side) < _SURELY_ON_ONE:
        return _spotless(added.rest, _EVERYDAY_QUALITY)
    return _spotless(added.rest, found.quality)


def _is_similar(measured: Similarity) -> bool:
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


def _spotless(rest: Similarity, saved_at: int) -> bool:
    """Whether what is left is a copy beyond doubt: it differs by no more than compression explains."""
    lost = max(0, _EVERYDAY_QUALITY - saved_at)
    difference, least = _SPOTLESS_DIFFERENCE + 0.05 * lost, _SPOTLESS_CORRELATION - 0.00025 * lost
    correlation = max(rest.correlation, rest.faint_correlation)
    return _is_similar(rest) and (
        (rest.mean_difference <= _CLEAN_DIFFERENCE and correlation >= _CLEAN_CORRELATION)
        or (rest.mean_difference <= difference and correlation >= least)
        or (rest.mean_difference <= _STRIKING_DIFFERENCE and correlation >= _STRIKING_CORRELATION)
    )


def _score(found: Hypothesis) -> float:
    correlation = max(found.rest.correlation, found.rest.faint_correlation)
    return 0.5 + 0.5 * float(np.clip((correlation - 0.9) * 10, 0.0, 1.0)) * found.rest.flat_agreeing


def less_detailed(found: Hypothesis, a: PhotoFeatures, b: PhotoFeatures) -> int:
    """1 when b was blurred or freed of noise, or a sharpened or made noisy; -1 the other way; 0 when neither was.

    What strong compression took is no edit.
    """
    rest = found.rest
    if abs(rest.blur) > BLURRED:
        less = 1 if rest.blur > 0 else -1
    elif abs(rest.noise) > _NOISY:
        less = 1 if rest.noise < 0 else -1
    else:
        return 0
    softer, sharper = (b, a) if less > 0 else (a, b)
    return 0 if explains_less_detail(softer.photo, sharper.photo) else less


def kind_of(found: Hypothesis, a: PhotoFeatures, b: PhotoFeatures) -> Kind:
    """What kind of copy it is: of several that apply, the first."""
    moved = motion(found.alignment.matrix, b.size)
    if moved.mirrored:
        return Kind.MIRRORED
    if abs(moved.angle) > _TURNED and found.perspective <= NO_PERSPECTIVE:
        return Kind.ROTATED
    if min(found.contents) < WHOLE and found.perspective <= NO_PERSPECTIVE:
        return Kind.CROPPED
    if _changed(found) or less_detailed(found, a, b) != 0:
        return Kind.EDITED
    return Kind.RE_ENCODED if (a.photo.width, a.photo.height) == (b.photo.width, b.photo.height) else Kind.RESIZED


def sharper_and_larger(found: Hypothesis, a: PhotoFeatures, b: PhotoFeatures) -> bool:
    """Whether all that makes an edit of two is that the larger one is sharper, as sharpening leaves an enlarged one."""
    less = less_detailed(found, a, b)
    sizes = [features.photo.width * features.photo.height for features in (a, b)]
    return not _changed(found) and less * (sizes[0] - sizes[1]) > 0


def is_turned_alone(found: Hypothesis, a: PhotoFeatures, b: PhotoFeatures) -> bool:
    """Whether quarter turns and mirrors are all that was done, beside saving and scaling."""
    moved = motion(found.alignment.matrix, b.size)
    askew = abs((moved.angle + 45) % 90 - 45)
    whole = min(found.contents) >= WHOLE and askew <= _TURNED and not _changed(found)
    return whole and (less_detailed(found, a, b) == 0 or sharper_and_larger(found, a, b))


def _changed(found: Hypothesis) -> bool:
    """Whether more than sharpness was changed: colours, something put on it, a border, perspective."""
    return (
        (found.colours is not None and found.colours.changed)
        or found.overlay is not None
        or max(found.border) > 0
        or found.perspective > NO_PERSPECTIVE
    )
