import pytest
from PySide6.QtCore import QSize

from photohash.app.models.groups import GroupRow, GroupsModel
from photohash.app.models.ticks import Ticks
from photohash.app.pages.group_view import GroupView
from photohash.app.thumbnails import Thumbnails, fitted
from photohash.library.photo import Kind
from tests.app.libraries import PATIENCE, session_of
from tests.app.records import group, photo
from tests.library.photos import scene

BOX = QSize(160, 120)


@pytest.fixture
def thumbnails(searched, dispatcher):
    made = Thumbnails(session_of(searched / "library").open_browser, dispatcher)
    yield made
    assert made.close(10.0)


@pytest.fixture
def photos(searched):
    with session_of(searched / "library").open_browser() as browser:
        return browser.photos(browser.photo_ids())


def test_a_picture_comes_after_it_was_asked_for(thumbnails, photos, qtbot):
    assert thumbnails.pixmap(photos[0], BOX, 1.0) is None
    qtbot.waitUntil(lambda: thumbnails.pixmap(photos[0], BOX, 1.0) is not None, timeout=PATIENCE)
    pixmap = thumbnails.pixmap(photos[0], BOX, 1.0)
    assert (pixmap.width(), pixmap.height()) == (160, 106)


def test_a_dense_screen_gets_more_pixels(thumbnails, photos, qtbot):
    qtbot.waitUntil(lambda: thumbnails.pixmap(photos[0], BOX, 2.0) is not None, timeout=PATIENCE)
    pixmap = thumbnails.pixmap(photos[0], BOX, 2.0)
    assert pixmap.width() == 320
    assert pixmap.deviceIndependentSize().toSize().width() == 160


def test_the_large_picture_is_the_photo_itself(thumbnails, photos, qtbot):
    box = QSize(480, 480)
    qtbot.waitUntil(lambda: thumbnails.pixmap(photos[0], box, 1.0, large=True) is not None, timeout=PATIENCE)
    assert thumbnails.pixmap(photos[0], box, 1.0, large=True).width() == 480


def test_a_photo_without_a_picture_is_known_to_have_none(thumbnails, qtbot):
    gone = photo(4711)
    assert not thumbnails.missing(gone, BOX, 1.0)
    assert thumbnails.pixmap(gone, BOX, 1.0) is None
    qtbot.waitUntil(lambda: thumbnails.missing(gone, BOX, 1.0), timeout=PATIENCE)
    thumbnails.try_again()
    assert not thumbnails.missing(gone, BOX, 1.0)


def test_an_older_generation_is_not_delivered(thumbnails, photos, qtbot):
    for one in photos:
        thumbnails.pixmap(one, BOX, 1.0)
    thumbnails.next_generation()
    assert thumbnails.waiting == 0
    qtbot.waitUntil(lambda: thumbnails.pixmap(photos[-1], QSize(40, 40), 1.0) is not None, timeout=PATIENCE)
    assert not thumbnails.missing(photos[0], BOX, 1.0)


def test_of_many_pictures_that_come_at_once_a_few_are_handed_out_at_a_time(thumbnails, qtbot):
    told: list[frozenset[int]] = []
    thumbnails.photos_arrived.connect(told.append)
    gone = [photo(number) for number in range(5000, 5060)]
    for one in gone:
        thumbnails.pixmap(one, BOX, 1.0)
    qtbot.waitUntil(lambda: not thumbnails.waiting, timeout=PATIENCE)
    assert all(thumbnails.missing(one, BOX, 1.0) for one in gone)
    assert frozenset().union(*told) == {one.id for one in gone}
    assert max(map(len, told)) <= 8


def test_pictures_that_could_not_be_had_are_not_remembered_without_end(thumbnails, qtbot, monkeypatch):
    monkeypatch.setattr("photohash.app.thumbnails._MOST", 10)
    gone = [photo(number) for number in range(5000, 5030)]
    for one in gone:
        thumbnails.pixmap(one, BOX, 1.0)
    qtbot.waitUntil(lambda: not thumbnails.waiting, timeout=PATIENCE)
    assert sum(thumbnails.missing(one, BOX, 1.0) for one in gone) == 10


def test_only_rows_in_view_ask_for_pictures(theme, thumbnails, qtbot, monkeypatch):
    asked = set()
    monkeypatch.setattr(thumbnails, "pixmap", lambda photo, box, ratio, large=False: asked.add(photo.id))
    model = GroupsModel()
    view = GroupView(model, Ticks(), theme, thumbnails)
    qtbot.addWidget(view)
    view.resize(900, 600)
    model.refresh([GroupRow.of(group(10 * number, Kind.RESIZED)) for number in range(1, 5001)], settle=True)
    with qtbot.waitExposed(view):
        view.show()
    view.grab()
    assert 2 <= len(asked) <= 16
    asked.clear()
    view.scrollToBottom()
    view.grab()
    assert 2 <= len(asked) <= 16


def test_rows_that_come_while_one_reads_do_not_move_the_page(theme, thumbnails, qtbot, monkeypatch):
    monkeypatch.setattr(thumbnails, "pixmap", lambda photo, box, ratio, large=False: None)
    model = GroupsModel()
    view = GroupView(model, Ticks(), theme, thumbnails)
    qtbot.addWidget(view)
    view.resize(900, 600)
    rows = [GroupRow.of(group(10 * number, Kind.RESIZED)) for number in range(1, 101)]
    model.refresh(rows, settle=True)
    with qtbot.waitExposed(view):
        view.show()
    view.verticalScrollBar().setValue(5000)
    before = view.anchor()
    assert before is not None
    larger = [GroupRow.of(group(10 * number, Kind.RESIZED, octets=10_000_000)) for number in range(101, 141)]
    model.refresh([*rows[5:], *larger], settle=True)
    view.return_to(before)
    row = model.row_of(before[0])
    assert row is not None
    assert view.visualRect(model.index(row)).top() == before[1]


def test_an_image_keeps_its_shape_and_is_not_blown_up(qapp):
    import numpy as np

    pixels = np.asarray(scene(90, 60))
    wide = fitted(pixels, QSize(160, 120), 1.0)
    assert (wide.width(), wide.height()) == (160, 106)
    small = fitted(pixels[:8, :8], QSize(160, 120), 1.0)
    assert (small.width(), small.height()) == (16, 16)
