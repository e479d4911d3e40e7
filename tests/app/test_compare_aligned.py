"""Crops and mirrored copies in the real window: the same place of the picture under the same place of every pane."""

from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from photohash.app.main_window import MainWindow
from photohash.app.viewer.compare_view import CompareView
from tests.app.libraries import PATIENCE
from tests.library.pairs import photo

CROP = (90, 60, 390, 310)


@pytest.fixture
def compared(window: MainWindow, tmp_path: Path, qtbot) -> CompareView:
    """A photo, a crop of it and a mirrored copy, compared."""
    photos = tmp_path / "photos"
    photos.mkdir()
    original = photo("coffee")
    original.save(photos / "a.jpg", quality=95)
    original.crop(CROP).save(photos / "b crop.jpg", quality=90)
    original.transpose(Image.Transpose.FLIP_LEFT_RIGHT).save(photos / "c mirrored.jpg", quality=90)
    window.scan_controller.add([photos])
    qtbot.waitUntil(lambda: window.settled, timeout=PATIENCE)
    found: dict[str, int] = {}

    def read(browser) -> dict[str, int]:
        return {one.files[0].path.name: one.id for one in browser.photos(browser.photo_ids())}

    window.reader.ask(read, found.update)
    qtbot.waitUntil(lambda: len(found) == 3, timeout=PATIENCE)
    window.navigation.open_compare(tuple(found[name] for name in sorted(found)))
    qtbot.waitUntil(lambda: window.settled, timeout=PATIENCE)
    view = window.pages.compare.view
    names = [subject.name for subject in view.subjects]
    assert names == ["a.jpg", "b crop.jpg", "c mirrored.jpg"]
    return view


def seen(view: CompareView, pane: int, x: float, y: float) -> QPointF:
    """Where a pixel of a photo is seen, from the middle of its pane."""
    canvas = view.panes[pane].canvas
    return canvas.pane_point(x, y) - QPointF(canvas.width() / 2, canvas.height() / 2)


def assert_together(view: CompareView) -> None:
    width = view.subjects[0].compared.photo.width
    slack = 0.01 * width * view.view.viewpoint.scale
    for x, y in ((120.0, 90.0), (300.0, 200.0), (380.0, 300.0)):
        here = seen(view, 0, x, y)
        assert (seen(view, 1, x - CROP[0], y - CROP[1]) - here).manhattanLength() < slack
        assert (seen(view, 2, width - x, y) - here).manhattanLength() < slack


def test_the_same_place_is_seen_in_all_of_them_however_near(compared):
    assert_together(compared)
    canvas = compared.panes[1].canvas
    at = QPointF(canvas.width() / 3, canvas.height() / 3)
    for _ in range(6):
        turned = QWheelEvent(
            at, canvas.mapToGlobal(at), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,  # noqa: FBT003  Qt's own order
        )  # fmt: skip
        QApplication.sendEvent(canvas, turned)
    assert not compared.view.is_fitted
    assert_together(compared)
    compared.view.move(-40, 25)
    assert_together(compared)


def test_what_was_done_to_lay_it_there_is_said_and_can_be_taken_away(compared, qtbot):
    assert "mirrored to match" in compared.panes[2].facts
    compared.actions_of_view["aligned"].trigger()
    assert not compared.is_aligned
    assert "mirrored" not in compared.panes[2].facts
    left, right = seen(compared, 2, 0, 0), seen(compared, 2, 600, 0)
    assert left.x() < right.x()
    compared.actions_of_view["aligned"].trigger()
    assert_together(compared)
