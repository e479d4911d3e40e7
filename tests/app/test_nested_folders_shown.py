"""A folder of the library, or one around it, added again in the real window."""

from __future__ import annotations

from PySide6.QtWidgets import QFileDialog

from photohash.app.job_bar import BannerKind
from tests.app.libraries import PATIENCE


def test_a_folder_inside_a_known_one_is_told_and_not_listed_twice(full_window, searched, qtbot, monkeypatch):
    inner = searched / "photos" / "backup"
    before = full_window.library.model.rowCount()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(inner))
    full_window.commands["add-folder"].trigger()
    qtbot.waitUntil(lambda: full_window.settled, timeout=PATIENCE)
    told = f"{inner} is inside {searched / 'photos'}, which is in the library already; it was brought up to date."
    assert full_window.banner.text == told
    assert full_window.banner.kind is BannerKind.INFO
    assert full_window.folders.rowCount() == 1
    assert full_window.library.model.rowCount() == before
    full_window.banner.hide()


def test_the_folder_around_a_known_one_takes_its_place(window, photos, qtbot):
    window.scan_controller.add([], [photos / "backup"])
    qtbot.waitUntil(lambda: window.settled, timeout=PATIENCE)
    assert [window.folders.folder(row).path for row in range(window.folders.rowCount())] == [photos / "backup"]
    window.scan_controller.add([photos])
    qtbot.waitUntil(lambda: window.settled and window.copies.model.rowCount() > 0, timeout=PATIENCE)
    assert [window.folders.folder(row).path for row in range(window.folders.rowCount())] == [photos]
    assert f"{photos / 'backup'} is part of {photos} from now on" in window.banner.text
    members = [member for row in window.copies.model.rows for member in row.group.members]
    assert {member.path.parent.name for member in members if member.protected} == {"backup"}
    window.banner.hide()
