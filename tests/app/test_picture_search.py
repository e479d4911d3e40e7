"""Search by a picture from outside the library, on the real window: dropped, pasted, or chosen in a dialog."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QStandardPaths, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog

from photohash.app.models.similar import Heading, SimilarModel
from photohash.app.offered_picture import offered_picture
from photohash.app.picture_pixels import image_of, pixels_of
from photohash.core.errors import ModelError
from photohash.library.photo import COPIES, Kind
from tests.app.libraries import PATIENCE, session_of
from tests.app.test_window import dropped_on, showing
from tests.library.photos import save, scene


def files(*paths: Path) -> QMimeData:
    what = QMimeData()
    what.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return what


def kinds(window) -> set[Kind | None]:
    return {tile.kind for _, tile in window.photo.model.tiles()}


def first_heading(window) -> str:
    row = window.photo.model.index(0, 0).data(SimilarModel.ROW)
    return row.text if isinstance(row, Heading) else ""


def found(window, qtbot) -> None:
    showing(window, window.photo, qtbot)
    qtbot.waitUntil(lambda: window.settled and window.photo.answer is not None, timeout=PATIENCE)


def paste(window, qtbot, what: QMimeData) -> None:
    QGuiApplication.clipboard().setMimeData(what)
    window.activateWindow()
    qtbot.keyClick(window, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


@pytest.fixture
def outside(tmp_path) -> Path:
    """A smaller copy of a scene of the library."""
    (tmp_path / "elsewhere").mkdir()
    return save(scene(480, 320, seed=1).resize((240, 160)), tmp_path / "elsewhere" / "sent to me.jpg", quality=80)


def test_a_dropped_picture_is_shown_with_its_copies_and_never_enters_the_library(full_window, outside, qtbot):
    window = full_window
    before = window.sidebar.list.model().rowCount(), window.library.model.rowCount()
    assert dropped_on(window, files(outside))
    found(window, qtbot)
    assert window.photo.head.line.startswith("3 copies")
    assert first_heading(window) == "The same picture"
    assert kinds(window) <= set(COPIES)
    assert window.photo.path == outside
    assert window.photo.picture.complete
    assert window.photo.selected_photos() == ()
    window.reader.refresh_now()
    qtbot.waitUntil(lambda: window.settled, timeout=PATIENCE)
    assert (window.sidebar.list.model().rowCount(), window.library.model.rowCount()) == before


def test_back_and_forward_find_the_picture_again(full_window, outside, qtbot):
    window = full_window
    dropped_on(window, files(outside))
    found(window, qtbot)
    window.navigation.back()
    showing(window, window.copies, qtbot)
    window.navigation.forward()
    found(window, qtbot)
    assert window.photo.path == outside


def test_a_dropped_picture_of_the_library_opens_its_page(full_window, searched, qtbot):
    window = full_window
    inside = searched / "photos" / "scene 2 small.jpg"
    assert dropped_on(window, files(inside))
    qtbot.waitUntil(lambda: window.settled and window.photo.path == inside, timeout=PATIENCE)
    assert window.photo.photo.id > 0


def test_several_dropped_pictures_of_the_library_are_searched_by_together(full_window, searched, outside, qtbot):
    window = full_window
    names = ("scene 0.png", "scene 1.png")
    assert dropped_on(window, files(*(searched / "photos" / name for name in names)))
    qtbot.waitUntil(lambda: window.settled and len(window.photo.query) == 2, timeout=PATIENCE)
    assert dropped_on(window, files(searched / "photos" / "scene 0.png", outside))
    qtbot.waitUntil(lambda: "one picture at a time" in window.banner.text, timeout=PATIENCE)


def test_folders_among_what_is_dropped_are_searched_for_photos(window, photos, qtbot):
    assert dropped_on(window, files(photos / "scene 0.png", photos))
    showing(window, window.copies, qtbot)
    assert window.copies.model.rowCount() == 3


def test_what_is_no_picture_is_told_in_one_sentence_that_goes_with_the_next_picture(full_window, outside, qtbot):
    window = full_window
    notes = outside.parent / "notes.txt"
    notes.write_text("no picture")
    for path, words in ((notes, "notes.txt is not a picture"), (outside.parent / "gone.jpg", "gone.jpg ")):
        dropped_on(window, files(path))
        qtbot.waitUntil(lambda words=words: window.settled and window.banner.text.startswith(words), timeout=PATIENCE)
        assert window.banner.text.count(".") == 2
        assert window.pages.currentWidget() is window.copies
    dropped_on(window, files(outside))
    found(window, qtbot)
    assert not window.banner.isVisible()


def test_an_image_dragged_from_a_browser_is_searched_by(full_window, qtbot):
    window = full_window
    what = QMimeData()
    what.setUrls([QUrl("https://example.org/scene.png")])
    what.setImageData(QImage(image_of(pixels(scene(480, 320, seed=2)))))
    assert dropped_on(window, what)
    found(window, qtbot)
    assert window.photo.head.line.startswith("3 copies")
    assert window.photo.path is None


def test_an_address_on_the_web_is_not_fetched(full_window, qtbot):
    what = QMimeData()
    what.setUrls([QUrl("https://example.org/scene.png")])
    assert dropped_on(full_window, what)
    assert "no pictures from the web" in full_window.banner.text


def test_a_picture_is_pasted_as_an_image_a_file_or_a_path(full_window, outside, qtbot):
    window = full_window
    image, text = QMimeData(), QMimeData()
    image.setImageData(image_of(pixels(scene(480, 320, seed=1))))
    text.setText(f'"{outside}"\n')
    for what in (image, files(outside), text):
        window.navigation.back()
        paste(window, qtbot, what)
        found(window, qtbot)
        assert window.photo.head.line.startswith("3 copies")


def test_a_pasted_picture_is_called_one(full_window, qtbot):
    what = QMimeData()
    what.setImageData(image_of(pixels(scene(480, 320, seed=1))))
    paste(full_window, qtbot, what)
    found(full_window, qtbot)
    facts = full_window.photo.facts
    assert facts.text("Path") == "Copied picture"
    assert facts.text("Dimensions") == "480 × 320"
    assert [facts.text(name) for name in ("Size", "Captured", "Format")] == ["", "", ""], "it is no file"


def test_pasting_nothing_says_what_to_copy(full_window, qtbot):
    what = QMimeData()
    what.setText("some words")
    paste(full_window, qtbot, what)
    assert "no picture on the clipboard" in full_window.banner.text


def test_pasting_into_the_search_field_stays_text(full_window, qtbot):
    window = full_window
    QGuiApplication.clipboard().setText("scene 1")
    window.activateWindow()
    window.copies.search.setFocus()
    qtbot.keyClick(window.copies.search, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert window.copies.search.text() == "scene 1"
    assert window.pages.currentWidget() is window.copies


def test_the_dialog_opens_where_pictures_are_and_then_in_the_folder_used_last(
    full_window, outside, qtbot, monkeypatch, tmp_path
):
    window = full_window
    asked: list[str] = []

    def choose(_parent, _title, folder, _kinds):
        asked.append(folder)
        return str(outside), ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", choose)
    window.commands["search-picture"].trigger()
    found(window, qtbot)
    window.commands["search-picture"].trigger()
    found(window, qtbot)
    pictures = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation))
    assert asked == [str(pictures if pictures.is_dir() else Path.home()), str(outside.parent)]


def test_before_there_is_a_library_a_picture_cannot_be_searched_for(window, outside):
    dropped_on(window, files(outside))
    assert "Add a folder first" in window.banner.text


def test_a_picture_like_nothing_says_so(full_window, tmp_path, qtbot):
    window = full_window
    dropped_on(window, files(save(scene(480, 320, seed=90), tmp_path / "other.png")))
    found(window, qtbot)
    assert window.photo.head.line == "Not in your library"
    words = [window.photo.model.index(row, 0).data() for row in range(window.photo.model.rowCount())]
    assert "Your library has no copy of this picture." in words


def test_a_model_that_cannot_be_used_is_told(open_window, searched, outside, tmp_path, qtbot):
    def refuse(model: str):
        raise ModelError("The model other is damaged. Import it again.")

    shutil.copytree(searched / "library", tmp_path / "library")
    window = open_window(replace(session_of(tmp_path / "library"), load_encoder=refuse))
    dropped_on(window, files(outside))
    qtbot.waitUntil(lambda: window.settled and window.banner.isVisible(), timeout=PATIENCE)
    assert window.banner.text == "The model other is damaged. Import it again."
    assert window.photo.path is None
    assert window.photo.head.line == ""


def test_another_model_is_used_after_it_was_chosen(full_window, outside, qtbot):
    window = full_window
    dropped_on(window, files(outside))
    found(window, qtbot)
    window.similar.reopen()
    window.reader.refresh_now()
    dropped_on(window, files(shutil.copy(outside, outside.with_name("again.jpg"))))
    qtbot.waitUntil(lambda: window.settled and window.photo.path == outside.with_name("again.jpg"), timeout=PATIENCE)
    found(window, qtbot)


@pytest.mark.parametrize(
    "text", ["", "photo.jpg", "/no/such/file.jpg", "x" * 9000, "two\nlines", "nul\0byte", "file:///no/such.jpg"]
)
def test_a_text_that_names_no_file_offers_no_picture(text):
    what = QMimeData()
    what.setText(text)
    assert not offered_picture(what)


def pixels(picture: Image.Image):
    import numpy as np

    return np.asarray(picture)


@pytest.mark.parametrize("width", [1, 3, 64, 65])
def test_pixels_come_through_qt_unchanged(qapp, width):
    drawn = pixels(scene(width, 7, seed=3))
    assert (pixels_of(image_of(drawn)) == drawn).all()


def test_what_is_transparent_is_white(qapp):
    clear = QImage(4, 3, QImage.Format.Format_ARGB32)
    clear.fill(Qt.GlobalColor.transparent)
    assert (pixels_of(clear) == 255).all()
