"""The page of albums: what the person put together, to find it again and to teach photohash by it."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QToolButton, QWidget

from photohash.app.commands import Commands
from photohash.app.icons import icon
from photohash.app.models.albums import AlbumsModel
from photohash.app.models.clusters import FindPhoto
from photohash.app.pages.album_list import AlbumList
from photohash.app.pages.frame import Empty, Head, lay_out
from photohash.app.pages.size_slider import SizeSlider
from photohash.app.theme import GRID, Theme
from photohash.app.thumbnails import Thumbnails
from photohash.core.formatting import count, number
from photohash.core.translation import plural, tr
from photohash.library.albums.album import Album
from photohash.library.albums.check import FEWEST_ALBUMS, FEWEST_PHOTOS

_EXCHANGE = ("folders-as-albums", "import-albums", "export-albums")
_OF_ALBUMS = ("rename-album", "remove-album", "", "teach", "export-albums", "", "new-album", *_EXCHANGE[:2])


class AlbumsPage(QWidget):
    """All albums, or what they are for.

    Signals:
        chosen(int): an album was opened; its number.
        picked: other albums are selected.
    """

    chosen = Signal(int)
    picked = Signal()

    def __init__(self, commands: Commands, theme: Theme, thumbnails: Thumbnails, find: FindPhoto) -> None:
        super().__init__()
        self._commands, self._theme = commands, theme
        self.model = AlbumsModel()
        self.list = AlbumList(self.model, find, theme, thumbnails)
        self.head = Head(tr("Albums"))
        self.size_slider = SizeSlider(144)
        self.new_button, self.teach_button = QPushButton(tr("New album")), QPushButton(tr("Teach photohash…"))
        self.teach_button.setProperty("role", "primary")
        self.more_button = self._more()
        for button, command in ((self.new_button, "new-album"), (self.teach_button, "teach")):
            button.clicked.connect(commands[command].trigger)
            button.setToolTip(commands[command].toolTip())
            self.head.add(button)
        self.head.add(self.more_button)
        self.head.add(self.size_slider, spare=True)
        self.empty = Empty(
            "albums",
            tr("No albums yet"),
            tr(
                "Teach photohash what belongs together for you: put a few photos of each sort into an album, and it "
                "suggests the next ones and learns to tell them apart."
            ),
            theme,
        )
        self.empty.offer(self._two_ways())
        self._stack = lay_out(self, self.head, self.list, self.empty, QMargins(2 * GRID, 0, GRID, 0))
        self.list.chosen.connect(self.chosen)
        self.list.picked.connect(self.picked)
        self.list.picked.connect(self._tell)
        self.list.menu_wanted.connect(self._offer)
        self.size_slider.valueChanged.connect(self.list.set_width)
        for changed in (self.model.modelReset, self.model.rowsInserted, self.model.rowsRemoved):
            changed.connect(self._tell)
        commands["teach"].changed.connect(self._follow)
        theme.changed.connect(self._colour)
        self._colour()
        self._tell()

    def selected_albums(self) -> list[Album]:
        """The albums that commands are about: those selected, or the one with the keyboard."""
        return self.list.selected()

    def begin_album(self) -> None:
        """Has the name of a new album typed in place."""
        self.list.name_in(self.model.begin_draft())

    def _two_ways(self) -> QWidget:
        """The two main ways to begin."""
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * GRID)
        self.begin_button, self.folders_button = QPushButton(tr("New album")), QPushButton(tr("Folders as albums…"))
        self.begin_button.setProperty("role", "primary")
        for button, command in ((self.begin_button, "new-album"), (self.folders_button, "folders-as-albums")):
            button.clicked.connect(self._commands[command].trigger)
            button.setToolTip(self._commands[command].toolTip())
            row.addWidget(button)
        return both

    def _more(self) -> QToolButton:
        button = QToolButton()
        menu = QMenu(button)
        for name in _EXCHANGE:
            menu.addAction(self._commands[name])
        button.setMenu(menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setAccessibleName(tr("More for albums"))
        button.setToolTip(tr("More for albums"))
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return button

    @Slot()
    def _tell(self) -> None:
        """Says what there is, and how far it is enough to learn from."""
        albums, rows = self.model.albums, self.model.rowCount()
        ready = sum(album.present >= FEWEST_PHOTOS for album in albums)
        selected = len(self.list.selectedIndexes())
        parts = []
        if albums:
            photos = count(sum(album.photos for album in albums), "photo")
            parts.append(tr("{albums} with {photos}.").format(albums=count(len(albums), "album"), photos=photos))
        if selected:
            parts.append(tr("{n} selected", selected).format(n=number(selected)) + ".")
        elif albums and ready < FEWEST_ALBUMS:
            words = plural(
                "Two albums of {n} photo each are enough to teach.",
                "Two albums of {n} photos each are enough to teach.",
                FEWEST_PHOTOS,
            )
            parts.append(words.format(n=number(FEWEST_PHOTOS)))
        self.head.say(" ".join(parts))
        for control in (self.new_button, self.teach_button, self.more_button):
            control.setVisible(bool(rows))
        self.size_slider.setEnabled(bool(rows))
        self._stack.setCurrentIndex(0 if rows else 1)

    @Slot(QPoint)
    def _offer(self, at: QPoint) -> None:
        names = _OF_ALBUMS if self.selected_albums() else ("new-album", *_EXCHANGE)
        self._commands.some(self, names).popup(at)

    @Slot()
    def _follow(self) -> None:
        self.teach_button.setEnabled(self._commands["teach"].isEnabled())

    @Slot()
    def _colour(self) -> None:
        self.more_button.setIcon(icon("more", self._theme.colours["text"]))
