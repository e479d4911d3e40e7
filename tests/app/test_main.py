import subprocess
import sys

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from photohash.app.main import main as run
from photohash.app.screenshots import VIEWS, ScreenshotTaker, shots


def colours(image: QImage) -> set[int]:
    return {image.pixel(x, y) for x in range(0, image.width(), 7) for y in range(0, image.height(), 7)}


def test_every_page_and_dialog_is_drawn_into_a_file_of_its_own(full_window, tmp_path, qapp):
    wanted = shots(tmp_path / "{page}-{size}.png", VIEWS, [QSize(1000, 640)], [None])
    photographer = ScreenshotTaker(full_window, wanted)
    photographer.start()
    qapp.exec()
    assert photographer.code == 0
    assert QApplication.activeModalWidget() is None
    images = {view: QImage(str(tmp_path / f"{view}-1000x640.png")) for view in VIEWS}
    for view, image in images.items():
        assert (image.width(), image.height()) == (1000, 640), view
        assert len(colours(image)) > (20 if view in {"copies", "library", "similar", "compare"} else 3), view
    del images["album"]  # where there are no albums, it shows what the page of albums does
    seen = [bytes(image.convertToFormat(QImage.Format.Format_RGB32).bits()) for image in images.values()]
    assert len(set(seen)) == len(VIEWS) - 1


def test_one_run_takes_pictures_in_both_themes_and_several_sizes(full_window, tmp_path, qapp):
    sizes = [QSize(800, 600), QSize(1200, 700)]
    wanted = shots(tmp_path / "{theme}-{size}.png", ["copies"], sizes, ["light", "dark"])
    photographer = ScreenshotTaker(full_window, wanted)
    photographer.start()
    qapp.exec()
    light, dark = (QImage(str(tmp_path / f"{theme}-1200x700.png")) for theme in ("light", "dark"))
    assert QImage(str(tmp_path / "dark-800x600.png")).width() == 800
    assert light.pixelColor(1190, 5).lightness() > 200 > 50 > dark.pixelColor(1190, 5).lightness()


def test_a_picture_that_cannot_be_written_is_told(full_window, tmp_path, qapp, expected_logs):
    expected_logs.expect("could not be written")
    wanted = shots(tmp_path / "no" / "page.png", ["copies"], [QSize(800, 600)], [None])
    photographer = ScreenshotTaker(full_window, wanted)
    photographer.start()
    qapp.exec()
    assert photographer.code == 1


@pytest.mark.parametrize("wrong", [["--page", "moon"], ["--size", "large"], ["--theme", "pink"]])
def test_wrong_arguments_are_refused(wrong, capsys):
    with pytest.raises(SystemExit) as refusal:
        run(wrong)
    assert refusal.value.code == 2
    assert wrong[1] in capsys.readouterr().err


def test_the_command_line_does_not_load_the_window():
    code = "import sys, photohash.cli; print('PySide6' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
