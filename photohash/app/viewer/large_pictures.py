"""Photos at their full resolution, decoded off the main thread and kept in a bounded memory.

Of each photo there is an overview of a few megapixels. Where the screen shows more than that has, the photo is decoded
in full: all of it is kept if it is no larger than its share of the memory, else the part in sight with some of its
surroundings, which is cut out anew as one moves. One thread decodes, so at most one photo is in memory as a whole
beyond what is kept.
"""

from __future__ import annotations

import logging
import math
from collections import OrderedDict
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from photohash.app.jobs import MainThreadDispatcher, Request, WorkerPool
from photohash.app.picture_pixels import image_of, resized
from photohash.app.viewer.difference import Difference, difference
from photohash.app.viewer.geometry import Box, Matrix
from photohash.core.errors import PhotoError
from photohash.core.translation import said, tr
from photohash.library.decode import decode_unchanged
from photohash.library.photo import Photo, Pixels

logger = logging.getLogger(__name__)

MEMORY_BYTES = 512 << 20
"""What all pictures together may take; a pixel takes four bytes, and its smaller versions a third more."""

_BYTES_A_PIXEL = 16 / 3
_OVERVIEW_SIDE, _OVERVIEW_PIXELS = 1000, 3_000_000
_SMALLEST_LEVEL = 160_000
_LEAST_PIXELS = 1_000_000
_COMPARED_PIXELS = 8_000_000
_SURROUNDINGS = 1.5
"""Of the part in sight, so much of its width and height is kept on every side."""

_WAITING = 24


class PictureTile(NamedTuple):
    """A picture, or a part of one.

    Attributes:
        image: RGB32.
        box: the full-size pixels of the photo that it shows.
    """

    image: QImage
    box: Box


@dataclass
class _Held:
    """What is kept of a photo: levels, each half the size of the one before."""

    overview: list[QImage] = field(default_factory=list)
    detail: list[QImage] = field(default_factory=list)
    detail_box: Box = (0.0, 0.0, 0.0, 0.0)
    problem: str = ""

    @property
    def octets(self) -> int:
        return sum(image.sizeInBytes() for image in (*self.overview, *self.detail))


Waiting = Request[None, list[QImage]] | Request[None, tuple[list[QImage], Box]] | Request[None, Difference]


class LargePictures(QObject):
    """The large pictures at hand.

    Args:
        dispatcher: of the window.
        memory: bytes that they may take together.

    Signals:
        arrived: something that was asked for can be had now, or is known not to exist.
    """

    arrived = Signal()

    def __init__(self, dispatcher: MainThreadDispatcher, memory: int = MEMORY_BYTES) -> None:
        super().__init__()
        self._pool: WorkerPool[None] = WorkerPool(
            "photohash-viewer",
            1,
            nullcontext,
            dispatcher,
            newest_first=True,
            limit=_WAITING,
            overflow=self._forget,
        )
        self._memory = memory
        self._shown = 1
        self._held: OrderedDict[bytes, _Held] = OrderedDict()
        self._waiting: dict[tuple[bytes, str], Waiting] = {}

    @property
    def waiting(self) -> int:
        """Pictures asked for that have not come."""
        return len(self._waiting)

    @property
    def octets(self) -> int:
        """Bytes that are kept now."""
        return sum(held.octets for held in self._held.values())

    def share_among(self, number: int) -> None:
        """Says how many photos are in sight at once; each may take its share of the memory."""
        self._shown = max(number, 1)

    def problem(self, photo: Photo) -> str:
        """Why there is no large picture, as a clause that reads well after the file's name, or ""."""
        held = self._held.get(photo.digest)
        return held.problem if held is not None else ""

    def tiles(self, photo: Photo, scale: float, visible: Box) -> list[PictureTile]:
        """What there is to draw of a photo, the coarse first; asks for what is missing.

        Args:
            photo: whose picture.
            scale: device pixels of the screen that one pixel of the photo takes.
            visible: the photo's pixels in sight.
        """
        held = self._held.setdefault(photo.digest, _Held())
        self._held.move_to_end(photo.digest)
        if held.problem:
            return []
        whole = (0.0, 0.0, float(photo.width), float(photo.height))
        if not held.overview:
            self._ask(photo, "overview", partial(_overview, photo), self._take_overview)
            return []
        found = [PictureTile(_level(held.overview, scale * photo.width), whole)]
        finest = held.overview[0].width()
        if scale * photo.width <= 1.02 * finest or finest >= photo.width:
            return found
        visible = _common(visible, whole)
        if held.detail:
            found.append(
                PictureTile(_level(held.detail, scale * (held.detail_box[2] - held.detail_box[0])), held.detail_box)
            )
        if not held.detail or not _covers(held.detail_box, visible) or self._is_too_coarse(held, scale, visible):
            box = self._wanted(photo, visible)
            self._ask(photo, "detail", partial(_detail, photo, box, round(self._limit())), self._take_detail)
        return found

    def compare(
        self,
        a: Photo,
        b: Photo,
        to_a: Matrix,
        deliver: Callable[[Difference], object],
        failed: Callable[[str], object],
    ) -> None:
        """Finds out how two photos differ.

        Args:
            a: the one that the other is laid on.
            b: the other.
            to_a: float64 [3, 3], full-size pixels of b to those of a.
            deliver: gets the answer on the main thread.
            failed: gets a sentence instead, where one of the two cannot be read.
        """
        key = (a.digest + b.digest, "difference")
        if key not in self._waiting:
            self._waiting[key] = self._pool.submit(
                partial(_difference, a, b, to_a),
                partial(self._take_difference, key, deliver),
                partial(self._fail_difference, key, failed),
            )

    def forget_waiting(self) -> None:
        """Drops what is waiting: other photos are shown."""
        self._pool.cancel_waiting()
        for request in self._waiting.values():
            request.cancel()
        self._waiting.clear()

    def release(self) -> None:
        """Gives the memory back, when nothing large is shown any more."""
        self.forget_waiting()
        self._held.clear()

    def try_again(self) -> None:
        """Forgets what could not be had, after the library changed."""
        for digest in [digest for digest, held in self._held.items() if held.problem]:
            del self._held[digest]

    def close(self, timeout: float) -> bool:
        """Ends the thread; returns whether it ended in time."""
        return self._pool.close(timeout)

    def _limit(self) -> float:
        """Pixels that one photo's full picture may have."""
        return max(self._memory / _BYTES_A_PIXEL / self._shown - _OVERVIEW_PIXELS, _LEAST_PIXELS)

    def _is_too_coarse(self, held: _Held, scale: float, visible: Box) -> bool:
        """Whether a part that had to be shrunk is seen nearer than that now, and would come out finer."""
        shrunk = held.detail[0].width() / max(held.detail_box[2] - held.detail_box[0], 1.0)
        return shrunk < 0.99 and scale > 1.02 * shrunk and _area(visible) < 0.7 * _area(held.detail_box)

    def _wanted(self, photo: Photo, visible: Box) -> Box:
        """What to keep of a photo in full: all of it, or the part in sight with what is around it."""
        if photo.width * photo.height <= self._limit():
            return (0.0, 0.0, float(photo.width), float(photo.height))
        left, top, right, bottom = visible
        grown = max(min(1 + 2 * _SURROUNDINGS, math.sqrt(self._limit() / max(_area(visible), 1.0))), 1.0)
        across, down = (right - left) * grown / 2, (bottom - top) * grown / 2
        x, y = (left + right) / 2, (top + bottom) / 2
        # Rounded inwards, as far as all in sight stays in: a pixel too many would have the whole part shrunk.
        return (
            max(min(math.ceil(x - across), math.floor(left)), 0.0),
            max(min(math.ceil(y - down), math.floor(top)), 0.0),
            min(max(math.floor(x + across), math.ceil(right)), float(photo.width)),
            min(max(math.floor(y + down), math.ceil(bottom)), float(photo.height)),
        )

    def _ask(
        self, photo: Photo, what: str, work: Callable[[], object], take: Callable[[bytes, object], object]
    ) -> None:
        key = (photo.digest, what)
        if key not in self._waiting:
            self._waiting[key] = self._pool.submit(
                lambda _: work(), partial(self._take, key, take), partial(self._fail, key)
            )

    def _take(self, key: tuple[bytes, str], take: Callable[[bytes, object], object], answer: object) -> None:
        self._waiting.pop(key, None)
        take(key[0], answer)
        self._make_room()
        self.arrived.emit()

    def _take_overview(self, digest: bytes, levels: object) -> None:
        self._held.setdefault(digest, _Held()).overview = levels  # type: ignore[assignment]  # as _overview gives them

    def _take_detail(self, digest: bytes, found: object) -> None:
        held = self._held.setdefault(digest, _Held())
        held.detail, held.detail_box = found  # type: ignore[misc]  # as _detail gives them

    def _take_difference(
        self, key: tuple[bytes, str], deliver: Callable[[Difference], object], found: Difference
    ) -> None:
        self._waiting.pop(key, None)
        deliver(found)

    def _fail_difference(self, key: tuple[bytes, str], failed: Callable[[str], object], error: Exception) -> None:
        self._waiting.pop(key, None)
        reason = said(str(error)) if isinstance(error, PhotoError) else tr("could not be shown")
        failed(tr("One of the two {reason}, so there is no difference to show.").format(reason=reason))

    def _fail(self, key: tuple[bytes, str], error: Exception) -> None:
        self._waiting.pop(key, None)
        held = self._held.setdefault(key[0], _Held())
        held.problem = said(str(error)) if isinstance(error, PhotoError) else tr("could not be shown")
        self.arrived.emit()

    def _forget(self, request: Request[None, object]) -> None:
        for key, waiting in list(self._waiting.items()):
            if waiting is request:
                del self._waiting[key]

    def _make_room(self) -> None:
        """Drops what was looked at least recently: first the full pictures, of those in sight nothing."""
        out_of_sight = list(self._held)[: max(len(self._held) - self._shown, 0)]
        for digest in out_of_sight:
            if self.octets <= self._memory:
                return
            del self._held[digest]


def _level(levels: list[QImage], width: float) -> QImage:
    """The smallest of several versions that still has as many pixels as are seen."""
    return next((image for image in reversed(levels) if image.width() >= width), levels[0])


def _common(one: Box, other: Box) -> Box:
    left, top = max(one[0], other[0]), max(one[1], other[1])
    return left, top, max(min(one[2], other[2]), left), max(min(one[3], other[3]), top)


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _covers(box: Box, visible: Box) -> bool:
    return (
        box[0] <= visible[0] + 1 and box[1] <= visible[1] + 1 and box[2] >= visible[2] - 1 and box[3] >= visible[3] - 1
    )


def _overview(photo: Photo) -> list[QImage]:
    return _levels(_within(decode_unchanged(photo, at_least=_OVERVIEW_SIDE), _OVERVIEW_PIXELS))


def _detail(photo: Photo, box: Box, most: int) -> tuple[list[QImage], Box]:
    pixels = decode_unchanged(photo, at_least=None)
    across, down = pixels.shape[1] / photo.width, pixels.shape[0] / photo.height
    left, top, right, bottom = box
    part = pixels[round(top * down) : round(bottom * down), round(left * across) : round(right * across)]
    return _levels(_within(part, most)), box


def _difference(a: Photo, b: Photo, to_a: Matrix, _: None) -> Difference:
    first, second = (_for_comparison(photo) for photo in (a, b))
    shrunk_a = np.diag([first.shape[1] / a.width, first.shape[0] / a.height, 1.0])
    shrunk_b = np.diag([second.shape[1] / b.width, second.shape[0] / b.height, 1.0])
    return difference(first, second, shrunk_a @ to_a @ np.linalg.inv(shrunk_b))


def _for_comparison(photo: Photo) -> Pixels:
    pixels = photo.width * photo.height
    shorter = min(photo.width, photo.height)
    at_least = round(shorter * math.sqrt(_COMPARED_PIXELS / pixels)) if pixels > _COMPARED_PIXELS else None
    return _within(decode_unchanged(photo, at_least=at_least), 2 * _COMPARED_PIXELS)


def _within(pixels: Pixels, most: int) -> Pixels:
    """A picture of no more pixels than so many."""
    height, width = pixels.shape[:2]
    if width * height <= most:
        return pixels
    shrink = math.sqrt(most / (width * height))
    size = max(round(width * shrink), 1), max(round(height * shrink), 1)
    return resized(pixels, size)


def _levels(pixels: Pixels) -> list[QImage]:
    """A picture as images of half the size, and half of that, until small."""
    levels = [image_of(pixels)]
    while pixels.shape[0] * pixels.shape[1] > _SMALLEST_LEVEL and min(pixels.shape[:2]) > 1:
        size = max(pixels.shape[1] // 2, 1), max(pixels.shape[0] // 2, 1)
        pixels = resized(pixels, size)
        levels.append(image_of(pixels))
    return levels
