"""One photo on the whole screen, down to its pixels and beyond; the arrows go to the next."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from photohash.app.labels import dimensions, photo_name
from photohash.app.pages.frame import ElidedLabel
from photohash.app.theme import GRID, Theme
from photohash.app.thumbnails import Thumbnails
from photohash.app.viewer.canvas import Layer, PictureCanvas
from photohash.app.viewer.large_pictures import LargePictures
from photohash.app.viewer.shared_view import STEP, SharedView
from photohash.core.formatting import number
from photohash.core.translation import tr
from photohash.library.photo import Photo

_STEP_OF_VIEW = 0.15


class FullScreenViewer(QWidget):
    """Shows one photo of a row of them.

    Left and Right go along the row, + and - nearer and farther, 0 shows all, 1 and Z the pixels, Shift with the arrows
    moves the picture, Esc, Enter and F leave.

    Signals:
        wanted(int): a photo is to be shown: its id; answer with ``show_photo``.
        closed(int): it was left; the id of the photo that was seen last.
    """

    wanted = Signal(int)
    closed = Signal(int)

    def __init__(self, pictures: LargePictures, thumbnails: Thumbnails, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Photo"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._pictures = pictures
        self._ids: tuple[int, ...] = ()
        self._place = 0
        self.view = SharedView()
        self.canvas = PictureCanvas(self.view, pictures, thumbnails, theme)
        self.line = ElidedLabel("dim")
        self.line.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, GRID // 2)
        column.setSpacing(GRID // 2)
        column.addWidget(self.canvas, 1)
        column.addWidget(self.line)
        self.view.changed.connect(self._tell)
        pictures.arrived.connect(self._tell)

    @property
    def photo_id(self) -> int:
        """The photo that is shown, or asked for."""
        return self._ids[self._place]

    def begin(self, photo_ids: Sequence[int], current: int) -> None:
        """Goes through some photos, beginning with one of them."""
        self._ids = tuple(photo_ids) or (current,)
        self._place = self._ids.index(current) if current in self._ids else 0
        self._pictures.share_among(2)
        self.wanted.emit(self.photo_id)

    def show_photo(self, photo: Photo) -> None:
        """Shows a photo, if it is still the one that is wanted."""
        if photo.id != self.photo_id:
            return
        layer = Layer(photo, np.eye(3))
        self.canvas.show_layers(layer)
        self.view.begin(layer.box)
        name = photo_name(photo)
        self.setAccessibleName(name)
        self.canvas.setAccessibleName(name)
        self.setWindowTitle(name)
        self._tell()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Everything it can do."""
        key = Qt.Key(event.key())
        moves = {
            Qt.Key.Key_Left: (-1, 0),
            Qt.Key.Key_Right: (1, 0),
            Qt.Key.Key_Up: (0, -1),
            Qt.Key.Key_Down: (0, 1),
        }
        across, down = moves.get(key, (0, 0))
        if (across or down) and (event.modifiers() & Qt.KeyboardModifier.ShiftModifier or not across):
            self.view.move_by_share(_STEP_OF_VIEW * across, _STEP_OF_VIEW * down)
        elif across:
            self._go(across)
        elif key in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F, Qt.Key.Key_F11):
            self.close()
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            self.view.zoom(1 / STEP if key == Qt.Key.Key_Minus else STEP)
        elif key == Qt.Key.Key_0:
            self.view.fit()
        elif key in (Qt.Key.Key_1, Qt.Key.Key_Z) and self.canvas.layers:
            self.canvas.toggle_pixels(self.canvas.layers[0])
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """No command of the window has these keys while a photo is on the whole screen."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Says which photo was seen last."""
        super().closeEvent(event)
        self.closed.emit(self.photo_id if self._ids else 0)

    def _go(self, step: int) -> None:
        place = min(max(self._place + step, 0), len(self._ids) - 1)
        if place != self._place:
            self._place = place
            self.wanted.emit(self.photo_id)

    def _tell(self) -> None:
        if not self.canvas.layers:
            return
        layer = self.canvas.layers[0]
        photo = layer.photo
        problem = self._pictures.problem(photo)
        name = photo_name(photo)
        if problem:
            self.line.say(f"{name} {problem}")
            return
        zoom = tr("{percent} %").format(percent=round(100 * self.canvas.magnification(layer)))
        where = tr("{place} of {total}").format(place=number(self._place + 1), total=number(len(self._ids)))
        parts = [name, dimensions(photo.width, photo.height), zoom]
        self.line.say(" · ".join([*parts, where] if len(self._ids) > 1 else parts))
