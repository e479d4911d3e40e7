"""Folders as people know them: by their names within the library, shortened by whole names."""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from photohash.core.paths import shown, shown_within

_DOTS, _SEPARATOR = "…", os.sep
_BETWEEN = " · ", "; "
"""Stand between facts, and between clauses."""
_roots: tuple[Path, ...] = ()


def know_roots(roots: Iterable[Path]) -> None:
    """Takes in the folders of the library; they are the same for all of the window."""
    global _roots  # noqa: PLW0603  the library is one for the whole window
    _roots = tuple(sorted(roots, key=lambda root: -len(root.parts)))


def folder_in_library(folder: Path) -> str:
    """A folder from the name of the library's folder on: "Photos/2024/Rome"; one outside by its whole path."""
    return _shown(folder, _roots)


@lru_cache(maxsize=4096)
def _shown(folder: Path, roots: tuple[Path, ...]) -> str:
    return shown_within(folder, roots)


def shortened(metrics: QFontMetrics, text: str, elide: Qt.TextElideMode, width: int) -> str:
    """A line that fits a width, shortened with dots where it has to be.

    With dots at the left it is a path: of one the end tells most, and only whole names are left out. Of facts and
    clauses in a row, the last are left out whole.
    """
    if metrics.horizontalAdvance(text) <= width:
        return text  # Qt would shorten what just fits
    if elide is Qt.TextElideMode.ElideRight:
        between = next((mark for mark in _BETWEEN if mark in text), _DOTS)
        parts = text.split(between)
        fewer = (between.join([*parts[:end], _DOTS]) for end in range(len(parts) - 1, 0, -1))
        fitting = next((some for some in fewer if metrics.horizontalAdvance(some) <= width), "")
        return fitting or metrics.elidedText(text, elide, width)
    if elide is not Qt.TextElideMode.ElideLeft or _SEPARATOR not in text:
        return metrics.elidedText(text, elide, width)
    first, *others = text.split(_SEPARATOR)
    tails = [_SEPARATOR.join([_DOTS, *others[place:]]) for place in range(1, len(others))]
    within = [f"{first}{_SEPARATOR}{tail}" for tail in tails] if first else []
    for fitting in (*within, _SEPARATOR.join([_DOTS, *others]), *tails):
        if metrics.horizontalAdvance(fitting) <= width:
            return fitting
    return metrics.elidedText(others[-1], Qt.TextElideMode.ElideMiddle, width)


def paths_in_library(text: str) -> str:
    """Text in which the paths of the library's folders are as short as ``folder_in_library`` makes them."""
    for root in _roots:
        if root.name:
            text = text.replace(f"{shown(root)}{_SEPARATOR}", f"{shown(root.name)}{_SEPARATOR}")
    return text


class FolderDelegate(QStyledItemDelegate):
    """Draws the folders of a table's column, shortened by whole names."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """Shortens the text to the room there is."""
        super().initStyleOption(option, index)
        margin = option.widget.style().pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin, option, option.widget) + 1
        room = option.rect.width() - 2 * margin
        option.text = shortened(option.fontMetrics, option.text, Qt.TextElideMode.ElideLeft, room)
