"""Every page and dialog of a window in each of its states: what tests of all controls and words share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMenu, QWidget

from photohash.app.controllers.album_edits import creating, several
from photohash.app.dialogs.error_report import ErrorReportDialog
from photohash.app.dialogs.settings import SettingsDialog
from photohash.app.main_window import MainWindow
from photohash.app.navigation import Page
from photohash.app.screenshots import View
from photohash.app.viewer.pair import Mode
from photohash.library.clusters import Level
from photohash.library.outside_picture import picture_of
from photohash.training.run_folder import RunState
from tests.app.libraries import PATIENCE
from tests.library.photos import scene

NO_ERROR = "no error: this is a test of the dialog"
NOTHING = "zzz"
"""A text that no name holds."""

Place = tuple[str, QWidget]


def places(window: MainWindow, qtbot: Any, folder: Path) -> Iterator[Place]:
    """Goes to every page and dialog, and gives each with the name of its state while it is seen.

    Args:
        window: on the library of ``furnished``; copies of one group are decided on at the end.
        qtbot: waits.
        folder: where a list of copies can be written to.
    """

    def settle() -> None:
        qtbot.waitUntil(lambda: window.settled, timeout=PATIENCE)

    for page in Page:
        if page not in (Page.SIMILAR, Page.COMPARE, Page.ALBUM):
            window.navigation.go_to(page)
            settle()
            yield str(page), window
    ids = _ids(window, qtbot)
    yield from _searches(window, settle)
    yield from _copies(window, settle)
    yield from _look_alikes(window, settle)
    yield from _similar(window, ids, settle)
    yield from _albums(window, ids, settle)
    yield from _compared(window, ids, settle)
    yield from _folders(window, qtbot, settle)
    yield from _teaching(window, ids, settle)
    yield from _dialogs(window)
    yield from _decided(window, settle)
    yield from _exported(window, folder, settle)


def _ids(window: MainWindow, qtbot: Any) -> tuple[int, ...]:
    found: list[tuple[int, ...]] = []
    window.reader.ask(lambda browser: tuple(browser.photo_ids()), found.append)
    qtbot.waitUntil(lambda: bool(found), timeout=PATIENCE)
    return found[0]


def _searches(window: MainWindow, settle: Callable[[], None]) -> Iterator[Place]:
    """Pages on which nothing is found."""
    pages = {
        Page.COPIES: window.copies.search,
        Page.STACKS: window.pages.stacks.search,
        Page.LIBRARY: window.library.filter.search,
        Page.DECISIONS: window.pages.decisions.search,
    }
    for page, field in pages.items():
        window.navigation.go_to(page)
        field.setText(NOTHING)
        settle()
        yield f"{page}, nothing found", window
        field.clear()
        settle()


def _copies(window: MainWindow, settle: Callable[[], None]) -> Iterator[Place]:
    """The numbers of each strictness, ticks, and the dialog of rules."""
    window.navigation.go_to(Page.COPIES)
    window.copies.strictness.showPopup()
    settle()
    yield "copies, strictness", window
    window.copies.strictness.hidePopup()
    window.commands["tick-safe"].trigger()
    settle()
    yield "copies, ticked", window
    window.previews.open_rules()
    dialog = window.previews.dialog
    assert dialog is not None
    for row in range(3):
        dialog.offered.setCurrentRow(row)
        dialog.add_button.click()
    settle()
    yield "rules", dialog
    dialog.reject()
    window.commands["untick-all"].trigger()


def _look_alikes(window: MainWindow, settle: Callable[[], None]) -> Iterator[Place]:
    """Subjects, and the map around a photo."""
    window.navigation.go_to(Page.STACKS)
    settle()
    stacks = window.pages.stacks
    photo = stacks.model.cluster(0).centre
    for level in (Level.SUBJECT, Level.STACK):
        stacks.level.button(level).click()
        settle()
        yield f"stacks, {level}", window
    window.navigation.open_map(photo)
    settle()
    yield "map, around a photo", window


def _similar(window: MainWindow, ids: tuple[int, ...], settle: Callable[[], None]) -> Iterator[Place]:
    """One photo, several, a picture from outside, and one that is like nothing."""
    photo = window.first_photo()
    assert photo is not None
    window.navigation.open_photo(photo)
    settle()
    yield "photo", window
    if window.photo.further.isVisible():
        window.photo.further.click()
        settle()
        yield "photo, farther", window
    window.navigation.open_similar(ids[:3])
    settle()
    yield "several photos", window
    for seed in (0, 90):
        window.similar.search_by_picture(picture_of(np.asarray(scene(240, 160, seed=seed), np.uint8)))
        settle()
        yield f"outside picture {seed}", window


def _albums(window: MainWindow, ids: tuple[int, ...], settle: Callable[[], None]) -> Iterator[Place]:
    """Albums, one of them with suggestions and in doubt, and how one is chosen."""
    for name, photos in (("harbour", ids[:2]), ("tower", ids[-2:])):
        window.album_filling.add(0, name, photos)
        settle()
    window.navigation.go_to(Page.ALBUMS)
    settle()
    yield "albums, some", window
    window.albums.open_first()
    settle()
    for way, button in window.pages.album.labels.buttons.items():
        button.click()
        settle()
        yield f"album, {way}", window
    window.album_filling.choose_for(ids)
    yield "album chooser", open_dialog()
    open_dialog().reject()
    for _ in range(2):
        window.commands["undo"].trigger()
        settle()
    window.banner.hide()


def _compared(window: MainWindow, ids: tuple[int, ...], settle: Callable[[], None]) -> Iterator[Place]:
    """A group and single photos in each way to compare them, and a photo on the whole screen."""
    window.compare_controller.compare_first()
    settle()
    view = window.pages.compare.view
    for mode in Mode:
        view.choose(mode)
        settle()
        yield f"compare, {mode}", window
    view.choose(Mode.SIDE_BY_SIDE)
    view.fields.setVisible(not view.fields.isVisible())
    yield "compare, with or without facts", window
    window.navigation.open_compare(ids[:8])
    settle()
    yield "compare, no group", window
    window.navigation.go_to(Page.LIBRARY)
    settle()
    window.compare_controller.view(ids, ids[0])
    settle()
    viewer = window.compare_controller.viewer
    assert viewer is not None
    yield "full screen", viewer
    viewer.close()


def _folders(window: MainWindow, qtbot: Any, settle: Callable[[], None]) -> Iterator[Place]:
    """The menu of every folder, and the photos of one alone."""
    window.navigation.go_to(Page.LIBRARY)
    settle()
    tree, model = window.sidebar.list, window.folders
    for row in range(model.rowCount()):
        tree.expand(model.index(row))
        settle()
        inside = [model.index(inner, 0, model.index(row)) for inner in range(model.rowCount(model.index(row)))]
        for index in (model.index(row), *inside):
            tree.setCurrentIndex(index)
            tree.customContextMenuRequested.emit(QPoint(-1, -1))
            menu = QApplication.activePopupWidget()
            assert isinstance(menu, QMenu)
            yield f"menu of folder {index.row()}", menu
            menu.close()
    folder = model.folder(0)
    window.folder_controller.choose(folder.path)
    settle()
    yield "one folder", window
    window.folder_controller.remove(folder)
    asked = open_dialog()
    yield "remove a folder", asked
    asked.reject()
    window.folder_controller.show_all()
    settle()


def _teaching(window: MainWindow, ids: tuple[int, ...], settle: Callable[[], None]) -> Iterator[Place]:
    """The wizard at each of its steps, and what it says quietly."""
    wizard, albums = window.teaching.wizard, {"harbour": ids[:9], "tower": ids[6:12]}
    wizard.teach(None)
    settle()
    yield "teach, no albums", window
    window.albums.change(several([creating(*one) for one in albums.items()]), "1", lambda _done, _step: None)
    settle()
    for view in View:
        if view.startswith("teach"):
            wizard.show_sample(view)
            settle()
            yield str(view), window
    step = window.pages.teach.training
    for state in (RunState.PAUSED, RunState.STOPPED, RunState.FAILED, None):
        wizard.show_sample(View.TEACH_TRAINING)
        settle()
        step.show_state(state, "", 0.0)
        yield f"teach, {state}", window
    window.pages.teach.cancel_button.click()
    assert wizard.dialog is not None
    yield "teach, cancel", wizard.dialog
    wizard.dialog.reject()
    wizard.line.say("1", [("2", step.hide)])
    yield "teach, quietly", window
    wizard.line.say("")
    wizard.teach(None)
    window.pages.teach.cancel_button.click()
    settle()


def _dialogs(window: MainWindow) -> Iterator[Place]:
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


def _decided(window: MainWindow, settle: Callable[[], None]) -> Iterator[Place]:
    """What is said when a group was decided on, and the decision among others."""
    window.navigation.go_to(Page.COPIES)
    settle()
    window.commands["not-duplicates"].trigger()
    settle()
    assert window.banner.isVisible()
    yield "decided", window
    window.navigation.go_to(Page.DECISIONS)
    settle()
    assert window.pages.decisions.model.rowCount()
    yield "a decision", window


def _exported(window: MainWindow, folder: Path, settle: Callable[[], None]) -> Iterator[Place]:
    """What is said when the groups were written into a file, and when they could not be."""
    window.navigation.go_to(Page.COPIES)
    settle()
    for path in (folder / "library.csv", folder / "library" / "photos" / "library.csv"):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(QFileDialog, "getSaveFileName", lambda *_, path=path: (str(path), ""))
            window.commands["export"].trigger()
        settle()
        assert path.name in window.banner.text
        yield f"exported, {len(path.parts)}", window
    window.banner.hide()


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
