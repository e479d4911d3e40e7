"""What is written down about a pair that was judged."""

from __future__ import annotations

import math

from photohash.library.relate.borders import is_strip
from photohash.library.relate.cascade import PairVerdict
from photohash.library.relate.classify import BLURRED, WHOLE, Hypothesis, less_detailed
from photohash.library.relate.features import PhotoFeatures
from photohash.library.relate.transforms import inverse, motion

_UPSIDE_DOWN = 179.99
"""Degrees from which a half turn is given as 180, not -180."""


def altered(found: Hypothesis, a: PhotoFeatures, b: PhotoFeatures) -> int:
    """1 when b is the altered one of the two, -1 when a is, 0 when it cannot be told."""
    measured, added = found.rest, found.overlay
    if max(found.border) > 0 and found.border[0] != found.border[1]:
        framed = -1 if found.border[0] > found.border[1] else 1
        matrix = found.alignment.matrix
        strip = is_strip(a, b, matrix) if framed < 0 else is_strip(b, a, inverse(matrix))
        return 0 if strip else framed
    of_a, of_b = found.contents
    if min(of_a, of_b) < WHOLE and of_a != of_b:
        return 1 if of_a < of_b else -1
    if added is not None and added.drawn and added.surely_there:
        return added.upon
    colours = a.colour, b.colour
    if min(colours) < 2 and max(colours) > 6:
        return -1 if colours[0] < colours[1] else 1
    less = less_detailed(found, a, b)
    # Blur is put on, and so is noise.
    return less if abs(measured.blur) > BLURRED else -less


def evidence(verdict: PairVerdict, a: PhotoFeatures, b: PhotoFeatures, *, swapped: bool) -> dict[str, float]:
    """What was measured, as seen from a; ``swapped`` when it was measured with b first."""
    lineage = verdict.lineage.swapped() if swapped else verdict.lineage
    known = {
        "a_holds_b": float(lineage.a_holds_b),
        "b_holds_a": float(lineage.b_holds_a),
        "exposure": float(lineage.exposure),
        "enlarged": float(lineage.enlarged),
        "damaged": float(-verdict.damaged if swapped else verdict.damaged),
    }
    seen = {} if verdict.found is None else _seen(verdict.found, a, b, swapped=swapped)
    return {name: value + 0.0 for name, value in {**seen, **known}.items()}


def _seen(found: Hypothesis, a: PhotoFeatures, b: PhotoFeatures, *, swapped: bool) -> dict[str, float]:
    matrix = inverse(found.alignment.matrix) if swapped else found.alignment.matrix
    moved = motion(matrix, b.size)
    of_a, of_b = found.contents[:: -1 if swapped else 1]
    changed = -altered(found, b, a) if swapped else altered(found, a, b)
    measured, colours = found.rest, found.colours
    wide = a.photo.width / a.size[0] * b.size[0] / b.photo.width
    noted = {
        "area_kept": min(of_a, of_b),
        "area_kept_of_a": of_a,
        "area_kept_of_b": of_b,
        "angle": 180.0 if abs(moved.angle) > _UPSIDE_DOWN else moved.angle * (1 if moved.mirrored else -1),
        "mirrored": float(moved.mirrored),
        "scale": moved.scale * wide,
        "stretch": moved.stretch,
        "perspective": found.perspective,
        "mean_difference": measured.mean_difference,
        "colour_difference": 0.0 if colours is None else colours.difference,
        "agreeing_blocks": measured.agreeing,
        "correlation": measured.correlation,
        "blur": abs(measured.blur),
        "noise": abs(measured.noise),
        "border": max(found.border),
        "overlay": 0.0 if found.overlay is None else found.overlay.share,
        "detail": math.ceil(found.detail * 1e4) / 1e4,  # the least is one window of a million, and more than nothing
        "inliers": float(found.alignment.inliers),
        "altered": float(changed),
    }
    return {name: round(value, 4) for name, value in noted.items()}
