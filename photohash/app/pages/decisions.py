"""Everything the person said of photos: listed, searched, and undone singly or many at once."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from photohash.app.commands import Commands
from photohash.app.models.decisions import DecisionsModel, moment, names, photo_ids, title
from photohash.app.pages.frame import Empty, Head, lay_out
from photohash.app.pages.painting import draw_picture, draw_text
from photohash.app.pages.search_field import SearchField
from photohash.app.photo_menu import photo_menu
from photohash.app.theme import GRID, Theme, font
from photohash.app.thumbnails import Thumbnails
from photohash.core.formatting import number
from photohash.core.translation import plural, tr
from photohash.library.said import Said

_ROW = 9 * GRID
_PICTURE = QSize(72, 54)
_MOST = 5
"""Pictures shown of one decision; its names tell of the others."""


class _SaidDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, thumbnails: Thumbnails) -> None:
        super().__init__()
        self._theme, self._thumbnails = theme, thumbnails

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(40 * GRID, _ROW)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        said: Said | None = index.data(DecisionsModel.SAID)
        if said is None:
            return
        colours, rect = self._theme.colours, QRect(option.rect)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, colours["accent_soft"])
        painter.fillRect(QRect(rect.x(), rect.bottom(), rect.width(), 1), colours["border"])
        most = min(_MOST, max(rect.width() // (3 * _PICTURE.width()), 1))
        left = rect.x() + GRID
        for photo in said.photos[:most]:
            box = QRect(QPoint(left, rect.center().y() - _PICTURE.height() // 2), _PICTURE)
            ratio = painter.device().devicePixelRatioF()
            pixmap = self._thumbnails.pixmap(photo, _PICTURE, ratio) if photo.files else None
            missing = not photo.files or self._thumbnails.missing(photo, _PICTURE, ratio)
            draw_picture(painter, box, pixmap, colours, missing=missing)
            left += _PICTURE.width() + GRID // 2
        line = font().pixelSize() + GRID
        words = QRect(left + GRID, rect.center().y() - line, rect.right() - left - 2 * GRID, line)
        draw_text(painter, words, title(said), colours["text"], written=font(bold=True))
        when = QRect(words)
        align = Qt.AlignmentFlag.AlignRight
        draw_text(painter, when, moment(said), colours["text_dim"], written=font(0.92), align=align)
        draw_text(painter, words.translated(0, line), names(said), colours["text_dim"], written=font(0.92))
        painter.restore()


class DecisionsPage(QWidget):
    """The list, or that nothing was said yet.

    Signals:
        changed: other rows are selected.
        chosen(int): a photo is to be opened; its id.
        undo_chosen(object): these, a list of Said, are to be undone.
    """

    changed = Signal()
    chosen = Signal(int)
    undo_chosen = Signal(object)

    def __init__(self, commands: Commands, theme: Theme, thumbnails: Thumbnails) -> None:
        super().__init__()
        self._commands = commands
        self.model = DecisionsModel()
        self.list = QListView()
        self.head = Head(tr("Decisions"))
        self.search = SearchField(theme, tr("Find decisions by name or folder"))
        self.undo_button = QPushButton(tr("Undo selected"))
        self.clear_button = QPushButton(tr("Clear"))
        self.empty = Empty("decisions", "", "", theme)
        self.empty.offer(self.clear_button)
        self._set_up_list(theme, thumbnails)
        self.head.add(self.search)
        self.head.add(self.undo_button)
        margins = QMargins(3 * GRID, GRID, 3 * GRID, 3 * GRID)
        self._stack = lay_out(self, self.head, self.list, self.empty, margins)
        self.search.textChanged.connect(self.model.search)
        self.clear_button.clicked.connect(self.search.clear)
        self.undo_button.clicked.connect(commands["take-back"].trigger)
        commands["take-back"].changed.connect(self._follow)
        self.model.modelReset.connect(self._tell)
        self.list.selectionModel().selectionChanged.connect(self.changed)
        self.list.activated.connect(self._open)
        self._tell()

    @property
    def selected(self) -> list[Said]:
        """What is selected, in the order of the list."""
        return [self.model.said(row) for row in sorted(index.row() for index in self.list.selectedIndexes())]

    def selected_photos(self) -> tuple[int, ...]:
        """The photos of what is selected, each once; by id."""
        return photo_ids(self.selected)

    @property
    def can_take_back(self) -> bool:
        """Whether something is selected."""
        return self.list.selectionModel().hasSelection()

    def take_back(self) -> None:
        """Has what is selected undone."""
        if self.can_take_back:
            self.list.scrollTo(self.list.currentIndex())  # what a key is about is seen
            self.undo_chosen.emit(self.selected)

    def _set_up_list(self, theme: Theme, thumbnails: Thumbnails) -> None:
        view = self.list
        view.setObjectName("boxedList")
        view.setModel(self.model)
        self._delegate = _SaidDelegate(theme, thumbnails)
        view.setItemDelegate(self._delegate)
        view.setUniformItemSizes(True)
        view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setAccessibleName(tr("What you said of your photos"))
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(self._offer)
        thumbnails.arrived.connect(view.viewport().update)
        theme.changed.connect(view.viewport().update)

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        photos = photo_ids([self.model.said(index.row())])
        if photos:
            self.chosen.emit(photos[0])

    @Slot(QPoint)
    def _offer(self, at: QPoint) -> None:
        if self.can_take_back:
            photo_menu(self._commands, self, ["take-back"]).popup(self.list.viewport().mapToGlobal(at))

    @Slot()
    def _follow(self) -> None:
        action = self._commands["take-back"]
        self.undo_button.setEnabled(action.isEnabled())
        self.undo_button.setToolTip(action.toolTip())

    @Slot()
    def _tell(self) -> None:
        total, rows = self.model.total, self.model.rowCount()
        self.head.say(
            plural(
                "{n} decision. It holds until you undo it.", "{n} decisions. They hold until you undo them.", total
            ).format(n=number(total))
            if total
            else ""
        )
        self.search.setEnabled(bool(total))
        self.undo_button.setVisible(bool(total))
        self.clear_button.setVisible(bool(total))
        if total:
            self.empty.say("search", tr("Nothing matches"), tr("No decision is about a photo of this name."))
        else:
            self.empty.say(
                "decisions",
                tr("Nothing was decided yet"),
                tr("What you say of photos is listed here: not duplicates, all kept, and photos kept by hand."),
            )
        self._stack.setCurrentIndex(0 if rows else 1)
        if rows:
            self.list.setCurrentIndex(self.model.index(0, 0))
        self.changed.emit()
