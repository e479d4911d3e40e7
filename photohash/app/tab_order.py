"""The order in which Tab goes from control to control: as they are read, whatever the order they were made in."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLayout, QMainWindow, QScrollArea, QSplitter, QStackedWidget, QWidget


def follow_layout(root: QWidget) -> None:
    """Has Tab go through all that is in a window, a page or a dialog in the order of its layouts."""
    for before, after in pairwise(stops(root)):
        QWidget.setTabOrder(before, after)


def stops(root: QWidget) -> Iterator[QWidget]:
    """The controls that Tab can stop at, shown or hidden, in reading order."""
    if root.focusPolicy() & Qt.FocusPolicy.TabFocus and root.focusProxy() is None:
        yield root
    for part in _parts(root):
        yield from stops(part)


def _parts(widget: QWidget) -> Iterator[QWidget]:
    """What a widget is made up of, as far as it was laid out; what Qt puts into its own controls is Qt's."""
    if isinstance(widget, QMainWindow):
        yield from _there(widget.centralWidget())
    elif isinstance(widget, QScrollArea):
        yield from _there(widget.widget())
    elif isinstance(widget, QSplitter | QStackedWidget):
        for place in range(widget.count()):
            yield from _there(widget.widget(place))
    else:
        layout = widget.layout()
        if layout is not None:
            yield from _in_layout(layout)


def _in_layout(layout: QLayout) -> Iterator[QWidget]:
    places = range(layout.count())
    for place in sorted(places, key=lambda place: _line(layout, place)):
        item = layout.itemAt(place)
        widget, inner = (None, None) if item is None else (item.widget(), item.layout())
        if widget is not None:
            yield widget
        elif inner is not None:
            yield from _in_layout(inner)


def _line(layout: QLayout, place: int) -> tuple[int, int]:
    """The row and column of what is at a place of a grid; other layouts have one line."""
    if not isinstance(layout, QGridLayout):
        return 0, place
    row, column, *_ = cast("tuple[int, int, int, int]", layout.getItemPosition(place))
    return row, column


def _there(widget: QWidget | None) -> Iterator[QWidget]:
    if widget is not None:
        yield widget
