"""Photos by id for whoever paints them: asked for when they come into view, in batches, and kept in bounded memory."""

from __future__ import annotations

from collections import OrderedDict
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from photohash.app.controllers.reader import LibraryReader
from photohash.library.browse import Browser
from photohash.library.photo import Photo

_KEPT = 20_000
_BATCH = 200


class PhotoRecords(QObject):
    """The photos at hand.

    Args:
        reader: is asked for those that are not.

    Signals:
        arrived: photos that were asked for can be had now.
    """

    arrived = Signal()

    def __init__(self, reader: LibraryReader) -> None:
        super().__init__()
        self._reader = reader
        self._photos: OrderedDict[int, tuple[int, Photo | None]] = OrderedDict()
        self._wanted: dict[int, None] = {}
        self._asked: set[int] = set()
        self._epoch = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._ask)

    @property
    def idle(self) -> bool:
        """Whether nothing is wanted that was not asked for; what was asked for, the reader knows of."""
        return not self._timer.isActive()

    def photo(self, number: int) -> Photo | None:
        """A photo, or None while it is not there, or where there is no such photo any more; asks for it if need be."""
        epoch, photo = self._photos.get(number, (-1, None))
        if epoch != self._epoch and number not in self._asked:
            self._wanted[number] = None
            if not self._timer.isActive():
                self._timer.start(0)
        return photo

    @Slot()
    def refresh(self) -> None:
        """The library has changed: photos are asked for anew when they are seen next."""
        self._epoch += 1

    def close(self) -> None:
        """Asks nothing more."""
        self._timer.stop()

    @Slot()
    def _ask(self) -> None:
        # What was painted last is what a person looks at now.
        batch = tuple(self._wanted)[-_BATCH:]
        self._wanted.clear()
        if batch:
            self._asked.update(batch)
            self._reader.ask(partial(_photos, batch), partial(self._take, batch, self._epoch))

    def _take(self, batch: tuple[int, ...], epoch: int, found: dict[int, Photo]) -> None:
        self._asked.difference_update(batch)
        for number in batch:
            self._photos[number] = (epoch, found.get(number))
            self._photos.move_to_end(number)
        while len(self._photos) > _KEPT:
            self._photos.popitem(last=False)
        self.arrived.emit()


def _photos(numbers: tuple[int, ...], browser: Browser) -> dict[int, Photo]:
    return {photo.id: photo for photo in browser.photos(numbers)}
