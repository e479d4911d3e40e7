"""Large pictures: sharp where one looks, in a bounded memory, upright, and honest about what cannot be read."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtGui import QImage

from photohash.app.viewer.large_pictures import LargePictures, PictureTile
from photohash.library.photo import Photo, PhotoFile
from tests.app.libraries import PATIENCE
from tests.library.photos import exif, lying, save, scene


@pytest.fixture
def pictures(dispatcher):
    made = LargePictures(dispatcher)
    yield made
    assert made.close(10.0)


BOUND = 72 << 20


@pytest.fixture
def narrow(dispatcher):
    """With little memory, and two photos in sight."""
    made = LargePictures(dispatcher, memory=BOUND)
    made.share_among(2)
    yield made
    assert made.close(10.0)


def record(path: Path, width: int, height: int, number: int = 1) -> Photo:
    info = path.stat()
    file = PhotoFile(path, info.st_size, info.st_mtime_ns)
    return Photo(number, number.to_bytes(32, "big"), width, height, "JPEG", info.st_size, None, None, (file,))


def painted(width: int, height: int, path: Path, number: int = 1, **options) -> Photo:
    """A photo whose red tells the column and whose green tells the row, in steps of a hundredth."""
    across = np.linspace(0, 250, width, dtype=np.uint8)[None, :].repeat(height, 0)
    down = np.linspace(0, 250, height, dtype=np.uint8)[:, None].repeat(width, 1)
    picture = Image.fromarray(np.dstack([across, down, np.full_like(across, 90)]))
    save(picture, path, **options)
    return record(path, width, height, number)


def settled(pictures: LargePictures, photo: Photo, scale: float, visible, qtbot) -> list[PictureTile]:
    pictures.tiles(photo, scale, visible)
    qtbot.waitUntil(lambda: bool(pictures.tiles(photo, scale, visible)) and not pictures.waiting, timeout=PATIENCE)
    return pictures.tiles(photo, scale, visible)


def colour_at(tiles: list[PictureTile], x: float, y: float) -> tuple[int, int]:
    """What is drawn last over a point of the photo."""
    image, (left, top, right, bottom) = next(
        tile for tile in reversed(tiles) if tile.box[0] <= x < tile.box[2] and tile.box[1] <= y < tile.box[3]
    )
    place = int((x - left) / (right - left) * image.width()), int((y - top) / (bottom - top) * image.height())
    seen = image.pixelColor(*place)
    return seen.red(), seen.green()


def test_an_overview_comes_first_and_the_pixels_when_they_are_seen(pictures, tmp_path, qtbot):
    photo = painted(3000, 2000, tmp_path / "a.png")
    whole = (0.0, 0.0, 3000.0, 2000.0)
    overview = settled(pictures, photo, 0.2, whole, qtbot)
    assert [tile.box for tile in overview] == [whole]
    assert 600 <= overview[0].image.width() < 3000
    near = settled(pictures, photo, 1.0, (1000.0, 500.0, 1800.0, 1000.0), qtbot)
    assert near[-1].image.width() == near[-1].box[2] - near[-1].box[0]
    for x, y in ((1001, 501), (1400, 750), (1799, 999)):
        assert colour_at(near, x, y) == pytest.approx((250 * x / 2999, 250 * y / 1999), abs=1.5)


def test_a_photo_beyond_its_share_is_cut_out_where_one_looks(narrow, tmp_path, qtbot):
    photo = painted(6000, 4000, tmp_path / "a.jpg")
    for left, top in ((0, 0), (5000, 3200), (2500, 1000)):
        visible = (float(left), float(top), left + 1000.0, top + 800.0)
        tiles = settled(narrow, photo, 1.0, visible, qtbot)
        box = tiles[-1].box
        assert box[0] <= visible[0]
        assert box[2] >= visible[2]
        assert tiles[-1].image.width() == box[2] - box[0] < 6000
        middle = left + 500, top + 400
        assert colour_at(tiles, *middle) == pytest.approx((250 * middle[0] / 5999, 250 * middle[1] / 3999), abs=4)
        assert narrow.octets <= BOUND


def test_more_in_sight_than_its_share_comes_at_a_lower_resolution_and_is_asked_for_once(narrow, tmp_path, qtbot):
    photo = painted(6000, 4000, tmp_path / "a.jpg")
    whole = (0.0, 0.0, 6000.0, 4000.0)
    tiles = settled(narrow, photo, 1.0, whole, qtbot)
    assert tiles[-1].box == whole
    assert tiles[-1].image.width() * tiles[-1].image.height() < 6000 * 4000
    assert not narrow.waiting
    near = settled(narrow, photo, 1.0, (2000.0, 1000.0, 2900.0, 1700.0), qtbot)
    assert near[-1].image.width() == near[-1].box[2] - near[-1].box[0]


def test_memory_stays_within_its_bounds_whatever_is_looked_at(narrow, tmp_path, qtbot):
    for number in range(1, 9):
        photo = painted(2400, 1600, tmp_path / f"{number}.jpg", number)
        settled(narrow, photo, 1.0, (0.0, 0.0, 2400.0, 1600.0), qtbot)
        assert narrow.octets <= BOUND
    narrow.release()
    assert narrow.octets == 0


@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
def test_a_picture_is_upright(pictures, tmp_path, orientation, qtbot):
    upright = scene(240, 160, seed=3)
    path = save(lying(upright, orientation), tmp_path / "a.jpg", exif=exif(orientation))
    tiles = settled(pictures, record(path, 240, 160), 1.0, (0.0, 0.0, 240.0, 160.0), qtbot)
    image = tiles[-1].image.convertToFormat(QImage.Format.Format_RGB888)
    drawn = np.frombuffer(image.bits(), np.uint8).reshape(160, image.bytesPerLine())[:, : 240 * 3].reshape(160, 240, 3)
    assert np.abs(drawn.astype(int) - np.asarray(upright)).mean() < 4


def test_a_file_that_is_gone_or_changed_says_so(pictures, tmp_path, qtbot):
    gone = painted(300, 200, tmp_path / "gone.jpg", 1)
    (tmp_path / "gone.jpg").unlink()
    cut = painted(300, 200, tmp_path / "cut.jpg", 2)
    (tmp_path / "cut.jpg").write_bytes((tmp_path / "cut.jpg").read_bytes()[:900])
    for photo in (gone, cut):
        with qtbot.waitSignal(pictures.arrived, timeout=PATIENCE):
            assert pictures.tiles(photo, 1.0, (0.0, 0.0, 300.0, 200.0)) == []
        assert pictures.problem(photo) == "is no longer there"
        assert pictures.tiles(photo, 1.0, (0.0, 0.0, 300.0, 200.0)) == []
    assert not pictures.waiting
    said: list[str] = []
    pictures.compare(gone, cut, np.eye(3), lambda found: None, said.append)
    qtbot.waitUntil(lambda: bool(said), timeout=PATIENCE)
    assert said == ["One of the two is no longer there, so there is no difference to show."]


def test_what_could_not_be_had_is_tried_again_after_the_library_changed(pictures, tmp_path, qtbot):
    photo = painted(300, 200, tmp_path / "a.jpg")
    moved = (tmp_path / "a.jpg").rename(tmp_path / "b.jpg")
    with qtbot.waitSignal(pictures.arrived, timeout=PATIENCE):
        pictures.tiles(photo, 1.0, (0.0, 0.0, 300.0, 200.0))
    moved.rename(tmp_path / "a.jpg")
    pictures.try_again()
    assert settled(pictures, photo, 1.0, (0.0, 0.0, 300.0, 200.0), qtbot)


def test_what_waits_can_be_dropped(pictures, tmp_path, qtbot):
    photo = painted(300, 200, tmp_path / "a.jpg")
    pictures.tiles(photo, 1.0, (0.0, 0.0, 300.0, 200.0))
    pictures.forget_waiting()
    assert not pictures.waiting
    assert settled(pictures, photo, 1.0, (0.0, 0.0, 300.0, 200.0), qtbot)
