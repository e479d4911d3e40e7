"""The albums as cards: their first photos, their names, which can be typed in place, and how many photos they have."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractItemModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from photohash.app.icons import picture
from photohash.app.models.albums import AlbumsModel
from photohash.app.models.clusters import FindPhoto
from photohash.app.pages.cluster_card import draw_photo
from photohash.app.pages.painting import CORNER, draw_text, outline
from photohash.app.photo_drag import photos_in
from photohash.app.theme import GRID, Theme, font
from photohash.app.thumbnails import Thumbnails
from photohash.core.formatting import count
from photohash.core.translation import tr
from photohash.library.albums.album import Album

_INSET = GRID
_SIGN = 40
_WIDER = 1.4
"""An album is so much wider than a photo: its cover shows three."""
Index = QModelIndex | QPersistentModelIndex


def _line() -> int:
    return QFontMetrics(font(bold=True)).height() + GRID // 2


class AlbumList(QListView):
    """Shows albums. A click or Enter opens one; Ctrl, Shift and a frame select several; photos are dropped on one.

    Args:
        model: the albums.
        find: gives a photo when it is at hand.
        theme: the look.
        thumbnails: the pictures.

    Signals:
        chosen(int): an album was opened; its number.
        photos_dropped(int, tuple[int, ...]): photos were dropped on an album, or beside all of them (0).
        menu_wanted(QPoint): the commands for albums are wanted, at this place of the screen.
        picked: other albums are selected.
    """

    chosen = Signal(int)
    photos_dropped = Signal(int, object)
    menu_wanted = Signal(QPoint)
    picked = Signal()

    def __init__(self, model: AlbumsModel, find: FindPhoto, theme: Theme, thumbnails: Thumbnails) -> None:
        super().__init__()
        self._albums, self._wanted = model, 144
        self._pressed = QModelIndex()
        self.target = QPersistentModelIndex()
        self._delegate = _AlbumDelegate(self, find, theme, thumbnails)
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setMovement(QListView.Movement.Static)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.setAcceptDrops(True)
        self.verticalScrollBar().setSingleStep(6 * GRID)
        self.setAccessibleName(tr("Albums"))
        self.setAccessibleDescription(tr("Enter opens an album, Shift and an arrow select several."))
        thumbnails.arrived.connect(self.repaint_all)
        theme.changed.connect(self.repaint_all)
        self.selectionModel().selectionChanged.connect(self.picked)
        self.selectionModel().currentChanged.connect(self.picked)
        self._delegate.closeEditor.connect(self._end_naming)

    @property
    def cell(self) -> QSize:
        """The place of one album: as many share the width evenly as bring covers nearest to the width wanted."""
        room = max(self.contentsRect().width() - self.verticalScrollBar().sizeHint().width() - 2, 1)
        columns = max(round(room / (self._wanted * _WIDER + 2 * _INSET)), 1)
        wide = max(room // columns, 1)
        return QSize(wide, max(wide - 2 * _INSET, 1) * 5 // 8 + GRID // 2 + 2 * _line() + 2 * _INSET)

    def set_width(self, width: int) -> None:
        """Changes the size of the covers, by that of thumbnails."""
        self._wanted = width
        self.scheduleDelayedItemsLayout()

    def selected(self) -> list[Album]:
        """The albums that are selected, in their order; without any the one with the keyboard."""
        rows = sorted(index.row() for index in self.selectedIndexes())
        if not rows and self.currentIndex().isValid():
            rows = [self.currentIndex().row()]
        return [album for album in map(self._albums.album, rows) if album.id]

    def begin_renaming(self) -> None:
        """Has the name of the current album typed in place."""
        if self.currentIndex().isValid():
            self.name_in(self.currentIndex())

    def name_in(self, index: QModelIndex) -> None:
        """Opens the field for a name in a row, unless it is open."""
        if self.state() is QAbstractItemView.State.EditingState and index == self.currentIndex():
            return
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.doItemsLayout()
        self.scrollTo(index)
        self.edit(index)

    def point_at(self, album: int) -> None:
        """Goes to an album, without selecting it."""
        row = self._albums.row_of(album)
        if row is not None:
            flag = QItemSelectionModel.SelectionFlag.NoUpdate
            self.selectionModel().setCurrentIndex(self._albums.index(row), flag)
            self.scrollTo(self._albums.index(row))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Spreads the albums over the width."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Notes what a plain click begins on; with a key held it selects."""
        plain = event.button() is Qt.MouseButton.LeftButton and not event.modifiers()
        self._pressed = self.indexAt(event.position().toPoint()) if plain else QModelIndex()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A plain click opens the album it began and ended on."""
        pressed, self._pressed = self._pressed, QModelIndex()
        super().mouseReleaseEvent(event)
        if pressed.isValid() and pressed == self.indexAt(event.position().toPoint()):
            self._choose(pressed)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The first click opened the album already."""
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the album; the rest is the list's own."""
        editing = self.state() is QAbstractItemView.State.EditingState
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid() and not editing:
            self._choose(self.currentIndex())
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Asks for the commands for the albums under the pointer or with the keyboard, or for the whole page."""
        mouse = event.reason() is QContextMenuEvent.Reason.Mouse
        index = self.indexAt(event.pos()) if mouse else self.currentIndex()
        if index.isValid() and not self.selectionModel().isSelected(index):
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        at = event.pos() if mouse else self.visualRect(index).center()
        self.menu_wanted.emit(self.viewport().mapToGlobal(at))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Photos are dragged over the albums."""
        self._follow(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Marks the album that they would be dropped on."""
        self._follow(event)

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        """They are gone."""
        self._aim(QModelIndex())

    def dropEvent(self, event: QDropEvent) -> None:
        """Photos were dropped."""
        photos = photos_in(event.mimeData())
        if photos:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            index = self.indexAt(event.position().toPoint())
            self._aim(QModelIndex())
            self.photos_dropped.emit(self._albums.album(index.row()).id if index.isValid() else 0, photos)

    @Slot()
    def repaint_all(self) -> None:
        """Paints what is in view again."""
        self.viewport().update()

    def _follow(self, event: QDropEvent) -> None:
        if photos_in(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self._aim(self.indexAt(event.position().toPoint()))

    def _aim(self, index: QModelIndex) -> None:
        self.target = QPersistentModelIndex(index)
        self.viewport().update()

    def _choose(self, index: QModelIndex) -> None:
        album = self._albums.album(index.row()).id
        if album:
            self.chosen.emit(album)

    @Slot()
    def _end_naming(self) -> None:
        """A new album that was given no name goes again."""
        if self._albums.is_naming and not self._albums.album(0).name:
            self._albums.drop_draft()
        self.setFocus(Qt.FocusReason.OtherFocusReason)


class _AlbumDelegate(QStyledItemDelegate):
    def __init__(self, view: AlbumList, find: FindPhoto, theme: Theme, thumbnails: Thumbnails) -> None:
        super().__init__()
        self._view, self._find, self._theme, self._thumbnails = view, find, theme, thumbnails

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return self._view.cell

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        album: Album | None = index.data(AlbumsModel.ALBUM)
        if album is None:
            return
        colours, whole, state = self._theme.colours, QRect(option.rect), option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected) or self._view.target == index
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours["accent_soft"])
            painter.drawRoundedRect(whole.adjusted(2, 2, -2, -2), GRID, GRID)
        box = self._box(whole)
        self._paint_cover(painter, box, album)
        if state & QStyle.StateFlag.State_MouseOver:
            outline(painter, box, colours["border_strong"], width=2, radius=CORNER)
        if chosen:
            outline(painter, whole.adjusted(2, 2, -2, -2), colours["accent"], width=2, radius=GRID)
        if state & QStyle.StateFlag.State_HasFocus and self._view.hasFocus():
            outline(painter, box.adjusted(-3, -3, 3, 3), colours["accent"], width=2, radius=CORNER + 2)
        name = self._name(whole)
        draw_text(painter, name, album.name, colours["text"], written=font(bold=True))
        photos = count(album.photos, "photo") if album.id else ""
        draw_text(painter, name.translated(0, _line()), photos, colours["text_dim"], written=font(0.92))
        painter.restore()

    def _paint_cover(self, painter: QPainter, box: QRect, album: Album) -> None:
        """The first photo large, the next two small beside it."""
        model = self._view.model()
        photos = model.covers(album) if isinstance(model, AlbumsModel) else ()
        if not photos:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colours["placeholder"])
            painter.drawRoundedRect(box, CORNER, CORNER)
            sign = picture("albums", self._theme.colours["border_strong"].name(), _SIGN, self._view.devicePixelRatioF())
            painter.drawPixmap(box.center() - QPoint(_SIGN // 2, _SIGN // 2), sign)
        for photo, rect in zip(photos, _places(box, len(photos)), strict=False):
            draw_photo(painter, rect, photo, self._find, self._theme, self._thumbnails, fill=True)

    def _box(self, whole: QRect) -> QRect:
        wide = whole.width() - 2 * _INSET
        return QRect(whole.x() + _INSET, whole.y() + _INSET, wide, wide * 5 // 8)

    def _name(self, whole: QRect) -> QRect:
        box = self._box(whole)
        return QRect(box.x(), box.bottom() + 1 + GRID // 2, box.width(), _line())

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, _index: Index) -> QWidget:
        field = QLineEdit(parent)
        field.setPlaceholderText(tr("Name of the album"))
        field.setAccessibleName(tr("Name of the album"))
        return field

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, QLineEdit):
            editor.setText(index.data(Qt.ItemDataRole.EditRole))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QLineEdit):
            model.setData(index, editor.text())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        name = self._name(QRect(option.rect))
        name.setHeight(editor.sizeHint().height())
        editor.setGeometry(name)


def _places(box: QRect, photos: int) -> list[QRect]:
    """Where the first one, two or three photos of an album are on its cover."""
    gap = 3
    if photos < 2:
        return [box]
    right = (box.width() - gap) // 3
    left = QRect(box.x(), box.y(), box.width() - gap - right, box.height())
    beside = QRect(left.right() + 1 + gap, box.y(), right, box.height())
    if photos == 2:
        return [left, beside]
    half = (box.height() - gap) // 2
    upper = QRect(beside.x(), beside.y(), right, half)
    return [left, upper, QRect(beside.x(), upper.bottom() + 1 + gap, right, box.height() - half - gap)]
