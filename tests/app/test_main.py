import subprocess
import sys

import pytest
from PySide6.QtGui import QImage

from photohash.app.main import ScreenshotTaker
from photohash.app.main import main as run


@pytest.mark.parametrize("page", ["copies", "stacks", "map", "library", "similar", "failures", "history", "empty"])
def test_a_page_is_drawn_into_a_file(full_window, tmp_path, qapp, page):
    full_window.resize(1000, 640)
    photographer = ScreenshotTaker(full_window, tmp_path / "page.png", page)
    photographer.start()
    qapp.exec()
    assert photographer.code == 0
    image = QImage(str(tmp_path / "page.png"))
    assert (image.width(), image.height()) == (1000, 640)
    colours = {image.pixel(x, y) for x in range(0, 1000, 7) for y in range(0, 640, 7)}
    assert len(colours) > (20 if page in {"copies", "library", "similar"} else 3)


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
