"""A dialog on the subfolders of a folder, each of which is to be an album; with how many photos are in each."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from photohash.app.pages.frame import label
from photohash.app.theme import GRID
from photohash.core.formatting import count
from photohash.core.paths import shown
from photohash.core.translation import tr


class FolderAlbumsDialog(QDialog):
    """Asks which subfolders are to be albums.

    Args:
        folder: the one that they lie in.
        found: each with the number of its files.
        parent: the window.

    Signals:
        decided(list[Path]): these are to be.
    """

    decided = Signal(object)

    def __init__(self, folder: Path, found: Sequence[tuple[Path, int]], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Folders as albums"))
        self.setMinimumSize(56 * GRID, 50 * GRID)
        self._found = list(found)
        self.list = QListWidget()
        self.list.setObjectName("boxedList")
        self.list.setAccessibleName(tr("Folders"))
        for path, files in found:
            item = QListWidgetItem(f"{shown(path.name)}   ({count(files, 'photo file')})")
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        words = tr("Each folder in {folder} that is ticked becomes an album of its name, with all photos below it.")
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.make_button = self.buttons.addButton("", QDialogButtonBox.ButtonRole.AcceptRole)
        self.make_button.setProperty("role", "primary")
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        column.addWidget(label(words.format(folder=shown(folder.name or folder)), "plain", wrap=True))
        column.addWidget(self.list, 1)
        column.addWidget(self.buttons)
        self.list.itemChanged.connect(self._tell)
        self.buttons.accepted.connect(self._decide)
        self.buttons.rejected.connect(self.reject)
        self._tell()

    @property
    def chosen(self) -> list[Path]:
        """The folders that are ticked."""
        rows = range(self.list.count())
        ticked = [self.list.item(row).checkState() is Qt.CheckState.Checked for row in rows]
        return [path for (path, _), on in zip(self._found, ticked, strict=True) if on]

    @Slot()
    def _tell(self) -> None:
        chosen = len(self.chosen)
        self.make_button.setText(tr("Make {albums}").format(albums=count(chosen, "album")))
        self.make_button.setEnabled(bool(chosen))

    @Slot()
    def _decide(self) -> None:
        chosen = self.chosen
        self.accept()
        self.decided.emit(chosen)
