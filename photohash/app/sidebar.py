"""The side bar: the pages with their counts, and the folders of the library."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QFocusEvent, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QListView,
    QMenu,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from photohash.app.commands import Commands
from photohash.app.icons import icon, picture
from photohash.app.models.folders import Folder, FoldersModel
from photohash.app.navigation import Page
from photohash.app.pages.painting import draw_text, outline
from photohash.app.theme import GRID, Theme, font
from photohash.core.formatting import number
from photohash.core.translation import tr

WIDTH = 28 * GRID
_ROW = 5 * GRID
_ICON = 20


class PageButton(QAbstractButton):
    """A page in the side bar: icon, name and a count at the right."""

    def __init__(self, text: str, drawing: str, theme: Theme) -> None:
        super().__init__()
        self._drawing, self._theme = drawing, theme
        self._count = 0
        self._by_keyboard = False
        self.setText(text)
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setFixedHeight(_ROW)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme.changed.connect(self.update)

    @property
    def count(self) -> int:
        """The number at the right; zero is not shown."""
        return self._count

    def set_count(self, value: int) -> None:
        """Changes the number at the right."""
        self._count = value
        self.setAccessibleDescription(number(value))
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The frame that shows the focus is for those who came by keyboard."""
        reasons = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)
        self._by_keyboard = event.reason() in reasons
        super().focusInEvent(event)

    def sizeHint(self) -> QSize:
        """As wide as the side bar."""
        return QSize(WIDTH, _ROW)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the button."""
        colours = self._theme.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if self.isChecked() or self.underMouse():
            painter.setBrush(colours["accent_soft"] if self.isChecked() else colours["hover"])
            painter.drawRoundedRect(self.rect(), GRID, GRID)
        if self.hasFocus() and self._by_keyboard:
            outline(painter, self.rect(), colours["accent"], width=2, radius=GRID)
        ink = colours["accent"] if self.isChecked() else colours["text"]
        sign = picture(self._drawing, ink.name(), _ICON, self.devicePixelRatioF())
        painter.drawPixmap(QPoint(GRID + GRID // 2, (self.height() - _ICON) // 2), sign)
        badge = number(self._count) if self._count else ""
        small = font(0.92)
        room = QFontMetrics(small).horizontalAdvance(badge) + GRID if badge else 0
        left = 2 * GRID + GRID // 2 + _ICON
        words = QRect(left, 0, self.width() - left - room - GRID, self.height())
        draw_text(painter, words, self.text(), colours["text"], written=font(bold=self.isChecked()))
        if badge:
            at = QRect(self.width() - room - GRID // 2, 0, room - GRID // 2, self.height())
            draw_text(painter, at, badge, colours["text_dim"], written=small, align=Qt.AlignmentFlag.AlignRight)
        painter.end()


class _FolderDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(WIDTH - 4 * GRID, _ROW - GRID // 2)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        folder: Folder | None = index.data(FoldersModel.FOLDER)
        if folder is None:
            return
        colours, rect = self._theme.colours, QRect(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if option.state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(colours["hover"])
            painter.drawRoundedRect(rect, GRID, GRID)
        if option.state & QStyle.StateFlag.State_HasFocus:
            outline(painter, rect, colours["accent"], width=2, radius=GRID)
        ratio = painter.device().devicePixelRatioF()
        drawing, ink = ("shield", "accent") if folder.protected else ("folder", "text_dim")
        sign = picture(drawing, colours[ink].name(), _ICON, ratio)
        painter.drawPixmap(rect.x() + GRID + GRID // 2, rect.center().y() - _ICON // 2 + 1, sign)
        count = "" if folder.files is None else number(folder.files)
        small = font(0.92)
        room = QFontMetrics(small).horizontalAdvance(count) + GRID if count else 0
        left = rect.x() + 2 * GRID + GRID // 2 + _ICON
        words = QRect(left, rect.y(), rect.right() - left - room - GRID // 2, rect.height())
        name = index.data(Qt.ItemDataRole.DisplayRole)
        draw_text(painter, words, name, colours["text"], written=font(), elide=Qt.TextElideMode.ElideMiddle)
        at = QRect(rect.right() - room - GRID // 2 + 1, rect.y(), room - GRID // 2, rect.height())
        draw_text(painter, at, count, colours["text_dim"], written=small, align=Qt.AlignmentFlag.AlignRight)
        painter.restore()


class Sidebar(QWidget):
    """Pages on top, folders below.

    Signals:
        page_chosen(Page): a page was clicked.
        folder_opened(Path): a folder is to be shown in the file manager.
        folder_protected(Path): the photos in a folder are always to be kept.
    """

    page_chosen = Signal(object)
    folder_opened = Signal(object)
    folder_protected = Signal(object)

    def __init__(self, folders: FoldersModel, actions: Commands, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("sidebar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(WIDTH)
        self._theme, self._folders = theme, folders
        self._pages = {
            Page.COPIES: PageButton(tr("Copies"), "copies", theme),
            Page.LIBRARY: PageButton(tr("All photos"), "library", theme),
            Page.FAILURES: PageButton(tr("Could not read"), "unreadable", theme),
            Page.HISTORY: PageButton(tr("History"), "history", theme),
        }
        self._group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID + GRID // 2, 2 * GRID, GRID + GRID // 2, GRID + GRID // 2)
        column.setSpacing(GRID // 2)
        column.addLayout(self._brand())
        column.addSpacing(GRID)
        for page, button in self._pages.items():
            button.setObjectName(f"page-{page}")
            self._group.addButton(button)
            column.addWidget(button)
            button.clicked.connect(self._choose)
        column.addSpacing(2 * GRID)
        column.addLayout(self._folders_head(actions))
        self.list = self._folder_list()
        column.addWidget(self.list, 1)
        row = QHBoxLayout()
        row.setSpacing(GRID // 2)
        for command in ("settings", "shortcuts"):
            row.addWidget(icon_button(actions[command]))
        row.addStretch(1)
        row.addWidget(self._menu_button(actions))
        column.addLayout(row)
        theme.changed.connect(self._colour)
        self._colour()

    def _menu_button(self, actions: Commands) -> QToolButton:
        """Every command, for those who look for it."""
        self.menu = actions.menu(self)
        self._more = QToolButton()
        self._more.setMenu(self.menu)
        self._more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._more.setIconSize(QSize(_ICON, _ICON))
        self._more.setAccessibleName(tr("All commands"))
        self._more.setToolTip(tr("All commands"))
        self._more.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return self._more

    @Slot()
    def _colour(self) -> None:
        self._more.setIcon(icon("more", self._theme.colours["text"]))

    def _brand(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(GRID // 2, 0, 0, 0)
        row.setSpacing(GRID)
        mark, name = QLabel(), QLabel("photohash")
        mark.setPixmap(picture("photohash", "#000000", 28, self.devicePixelRatioF()))
        name.setObjectName("brand")
        row.addWidget(mark)
        row.addWidget(name, 1)
        return row

    def _folders_head(self, actions: Commands) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(GRID + GRID // 2, 0, 0, 0)
        title = QLabel(tr("Folders"))
        title.setProperty("role", "section")
        row.addWidget(title, 1)
        row.addWidget(icon_button(actions["rescan"]))
        row.addWidget(icon_button(actions["add-folder"]))
        return row

    def _folder_list(self) -> QListView:
        view = QListView()
        self._delegate = _FolderDelegate(self._theme)
        view.setModel(self._folders)
        view.setItemDelegate(self._delegate)
        view.setMouseTracking(True)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setAccessibleName(tr("Folders"))
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(self._offer)
        view.activated.connect(self._open)
        self._theme.changed.connect(view.viewport().update)
        return view

    def show_page(self, page: Page) -> None:
        """Marks the page that is shown; the similar page belongs to none of the buttons."""
        self._group.setExclusive(False)
        for name, button in self._pages.items():
            button.setChecked(name is page)
        self._group.setExclusive(True)

    def set_count(self, page: Page, value: int) -> None:
        """Changes the number beside a page."""
        self._pages[page].set_count(value)

    def button(self, page: Page) -> PageButton:
        """The button of a page."""
        return self._pages[page]

    @Slot()
    def _choose(self) -> None:
        for page, button in self._pages.items():
            if button is self.sender():
                self.page_chosen.emit(page)

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        self.folder_opened.emit(self._folders.folder(index.row()).path)

    @Slot(QPoint)
    def _offer(self, at: QPoint) -> None:
        index = self.list.indexAt(at)
        if not index.isValid():
            return
        folder = self._folders.folder(index.row())
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(tr("Open this folder")).setData((self.folder_opened, folder.path))
        if not folder.protected:
            menu.addAction(tr("Always keep photos in here")).setData((self.folder_protected, folder.path))
        menu.triggered.connect(self._act)
        menu.popup(self.list.viewport().mapToGlobal(at))

    @Slot(QAction)
    def _act(self, action: QAction) -> None:
        signal, path = action.data()
        signal.emit(path)


def icon_button(action: QAction) -> QToolButton:
    """A button that shows only a command's icon."""
    button = QToolButton()
    button.setDefaultAction(action)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
    button.setIconSize(QSize(_ICON, _ICON))
    button.setAccessibleName(action.text())
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return button
