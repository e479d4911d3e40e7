"""A window that was closed leaves nothing of itself in memory: what PySide keeps for ever keeps all it knows."""

from __future__ import annotations

import gc
import shutil
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent

from photohash.app.main_window import MainWindow
from photohash.app.theme import Theme
from tests.app.libraries import PATIENCE, session_of
from tests.app.windows import places


def use(theme: Theme, qtbot: Any, folder: Path) -> None:
    """Opens a window, goes everywhere in it, and closes it."""
    window = MainWindow(session_of(folder / "library", watches=True), theme)
    window.show()
    qtbot.waitUntil(lambda: window.settled, timeout=PATIENCE)
    for _ in places(window, qtbot, folder):
        pass
    window.close()
    assert window.shut_down()
    window.deleteLater()


def test_a_window_that_was_used_and_closed_is_gone(theme, furnished, tmp_path, qtbot):
    shutil.copytree(furnished / "library", tmp_path / "library")
    use(theme, qtbot, tmp_path)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    left = [found for found in gc.get_objects() if type(found) is MainWindow]
    assert not left
