"""Small pictures for the screen: asked for by whoever paints, made off the main thread, kept in a bounded memory.

A painter asks for a picture and gets it, or None and a repaint later. Only what is painted is asked for, so rows out of
view cost nothing; what scrolled out of view before its turn came is dropped.
"""

from __future__ import annotations

import logging
import os
from collections import OrderedDict, deque
from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QObject, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QImage, QPixmap

from photohash.app.jobs import MainThreadDispatcher, Request, WorkerPool
from photohash.app.picture_pixels import image_of, resized
from photohash.core.errors import PhotoError
from photohash.library.browse import Browser
from photohash.library.decode import decode
from photohash.library.photo import Photo, Pixels

logger = logging.getLogger(__name__)

_MEMORY_BYTES = 96 << 20
_MOST = 10_000
"""Pictures that are remembered, those that could not be had with them: these take little memory, but some."""

_WAITING = 400
"""Pictures that may wait; more than two screens full of them would be for rows that are gone."""

_AT_ONCE, _PAUSE_MILLISECONDS = 8, 8
"""So many pictures may be painted for the first time before there is a pause."""


class _Key(NamedTuple):
    photo: int
    digest: bytes
    width: int
    height: int
    large: bool


class Thumbnails(QObject):
    """The pictures at hand.

    Signals:
        arrived: one or more pictures that were asked for can be had now, or are known not to exist.
        photos_arrived(frozenset): the same, with the ids of the photos whose pictures they are.

    Attributes:
        asked: how many pictures were asked for so far.
    """

    arrived = Signal()
    photos_arrived = Signal(object)

    def __init__(
        self,
        open_browser: Callable[[], AbstractContextManager[Browser]],
        dispatcher: MainThreadDispatcher,
        workers: int | None = None,
    ) -> None:
        super().__init__()
        self._pool: WorkerPool[Browser] = WorkerPool(
            "photohash-thumbnails",
            workers or _workers(),
            open_browser,
            dispatcher,
            newest_first=True,
            limit=_WAITING,
            overflow=self._forget,
        )
        self._pixmaps: OrderedDict[_Key, QPixmap | None] = OrderedDict()
        self._bytes = 0
        self._waiting: dict[_Key, Request[Browser, QImage | None]] = {}
        self._generation = 0
        self.asked = 0
        self._come: deque[tuple[_Key, QImage | None]] = deque()
        self._handing_out = QTimer(self)
        self._handing_out.setInterval(_PAUSE_MILLISECONDS)
        self._handing_out.timeout.connect(self._hand_out)

    @property
    def waiting(self) -> int:
        """Pictures asked for that have not come."""
        return len(self._waiting)

    def pixmap(self, photo: Photo, box: QSize, ratio: float, *, large: bool = False) -> QPixmap | None:
        """A picture that fits into a box, keeping its shape, or None while there is none; asks for it if need be.

        Args:
            photo: whose picture.
            box: device-independent pixels.
            ratio: device pixels per device-independent pixel.
            large: read the photo itself instead of its preview.
        """
        key = _Key(photo.id, photo.digest, round(box.width() * ratio), round(box.height() * ratio), large)
        if key in self._pixmaps:
            self._pixmaps.move_to_end(key)
            return self._pixmaps[key]
        if key not in self._waiting:
            self.asked += 1
            self._waiting[key] = self._pool.submit(
                partial(_draw, photo, key, ratio),
                partial(self._take, key, self._generation),
                partial(self._fail, key, self._generation),
            )
        return None

    def missing(self, photo: Photo, box: QSize, ratio: float, *, large: bool = False) -> bool:
        """Whether it is known that there is no picture, as against not yet."""
        key = _Key(photo.id, photo.digest, round(box.width() * ratio), round(box.height() * ratio), large)
        return key in self._pixmaps and self._pixmaps[key] is None

    def next_generation(self) -> None:
        """Drops what is waiting: another page is shown, or the view jumped."""
        self._generation += 1
        self._pool.cancel_waiting()
        for request in self._waiting.values():
            request.cancel()
        self._waiting.clear()
        self._come.clear()

    def try_again(self) -> None:
        """Forgets which pictures could not be had, after the library changed."""
        for key in [key for key, pixmap in self._pixmaps.items() if pixmap is None]:
            del self._pixmaps[key]

    def close(self, timeout: float) -> bool:
        """Ends the threads; returns whether they ended in time."""
        self._generation += 1  # what comes now is wanted no more
        self._handing_out.stop()
        return self._pool.close(timeout)

    def _take(self, key: _Key, generation: int, image: QImage | None) -> None:
        if generation != self._generation:
            return
        self._come.append((key, image))
        if not self._handing_out.isActive():
            self._handing_out.start()
            self._hand_out()

    @Slot()
    def _hand_out(self) -> None:
        """Lets a few of the pictures that came be painted, all of which at once would take longer than a frame."""
        if not self._come:
            self._handing_out.stop()
            return
        few = [self._come.popleft() for _ in range(min(len(self._come), _AT_ONCE))]
        for key, image in few:
            self._waiting.pop(key, None)
            self._keep(key, image)
        self.arrived.emit()
        self.photos_arrived.emit(frozenset(key.photo for key, _ in few))

    def _keep(self, key: _Key, image: QImage | None) -> None:
        pixmap = None
        if image is not None:
            pixmap = QPixmap.fromImage(image)
            self._bytes += image.sizeInBytes()
        self._pixmaps[key] = pixmap
        while (self._bytes > _MEMORY_BYTES or len(self._pixmaps) > _MOST) and len(self._pixmaps) > 1:
            _, oldest = self._pixmaps.popitem(last=False)
            if oldest is not None:
                self._bytes -= oldest.width() * oldest.height() * oldest.depth() // 8

    def _fail(self, key: _Key, generation: int, _error: Exception) -> None:
        self._take(key, generation, None)

    def _forget(self, request: Request[Browser, QImage | None]) -> None:
        for key, waiting in list(self._waiting.items()):
            if waiting is request:
                del self._waiting[key]


def _workers() -> int:
    """So many threads that one core is the window's own; one thread alone draws several screens full a second."""
    return max(1, min(2, (os.cpu_count() or 1) - 1))


def _draw(photo: Photo, key: _Key, ratio: float, browser: Browser) -> QImage | None:
    """Makes the image of one key; runs in a thumbnail thread, so it makes a QImage and no QPixmap."""
    pixels = _read(photo, min(key.width, key.height)) if key.large else browser.preview(photo.id)
    return None if pixels is None else fitted(pixels, QSize(key.width, key.height), ratio)


def _read(photo: Photo, shorter_side: int) -> Pixels | None:
    """An upright picture from the first of the photo's files that can be read, its shorter side at least this long."""
    for file in photo.files:
        try:
            return decode(file.path, at_least=shorter_side, described=False).pixels
        except PhotoError as error:
            logger.info("no picture of %s: %s", file.path, error)
    return None


def fitted(pixels: Pixels, box: QSize, ratio: float) -> QImage:
    """Pixels as an image that fits into a box of device pixels; never made larger than twice its size."""
    whole = QSize(pixels.shape[1], pixels.shape[0])
    target = whole.scaled(box, Qt.AspectRatioMode.KeepAspectRatio).boundedTo(whole * 2).expandedTo(QSize(1, 1))
    image = image_of(pixels if target == whole else resized(pixels, (target.width(), target.height())))
    image.setDevicePixelRatio(ratio)
    return image
