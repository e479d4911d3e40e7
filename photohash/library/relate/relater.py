"""Relates pairs of photos, working out what one photo looks like only once."""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import TypeVar

import cv2

from photohash.library.photo import Kind, Relation
from photohash.library.relate.cascade import refused, verify
from photohash.library.relate.coarse import CoarseLook
from photohash.library.relate.evidence import evidence
from photohash.library.relate.features import PhotoFeatures, Side


def relate(a: Side, b: Side) -> Relation:
    """Says what two photos are to each other.

    The pair is a copy when one map that copying can leave behind lays one picture on the other so that, wherever both
    show something, the fine structure agrees, except under what was drawn on one of them. Photos whose capture times
    differ are copies only if all their pixels are the same; taken within seconds and alike in parts they are a
    ``BURST``. All else is ``SIMILAR``, with half the share of agreeing windows as its score, or 0 where capture times
    or a look from afar tell.

    A raw file and a picture of the same shot, however developed, are ``RAW_JPEG`` and never copies: known by name, time
    and camera alone, else by what is seen. Two raw files are one only if their sensor data are; their previews say
    nothing, since frames of a burst share them to within noise.

    A motion photo, which has a motion photo's film inside, and the still that was written beside it are ``LIVE``: they
    show the same, and format, name, time and camera are the same too. Any other still is a copy like others.

    What seems to be merely saved again or resized is read again, in full: if a detail differs it is edited, or similar
    where there was too little to align; if the grain differs they are two exposures, and no copies. There it is also
    found which of the two holds all the detail of the other. :class:`PhotoError` is raised when one of them cannot be
    read then.

    Files of one save that part somewhere are ``DAMAGED``: the one of the two that lost bytes, or whose bytes fell over.

    When several changes apply the kind is the first of: mirrored, rotated, cropped, edited, resized, re-encoded. What
    changes the geometry comes first, because it is what an eye sees first and a number sums up; a caption on a crop is
    told by the evidence. A picture set into a frame, a screen or a collage is edited, not cropped: nothing is missing.

    The answer depends neither on the order of the two nor on anything seen before.

    Evidence, by name (a and b as in the relation, so a has the smaller id):
        area_kept: share of the larger content that both show; ``area_kept_of_a`` and ``area_kept_of_b`` of each.
        angle: degrees a is turned clockwise to give b, after mirroring where ``mirrored`` is 1.
        scale: width of a full-size pixel of b in pixels of a.
        stretch: how much wider than high b's pixels became.
        perspective: how far converging lines move a corner, as a share of the picture's longer side.
        mean_difference: mean grey difference, 0..255, once tone and sharpness are made alike.
        colour_difference: mean colour difference, 0..255, as the pictures are.
        agreeing_blocks, correlation: share of windows whose structure agrees, and their median correlation.
        blur: pixels of blur between the two.
        noise: grey levels of noise that one has more.
        border: share of the framed picture that is set around the other.
        overlap: share of the common part that differs, as under a caption.
        detail: share of a closer look that differs, as by a word of a page; 0 where none was needed.
        inliers: matched keypoints that agree on the map; 0 where none were needed.
        a_holds_b, b_holds_a: 1 where all detail of the one is in the other, 0 where it is not, or it cannot be told.
        exposure: 1 where both are one exposure, -1 where they are two, 0 where it cannot be told.
        enlarged: 1 where b was surely enlarged from a, -1 where a was from b, 0 otherwise.
        damaged: 1 when b is the damaged one, -1 when a is, 0 when neither is or it cannot be told.
        altered: 1 when b is the one cropped, framed, written on, blurred or made grey, -1 when a is, 0 when unknown.
    """
    return Relater(remembered=2).relate(a, b)


_LARGE = 512 * 341
_LEAST = _LARGE // 32
"""Pixels of the small picture of a usual photo, and how many a tiny one is counted for: its descriptors weigh too."""

_SLIGHTLY_REMEMBERED = 1024
"""Photos of which the coarse look, 70 kB, and the digest of their pixels are remembered."""

Known = TypeVar("Known")


class Relater:
    """Relates pairs, remembering what was worked out about the photos seen last. Any number of threads may share one.

    OpenCV's own threads are switched off in this process: pairs are many and small, so callers run pairs side by side.

    Args:
        remembered: how many photos of the usual size it remembers; of icons and thumbs, which take less, more.
    """

    def __init__(self, remembered: int = 128) -> None:
        cv2.setNumThreads(1)
        self._room = remembered * _LARGE
        self._taken = 0
        self._known: OrderedDict[bytes, PhotoFeatures] = OrderedDict()
        self._coarse: OrderedDict[bytes, CoarseLook] = OrderedDict()
        self._pixel_digests: OrderedDict[bytes, bytes] = OrderedDict()
        self._changing = threading.Lock()

    def relate(self, a: Side, b: Side) -> Relation:
        """The relation of two photos; see :func:`relate`."""
        if a.photo.id > b.photo.id:
            a, b = b, a
        if refused(a.photo, b.photo, lambda: (self._coarse_of(a), self._coarse_of(b))):
            return Relation(a.photo.id, b.photo.id, Kind.SIMILAR, 0.0)
        first, second = self._features_of(a), self._features_of(b)
        swapped = a.photo.digest > b.photo.digest
        try:
            verdict = verify(second, first) if swapped else verify(first, second)
            return Relation(
                a.photo.id,
                b.photo.id,
                verdict.kind,
                round(verdict.score, 4),
                evidence(verdict, first, second, swapped=swapped),
            )
        finally:
            for features in (first, second):
                self._let_go(features)

    def _features_of(self, side: Side) -> PhotoFeatures:
        with self._changing:
            features = self._taken_out(side.photo.digest)
        features = features or PhotoFeatures(side)
        with self._changing:
            if known := self._pixel_digests.get(side.photo.digest):
                features.pixel_digest = known
            self._taken_out(side.photo.digest)  # another thread may have been as quick
            self._known[side.photo.digest] = features
            self._taken += _weight(features)
            while self._taken > self._room and len(self._known) > 1:
                self._taken_out(next(iter(self._known)))
        return features

    def _let_go(self, features: PhotoFeatures) -> None:
        features.release()
        if known := features.__dict__.get("pixel_digest"):
            with self._changing:
                _remember(self._pixel_digests, features.photo.digest, known)

    def _coarse_of(self, side: Side) -> CoarseLook:
        digest = side.photo.digest
        with self._changing:
            found = self._coarse.get(digest)
        found = found or CoarseLook(self._features_of(side).grey if side.coarse is None else side.coarse())
        with self._changing:
            _remember(self._coarse, digest, found)
        return found

    def _taken_out(self, digest: bytes) -> PhotoFeatures | None:
        features = self._known.pop(digest, None)
        if features is not None:
            self._taken -= _weight(features)
        return features


def _remember(known: OrderedDict[bytes, Known], digest: bytes, what: Known) -> None:
    known[digest] = what
    known.move_to_end(digest)
    while len(known) > _SLIGHTLY_REMEMBERED:
        known.popitem(last=False)


def _weight(features: PhotoFeatures) -> int:
    return max(_LEAST, features.size[0] * features.size[1])
