"""A window on photos and folders whose names are no text: every page shows them, and copies can be put away."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from urllib.parse import quote

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

from photohash.app.folder_drop import folders_of
from photohash.app.navigation import Page
from tests.app.desks import Desk
from tests.app.libraries import PATIENCE, make_photos

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
