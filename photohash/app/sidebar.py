"""The side bar: the pages with their counts, and the folders of the library."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QModelIndex, QPoint, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QFocusEvent, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QHBoxLayout,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from photohash.app.commands import Commands
from photohash.app.folder_tree import FolderTree
from photohash.app.icons import icon, picture
from photohash.app.models.folders import FoldersModel
from photohash.app.navigation import Page
from photohash.app.pages.frame import label
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
        if self.isChecked() or self.underMouse() or self.isDown():
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


class Sidebar(QWidget):
    """Pages on top, folders below.

    Signals:
        page_chosen(Page): a page was clicked.
        folder_chosen(Path): only what lies below a folder is to be shown, or everything again.
        folder_menu_wanted(Folder, QPoint): the commands for a folder are wanted, at this place of the screen.
    """

    page_chosen = Signal(object)
    folder_chosen = Signal(object)
    folder_menu_wanted = Signal(object, QPoint)

    def __init__(self, folders: FoldersModel, actions: Commands, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("sidebar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(WIDTH)
        self._theme, self._folders = theme, folders
        self._pages = {
            Page.COPIES: PageButton(tr("Copies"), "copies", theme),
            Page.STACKS: PageButton(tr("Look-alikes"), "stacks", theme),
            Page.LIBRARY: PageButton(tr("All photos"), "library", theme),
            Page.ALBUMS: PageButton(tr("Albums"), "albums", theme),
            Page.DECISIONS: PageButton(tr("Decisions"), "decisions", theme),
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
            button.setAutoExclusive(True)
            self._group.addButton(button)
            column.addWidget(button)
            button.clicked.connect(self._choose)
        column.addSpacing(2 * GRID)
        column.addLayout(self._folders_head(actions))
        self.list = self._folder_list()
        self.list.setMinimumHeight(5 * GRID)  # a folder: in a low window what is said below is to be read whole
        column.addWidget(self.list, 1)
        self._below_folders = QVBoxLayout()
        self._below_folders.setContentsMargins(GRID + GRID // 2, 0, GRID, GRID // 2)
        column.addLayout(self._below_folders)
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
        mark, name = label(), label("photohash")
        mark.setPixmap(picture("photohash", "#000000", 28, self.devicePixelRatioF()))
        mark.setAccessibleName(name.text())
        name.setObjectName("brand")
        row.addWidget(mark)
        row.addWidget(name, 1)
        return row

    def _folders_head(self, actions: Commands) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(GRID + GRID // 2, 0, 0, 0)
        row.addWidget(label(tr("Folders"), "section"), 1)
        row.addWidget(icon_button(actions["rescan"]))
        row.addWidget(icon_button(actions["add-folder"]))
        return row

    def _folder_list(self) -> FolderTree:
        view = FolderTree(self._folders, self._theme)
        view.customContextMenuRequested.connect(self._offer)
        view.clicked.connect(self._choose_folder)
        view.activated.connect(self._choose_folder)
        return view

    def show_folder(self, folder: Path | None) -> None:
        """Marks the folder that is shown alone."""
        self.list.show_folder(folder)

    def show_page(self, page: Page) -> None:
        """Marks the page that is shown, or the one it belongs to; the similar page belongs to none of the buttons."""
        page = {Page.MAP: Page.STACKS, Page.ALBUM: Page.ALBUMS}.get(page, page)
        self._group.setExclusive(False)
        for name, button in self._pages.items():
            button.setChecked(name is page)
        self._group.setExclusive(True)

    def show_below_folders(self, line: QWidget) -> None:
        """Takes a quiet line under the folders."""
        self._below_folders.addWidget(line)

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
    def _choose_folder(self, index: QModelIndex) -> None:
        folder = self._folders.folder_at(index)
        if folder is not None and not folder.excluded:
            self.folder_chosen.emit(folder.path)

    @Slot(QPoint)
    def _offer(self, at: QPoint) -> None:
        index = self.list.indexAt(at)
        if not index.isValid():
            index = self.list.currentIndex()
            at = self.list.visualRect(index).center()
        folder = self._folders.folder_at(index)
        if folder is not None:
            self.folder_menu_wanted.emit(folder, self.list.viewport().mapToGlobal(at))


def icon_button(action: QAction) -> QToolButton:
    """A button that shows only a command's icon."""
    button = QToolButton()
    button.setDefaultAction(action)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
    button.setIconSize(QSize(_ICON, _ICON))
    button.setAccessibleName(action.text())
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return button
