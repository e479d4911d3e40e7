"""Pictures in their boxes are put together once, look as if painted there, and take bounded memory."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap

from photohash.app.pages.drawn_once import DrawnOnce
from photohash.app.pages.painting import draw_picture, draw_veil, paint_picture
from photohash.app.theme import colours

BOX = QRect(5, 7, 90, 60)


def canvas(ratio: float = 1.0) -> QImage:
    made = QImage(round(100 * ratio), round(80 * ratio), QImage.Format.Format_RGB32)
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.darkCyan)
    return made


def painted(paint, ratio: float = 1.0) -> QImage:
    on = canvas(ratio)
    painter = QPainter(on)
    paint(painter)
    painter.end()
    return on


def picture() -> QPixmap:
    made = QPixmap(64, 64)
    made.fill(Qt.GlobalColor.yellow)
    return made


def farthest(one: QImage, other: QImage) -> int:
    """The greatest difference of a colour of a pixel."""
    assert one.size() == other.size()
    return max(abs(a - b) for a, b in zip(bytes(one.constBits()), bytes(other.constBits()), strict=True))


class Counted:
    """Fills its box, and counts how often it does."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self, painter: QPainter, box: QRect) -> None:
        self.times += 1
        painter.fillRect(box, QColor("red"))


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("veiled", [False, True])
def test_a_picture_looks_as_if_it_was_painted_where_it_is(qapp, ratio, veiled):
    shown, light = picture(), colours("light")

    def anew(painter: QPainter) -> None:
        paint_picture(painter, BOX, shown, light, missing=False)
        if veiled:
            draw_veil(painter, BOX, light)

    def once(painter: QPainter) -> None:
        draw_picture(painter, BOX, shown, light, missing=False, veiled=veiled)

    for _ in range(2):
        assert farthest(painted(once, ratio), painted(anew, ratio)) <= 2


def test_it_is_painted_once_for_each_size_and_key(qapp):
    drawn, fill = DrawnOnce(), Counted()
    for _ in range(3):
        painted(lambda painter: drawn.draw(painter, BOX, "a", fill))
    assert fill.times == 1
    painted(lambda painter: drawn.draw(painter, BOX.translated(3, 3), "a", fill))
    assert fill.times == 1
    painted(lambda painter: drawn.draw(painter, BOX.adjusted(0, 0, 1, 0), "a", fill))
    painted(lambda painter: drawn.draw(painter, BOX, "b", fill))
    painted(lambda painter: drawn.draw(painter, BOX, "a", fill), 2.0)
    assert fill.times == 4


def test_what_was_used_last_is_kept_within_its_bounds(qapp):
    one = 4 * BOX.width() * BOX.height()
    drawn, fill = DrawnOnce(3 * one), Counted()
    for key in "abcabcdab":
        painted(lambda painter, key=key: drawn.draw(painter, BOX, key, fill))
        assert drawn.kept <= 3 * one
    assert fill.times == len("abc") + len("dab")


def test_what_is_large_is_not_kept(qapp):
    drawn, fill = DrawnOnce(), Counted()
    for _ in range(2):
        painted(lambda painter: drawn.draw(painter, QRect(0, 0, 2000, 1500), "a", fill))
    assert (fill.times, drawn.kept) == (2, 0)
