"""The folders in the side bar: a tree whose rows say how a folder is treated and how much is in it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeView

from photohash.app.icons import picture
from photohash.app.models.folders import Folder, FoldersModel
from photohash.app.pages.painting import draw_text, outline
from photohash.app.theme import GRID, Theme, font
from photohash.core.formatting import number
from photohash.core.paths import shown
from photohash.core.translation import tr

_ROW = 4 * GRID + GRID // 2
_ICON = 18


class FolderTree(QTreeView):
    """Shows the folders. A click or Enter chooses one; the arrow keys open and close.

    Args:
        model: the folders.
        theme: the look.
    """

    def __init__(self, model: FoldersModel, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("folders")
        self._delegate = _FolderDelegate(self, theme)
        self.shown_folder: Path | None = None
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setIndentation(2 * GRID)
        self.setExpandsOnDoubleClick(False)
        self.setSelectionMode(QTreeView.SelectionMode.NoSelection)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setAccessibleName(tr("Folders"))
        self.show_folder(None)
        theme.changed.connect(self.viewport().update)

    def show_folder(self, folder: Path | None) -> None:
        """Marks the folder that is shown alone."""
        self.shown_folder = folder
        usage = tr("Enter shows only the photos of a folder, and all again.")
        only = tr("Only in {folder}").format(folder=shown(folder)) + ". " if folder is not None else ""
        self.setAccessibleDescription(only + usage)
        self.viewport().update()


class _FolderDelegate(QStyledItemDelegate):
    def __init__(self, view: FolderTree, theme: Theme) -> None:
        super().__init__()
        self._view, self._theme = view, theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(10 * GRID, _ROW)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        folder: Folder | None = index.data(FoldersModel.FOLDER)
        if folder is None:
            return
        colours, rect = self._theme.colours, QRect(option.rect)
        chosen = folder.path == self._view.shown_folder
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(colours["accent_soft"] if chosen else colours["hover"])
            painter.drawRoundedRect(rect, GRID, GRID)
        if option.state & QStyle.StateFlag.State_HasFocus:
            outline(painter, rect, colours["accent"], width=2, radius=GRID)
        left = self._draw_signs(painter, rect, folder)
        beside = tr("offline") if folder.offline else "" if folder.files is None else number(folder.files)
        beside = tr("left out") if folder.excluded else beside
        small = font(0.85)
        room = QFontMetrics(small).horizontalAdvance(beside) + GRID if beside else 0
        words = QRect(left, rect.y(), rect.right() - left - room - GRID // 2, rect.height())
        pale = folder.offline or folder.excluded
        name = index.data(Qt.ItemDataRole.DisplayRole)
        draw_text(
            painter, words, name, colours["text_dim" if pale else "text"], written=font(bold=chosen),
            elide=Qt.TextElideMode.ElideMiddle,
        )  # fmt: skip
        at = QRect(rect.right() - room - GRID // 2 + 1, rect.y(), room - GRID // 2, rect.height())
        draw_text(painter, at, beside, colours["text_dim"], written=small, align=Qt.AlignmentFlag.AlignRight)
        painter.restore()

    def _draw_signs(self, painter: QPainter, rect: QRect, folder: Folder) -> int:
        """Draws what a folder is before its name, and returns where the name begins."""
        drawing, ink = ("shield", "accent") if folder.protected else ("folder", "text_dim")
        if folder.offline:
            drawing, ink = "unreadable", "text_dim"
        if folder.excluded:
            drawing, ink = "close", "text_dim"
        sign = picture(drawing, self._theme.colours[ink].name(), _ICON, painter.device().devicePixelRatioF())
        painter.drawPixmap(rect.x() + GRID // 2, rect.center().y() - _ICON // 2 + 1, sign)
        return rect.x() + GRID + _ICON + GRID // 4
