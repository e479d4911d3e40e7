"""A window on photos and folders whose names are no text: every page shows them, and copies can be put away."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from urllib.parse import quote

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication, QTextDocument
from PySide6.QtWidgets import QLabel, QWidget

from photohash.app.folder_drop import folders_of
from photohash.app.navigation import Page
from tests.app.desks import Desk
from tests.app.libraries import PATIENCE, make_photos

MARKUP = "weird <b>name<b> & 'quote' %s "
"""The beginning of a name that Qt would take for rich text."""

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="names are Unicode here")


def spoilt(folder: Path, place: Path) -> Path:
    """The same files under names with a byte that is no UTF-8, in a folder of such a name."""
    target = place / os.fsdecode(b"f\xf6lder")
    shutil.copytree(folder, target)
    for path in sorted(target.rglob("*"), reverse=True):
        path.rename(path.with_name(os.fsdecode(b"\xe9 ") + path.name))
    return target


@pytest.fixture
def desk(window, tmp_path: Path, home: Path, qtbot) -> Desk:
    """A window that has searched such a folder."""
    photos = spoilt(make_photos(tmp_path / "plain"), tmp_path)
    window.scan_controller.add([photos])
    qtbot.waitUntil(lambda: window.settled and bool(window.copies.model.rowCount()), timeout=PATIENCE)
    return Desk(window, photos, qtbot)


def test_every_page_shows_such_names(desk, qtbot):
    for page in (Page.COPIES, Page.LIBRARY, Page.FAILURES, Page.HISTORY):
        desk.window.navigation.go_to(page)
        desk.settle()
        assert not desk.window.grab().isNull()
    desk.window.navigation.open_photo(desk.window.first_photo())
    qtbot.waitUntil(lambda: desk.window.settled and desk.window.photo.picture.complete, timeout=PATIENCE)
    assert r"\xe9" in desk.window.photo.facts.text("Path")


def test_such_copies_are_put_away_and_come_back(desk):
    before = desk.tree()
    dialog = desk.review()
    whys = {dialog.model.line(row).why for row in range(dialog.model.rowCount())}
    assert all(r"\xe9 " in why for why in whys)
    desk.agree(dialog)
    assert desk.tree() != before
    dialog.close()
    desk.settle()
    desk.window.navigation.go_to(Page.HISTORY)
    desk.settle()
    desk.trigger("undo")
    assert desk.tree() == before


def test_such_copies_are_decided_on(desk):
    row = desk.window.copies.model.group(0)
    desk.point(row.members[1].path.name)
    desk.trigger("not-duplicates")
    assert r"\xe9" in desk.window.banner.text


def test_such_a_folder_can_be_dropped_and_shown_and_its_path_copied(desk, monkeypatch):
    opened: list[bytes] = []

    def open_url(url: QUrl) -> bool:
        opened.append(bytes(url.toEncoded().data()))
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    address = "file://" + quote(os.fsencode(desk.photos))
    desk.point(desk.window.copies.model.group(0).keeper.path.name)
    desk.window.file_browser.reveal()
    assert opened == [address.encode()]
    desk.window.file_browser.copy_path()
    assert r"f\xf6lder" in QGuiApplication.clipboard().text()
    assert folders_of([QUrl.fromEncoded(address.encode())]) == [desk.photos]


def marked_up(folder: Path, place: Path) -> Path:
    """The same files under names that look like rich text, in a folder of such a name."""
    target = place / f"{MARKUP}folder"
    shutil.copytree(folder, target)
    for path in sorted(target.rglob("*"), reverse=True):
        path.rename(path.with_name(MARKUP + path.name))
    return target


def said_plainly(place: QWidget) -> str:
    """What the visible labels say, none of which reads its text as rich text."""
    labels = [label for label in place.findChildren(QLabel) if label.isVisible()]
    assert {label.textFormat() for label in labels} == {Qt.TextFormat.PlainText}, [
        label.text() for label in labels if label.textFormat() is not Qt.TextFormat.PlainText
    ]
    for widget in place.findChildren(QWidget):
        assert "<b>" not in widget.toolTip()
    return "\n".join(label.text() for label in labels)


def test_names_that_look_like_rich_text_are_shown_as_they_are(window, tmp_path, home, qtbot):
    photos = marked_up(make_photos(tmp_path / "plain"), tmp_path)
    window.resize(2400, 1400)
    window.scan_controller.add([photos])
    qtbot.waitUntil(lambda: window.settled and bool(window.copies.model.rowCount()), timeout=PATIENCE)
    desk = Desk(window, photos, qtbot)
    for page in (Page.COPIES, Page.STACKS, Page.LIBRARY, Page.FAILURES, Page.HISTORY):
        window.navigation.go_to(page)
        desk.settle()
        said_plainly(window)
    tip = QTextDocument()
    tip.setHtml(window.folders.index(0).data(Qt.ItemDataRole.ToolTipRole))
    assert f"{MARKUP}folder" in tip.toPlainText()
    assert window.folders.index(0).data() == f"{MARKUP}folder"
    window.navigation.open_photo(window.first_photo())
    qtbot.waitUntil(lambda: window.settled and window.photo.picture.complete, timeout=PATIENCE)
    assert MARKUP in said_plainly(window)
    window.navigation.go_to(Page.COPIES)
    desk.settle()
    window.compare_controller.compare_first()
    desk.settle()
    assert MARKUP in said_plainly(window)
    window.folder_controller.remove(window.folders.folder(0))
    asked = window.folder_controller.dialog
    assert MARKUP in said_plainly(asked)
    asked.reject()
    window.navigation.go_to(Page.COPIES)
    desk.settle()
    dialog = desk.review()
    dialog.resize(2000, 1200)
    dialog.table.setCurrentIndex(dialog.model.index(0, 0))
    desk.settle()
    assert MARKUP in said_plainly(dialog)
    for column in range(dialog.model.columnCount()):
        assert "<b>" not in dialog.model.index(0, column).data(Qt.ItemDataRole.ToolTipRole)
    dialog.reject()
