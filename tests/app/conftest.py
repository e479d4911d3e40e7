"""What the window's tests share: a theme, a window on a small real library, a check that nothing of it stays alive."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QApplication

from photohash.app.access import Access
from photohash.app.main_window import MainWindow
from photohash.app.theme import Theme
from tests.app.libraries import access, make_photos

PATIENCE = 20_000
"""Milliseconds until a wait gives up; only a broken test waits that long."""


@pytest.fixture(autouse=True)
def nothing_of_qt_left_behind(qapp: QApplication) -> Iterator[None]:
    """Fails a test after which a window or a running timer is still there. Threads are watched for all tests."""
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    shown = [type(widget).__name__ for widget in qapp.topLevelWidgets() if widget.isVisible()]
    for widget in qapp.topLevelWidgets():
        widget.close()
    ours = [
        found for found in gc.get_objects() if type(found) is QTimer and found.isActive() and found.parent() is not None
    ]
    ticking = [type(timer.parent()).__name__ for timer in ours]
    assert not shown, f"windows left open: {shown}"
    assert not ticking, f"timers left running in: {ticking}"


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    """The theme, in force."""
    made = Theme(qapp)
    yield made
    made.deleteLater()


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    """A folder with three scenes of three files each, one byte-identical copy and one broken file."""
    return make_photos(tmp_path / "photos")


@pytest.fixture
def open_window(theme: Theme, tmp_path: Path, qtbot) -> Iterator[Callable[..., MainWindow]]:
    """Opens windows on the library in ``tmp_path / "library"`` and shuts them down afterwards."""
    opened: list[MainWindow] = []

    def open_one(reached: Access | None = None) -> MainWindow:
        window = MainWindow(reached or access(tmp_path / "library"), theme)
        window.resize(1100, 720)
        opened.append(window)
        window.show()
        qtbot.waitUntil(lambda: window.settled, timeout=PATIENCE)
        return window

    yield open_one
    for window in opened:
        window.close()
        assert window.shut_down()
        window.deleteLater()


@pytest.fixture
def window(open_window: Callable[..., MainWindow]) -> MainWindow:
    """A window on an empty library."""
    return open_window()


@pytest.fixture
def full_window(window: MainWindow, photos: Path, qtbot) -> MainWindow:
    """A window after the photos were searched."""
    window.search.add([photos])
    qtbot.waitUntil(lambda: window.settled, timeout=PATIENCE)
    return window
