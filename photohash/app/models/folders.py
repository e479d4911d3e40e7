"""The folders of the library and those in them, as the side bar shows them: a tree that is read as it is opened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import count as numbers
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from photohash.app.labels import plain_tip
from photohash.core.formatting import count
from photohash.core.paths import shown
from photohash.core.translation import tr

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder of the library, or one in it.

    Attributes:
        path: where it is.
        files: photo files known in it, or None while that is not known.
        protected: its photos are always kept.
        watched: new photos in it are read by themselves.
        offline: it is not there now; its photos are still known.
        excluded: it is left out of the folder that it lies in.
        is_root: whether it is a folder of the library by itself.
    """

    path: Path
    files: int | None
    protected: bool
    watched: bool = True
    offline: bool = False
    excluded: bool = False
    is_root: bool = False

    @property
    def states(self) -> list[str]:
        """How it is treated, in words."""
        return [
            word
            for word, holds in (
                (tr("offline"), self.offline),
                (tr("protected"), self.protected),
                (tr("left out"), self.excluded),
                (tr("not watched"), self.is_root and not self.watched),
            )
            if holds
        ]


@dataclass(eq=False, slots=True)
class _Node:
    number: int
    folder: Folder
    parent: _Node | None
    children: list[_Node] = field(default_factory=list)
    asked: bool = False
    known: bool = False


class FoldersModel(QAbstractItemModel):
    """Folders of the library at the top; what lies in one is asked for when it is opened.

    Signals:
        children_wanted(Path): a folder was opened; answer with ``put_children``.
    """

    FOLDER = Qt.ItemDataRole.UserRole + 1
    children_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._all: tuple[Folder, ...] = ()
        self._roots: list[_Node] = []
        self._nodes: dict[int, _Node] = {}
        self._numbers = numbers(1)

    def index(self, row: int, column: int = 0, parent: Index = _NOWHERE) -> QModelIndex:
        """The place of a folder in the tree."""
        siblings = self._below(parent)
        if column or not 0 <= row < len(siblings):
            return QModelIndex()
        return self.createIndex(row, 0, siblings[row].number)

    def parent(self, index: Index = _NOWHERE) -> Any:
        """The folder that one lies in."""
        node = self._nodes.get(index.internalId()) if index.isValid() else None
        return QModelIndex() if node is None or node.parent is None else self._index(node.parent)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Number of folders in one, as far as they are read."""
        return len(self._below(parent))

    def columnCount(self, _parent: Index = _NOWHERE) -> int:
        """One."""
        return 1

    def hasChildren(self, parent: Index = _NOWHERE) -> bool:
        """Whether a folder has folders in it, or may have."""
        node = self._nodes.get(parent.internalId()) if parent.isValid() else None
        if node is None:
            return not parent.isValid() and bool(self._roots)
        return bool(node.children) or not (node.known or node.folder.excluded)

    def canFetchMore(self, parent: Index) -> bool:
        """Whether what lies in a folder is not read yet."""
        node = self._nodes.get(parent.internalId()) if parent.isValid() else None
        return node is not None and not (node.asked or node.known or node.folder.excluded)

    def fetchMore(self, parent: Index) -> None:
        """Asks for what lies in a folder."""
        if self.canFetchMore(parent):
            node = self._nodes[parent.internalId()]
            node.asked = True
            self.children_wanted.emit(node.folder.path)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The folder, its name, its full path and how it is treated as a tip."""
        node = self._nodes.get(index.internalId()) if index.isValid() else None
        if node is None:
            return None
        folder = node.folder
        if role == self.FOLDER:
            return folder
        if role == Qt.ItemDataRole.DisplayRole:
            return shown(folder.path.name or folder.path)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            files = [] if folder.files is None else [count(folder.files, "photo")]
            return ", ".join([shown(folder.path), *folder.states, *files])
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip("\n".join([shown(folder.path), *self._explained(folder)]))
        return None

    def folder(self, row: int) -> Folder:
        """The folder of the library in a row."""
        return self._roots[row].folder

    def folder_at(self, index: Index) -> Folder | None:
        """The folder at a place of the tree."""
        node = self._nodes.get(index.internalId()) if index.isValid() else None
        return None if node is None else node.folder

    def find(self, path: Path) -> Folder | None:
        """The folder with this path, if it is read."""
        return next((node.folder for node in self._nodes.values() if node.folder.path == path), None)

    def protected_above(self, path: Path) -> Path | None:
        """The protected folder that another one lies in, itself left aside."""
        above = [one.path for one in self._all if one.protected and one.path != path]
        return next((place for place in above if path.is_relative_to(place)), None)

    def show(self, folders: Sequence[Folder]) -> None:
        """Takes in the folders there are now: those of the library, and those that are treated apart in them."""
        if tuple(folders) == self._all:
            return
        self._all = tuple(folders)
        roots = [folder for folder in folders if folder.is_root or not (folder.excluded or self._is_inside(folder))]
        if [folder.path for folder in roots] != [node.folder.path for node in self._roots]:
            self.beginResetModel()
            self._nodes.clear()
            self._roots = [self._node(folder, None) for folder in roots]
            self.endResetModel()
            return
        for node, folder in zip(self._roots, roots, strict=True):
            node.folder = folder
            self.dataChanged.emit(self._index(node), self._index(node))
        for node in [node for node in self._nodes.values() if node.known]:
            self.children_wanted.emit(node.folder.path)

    def put_children(self, path: Path, found: Sequence[tuple[Path, int]]) -> None:
        """Takes in what lies in a folder: folders with the number of photo files in each."""
        node = next((node for node in self._nodes.values() if node.folder.path == path), None)
        if node is None:
            return
        node.known = True
        apart = {folder.path: folder for folder in self._all if not folder.is_root}
        wanted = [replace(apart.get(place, Folder(place, 0, protected=False)), files=files) for place, files in found]
        there = {folder.path for folder in wanted}
        wanted += [folder for folder in apart.values() if folder.path.parent == path and folder.path not in there]
        wanted.sort(key=lambda folder: folder.path)
        at = self._index(node)
        if [folder.path for folder in wanted] == [child.folder.path for child in node.children]:
            for child, folder in zip(node.children, wanted, strict=True):
                child.folder = folder
            if wanted:
                self.dataChanged.emit(self.index(0, 0, at), self.index(len(wanted) - 1, 0, at))
            return
        if node.children:
            self.beginRemoveRows(at, 0, len(node.children) - 1)
            for child in node.children:
                self._forget(child)
            node.children = []
            self.endRemoveRows()
        if wanted:
            self.beginInsertRows(at, 0, len(wanted) - 1)
            node.children = [self._node(folder, node) for folder in wanted]
            self.endInsertRows()

    def _explained(self, folder: Folder) -> list[str]:
        inside = [one for one in self._all if one.path != folder.path and one.path.is_relative_to(folder.path)]
        lines = []
        if folder.offline:
            lines.append(tr("Not there now: plug its drive in. Its photos can still be looked through."))
        if folder.protected:
            lines.append(tr("Protected: photos in here are always kept."))
        if folder.excluded:
            lines.append(tr("Left out: photos in here are not in the library."))
        if folder.is_root and not folder.watched:
            lines.append(tr("Not watched: new photos are read when folders are checked again."))
        protected = [shown(one.path.relative_to(folder.path)) for one in inside if one.protected and not one.is_root]
        if folder.is_root and protected:
            lines.append(tr("Protected in it: {folders}").format(folders=", ".join(protected)))
        return lines

    def _is_inside(self, folder: Folder) -> bool:
        return any(one.is_root and folder.path.is_relative_to(one.path) for one in self._all)

    def _below(self, parent: Index) -> list[_Node]:
        if not parent.isValid():
            return self._roots
        node = self._nodes.get(parent.internalId())
        return node.children if node is not None else []

    def _node(self, folder: Folder, parent: _Node | None) -> _Node:
        node = _Node(next(self._numbers), folder, parent)
        self._nodes[node.number] = node
        return node

    def _forget(self, node: _Node) -> None:
        for child in node.children:
            self._forget(child)
        del self._nodes[node.number]

    def _index(self, node: _Node) -> QModelIndex:
        siblings = self._roots if node.parent is None else node.parent.children
        return self.createIndex(siblings.index(node), 0, node.number)
