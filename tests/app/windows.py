"""Every page and dialog of a window, one after the other: what tests of all controls and words share."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QPoint, QPointF
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget

from photohash.app.dialogs.error_report import ErrorReportDialog
from photohash.app.dialogs.settings import SettingsDialog
from photohash.app.main_window import MainWindow
from photohash.app.navigation import Page
from tests.app.libraries import PATIENCE

NO_ERROR = "no error: this is a test of the dialog"


def places(window: MainWindow, qtbot: Any) -> Iterator[tuple[str, QWidget]]:
    """Goes to every page, opens every dialog, and gives each with its name while it is seen."""
    for page in Page:
        photo = window.first_photo()
        if page is Page.SIMILAR:
            if photo is None:
                continue
            window.navigation.open_photo(photo)
        else:
            window.navigation.go_to(page)
        qtbot.waitUntil(lambda: window.settled, timeout=PATIENCE)
        yield str(page), window
    for command in ("settings", "shortcuts", "help"):
        window.commands[command].trigger()
        dialog = open_dialog()
        if isinstance(dialog, SettingsDialog):
            for row in range(dialog.sections.count()):
                dialog.sections.setCurrentRow(row)
                QApplication.processEvents()
                yield f"{command} {row}", dialog
        else:
            yield command, dialog
        dialog.reject()
    window.pages.setCurrentWidget(window.welcome)
    yield "welcome", window
    window.navigation.go_to(Page.COPIES)
    report = ErrorReportDialog(NO_ERROR, window)
    report.open()
    yield "error report", report
    report.reject()


def open_dialog() -> QDialog:
    """The dialog that is open."""
    (dialog,) = [found for found in QApplication.topLevelWidgets() if isinstance(found, QDialog) and found.isVisible()]
    return dialog


def turn_wheel(widget: QWidget, steps: int = -1) -> None:
    """Turns the wheel where the middle of a widget is, as the pointer would; whoever takes it gets it."""
    window = widget.window()
    place = widget.mapTo(window, widget.visibleRegion().boundingRect().center())
    QTest.wheelEvent(window.windowHandle(), QPointF(place), QPoint(0, 120 * steps))
    QApplication.processEvents()


def menu_at(widget: QWidget) -> set[str]:
    """What the menu offers that the key for menus opens."""
    at = widget.rect().center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, at, widget.mapToGlobal(at))
    QApplication.sendEvent(getattr(widget, "viewport", lambda: widget)(), event)
    [menu] = [found for found in QApplication.topLevelWidgets() if isinstance(found, QMenu) and found.isVisible()]
    texts = {action.text() for action in menu.actions() if not action.isSeparator()}
    menu.close()
    return texts
