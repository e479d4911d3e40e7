"""What the delegates draw: pictures in rounded boxes, chips, lines of text that end in dots where they must."""

from __future__ import annotations

from functools import lru_cache, partial

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QPainter, QPen, QPixmap, QTextLayout, QTransform
from PySide6.QtWidgets import QApplication

from photohash.app.folder_names import shortened
from photohash.app.icons import picture
from photohash.app.pages.drawn_once import DrawnOnce
from photohash.app.theme import GRID, Colours, font
from photohash.core.translation import language, tr
from photohash.library.kind_labels import kind_label
from photohash.library.photo import Kind

CORNER = 6
"""Radius of a picture's corners in pixels."""


_CHIP_SCALES = (0.85, 0.77, 0.69)
"""Sizes of a chip's letters, from the usual one to that on the smallest pictures."""

_CHIP_EDGE = 3
"""Least pixels between the word on a chip and its ends."""

_LINES = 8192
"""Lines of text whose shortened form is kept: what several screens full show, since each is painted again and again."""

_drawn = DrawnOnce()


def middle_of(rect: QRect) -> QPoint:
    """The middle of a rectangle: the same wherever it lies, while ``QRect.center`` rounds up where it is below 0.

    What is scrolled out of view in part must look like the rest of it, that was painted before.
    """
    return QPoint(rect.x() + (rect.width() - 1) // 2, rect.y() + (rect.height() - 1) // 2)


def draw_text(
    painter: QPainter,
    rect: QRect,
    text: str,
    colour: QColor,
    *,
    written: QFont,
    elide: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> None:
    """One line of text, vertically centred, shortened with dots where it does not fit."""
    painter.setFont(written)
    painter.setPen(colour)
    painter.drawText(rect, _in_one_line(align), _fitting(text, written, elide, rect.width()))


@lru_cache(maxsize=_LINES)
def _fitting(text: str, written: QFont, elide: Qt.TextElideMode, width: int) -> str:
    return shortened(QFontMetrics(written), text, elide, width)


@lru_cache(maxsize=16)
def _in_one_line(align: Qt.AlignmentFlag) -> int:
    return int((align | Qt.AlignmentFlag.AlignVCenter).value) | Qt.TextFlag.TextSingleLine.value


def draw_wrapped(painter: QPainter, rect: QRect, text: str, colour: QColor, *, written: QFont) -> None:
    """Text on as many lines as have room, the last of which ends in dots where it does not fit."""
    line = QFontMetrics(written).height() + 2
    for number, words in enumerate(_wrapped(text, written, rect.width(), max(rect.height() // line, 1))):
        box = QRect(rect.x(), rect.y() + number * line, rect.width(), line)
        draw_text(painter, box, words, colour, written=written)


@lru_cache(maxsize=_LINES)
def _wrapped(text: str, written: QFont, width: int, most: int) -> tuple[str, ...]:
    """Text in lines, the last of which holds all that is left of it."""
    lines = []
    layout = QTextLayout(text, written)
    layout.beginLayout()
    for number in range(most):
        part = layout.createLine()
        if not part.isValid():
            break
        part.setLineWidth(width)
        last = number == most - 1
        lines.append(
            text[part.textStart() :] if last else text[part.textStart() : part.textStart() + part.textLength()]
        )
    layout.endLayout()
    return tuple(words.strip() for words in lines)


def draw_picture(
    painter: QPainter,
    box: QRect,
    pixmap: QPixmap | None,
    colours: Colours,
    *,
    missing: bool,
    veiled: bool = False,
) -> None:
    """A picture in the middle of its box, or a quiet stand-in; put together once and kept while it is in view.

    Args:
        painter: on a widget.
        box: the picture's place.
        pixmap: the picture, or None while there is none.
        colours: of the theme.
        missing: there never will be one.
        veiled: paler than it is: a photo that is to go.
    """
    if pixmap is None and not veiled:  # little enough
        paint_picture(painter, box, None, colours, missing=missing)
        return
    key = (pixmap.cacheKey() if pixmap is not None else 0, colours.name, missing, veiled)
    _drawn.draw(painter, box, key, partial(_paint_box, pixmap, colours, missing, veiled))


def draw_filled(painter: QPainter, box: QRect, pixmap: QPixmap) -> None:
    """The middle of a picture, so large that it fills its box; put together once and kept while it is in view."""
    _drawn.draw(painter, box, (pixmap.cacheKey(),), partial(_paint_filled, pixmap))


def _paint_box(
    pixmap: QPixmap | None, colours: Colours, missing: bool, veiled: bool, painter: QPainter, box: QRect
) -> None:
    paint_picture(painter, box, pixmap, colours, missing=missing)
    if veiled:
        draw_veil(painter, box, colours)


def _paint_filled(pixmap: QPixmap, painter: QPainter, box: QRect) -> None:
    scale = max(box.width() / pixmap.width(), box.height() / pixmap.height())
    corner = QPointF(middle_of(box)) - QPointF(pixmap.width(), pixmap.height()) * (scale / 2)
    brush = QBrush(pixmap)
    brush.setTransform(QTransform.fromTranslate(corner.x(), corner.y()).scale(scale, scale))
    painter.save()
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(brush)
    painter.drawRoundedRect(box, CORNER, CORNER)
    painter.restore()


def paint_picture(
    painter: QPainter,
    box: QRect,
    pixmap: QPixmap | None,
    colours: Colours,
    *,
    missing: bool,
    enlarge: bool = False,
    boxed: bool = True,
) -> QRect:
    """A picture in the middle of its box, or a quiet stand-in, painted anew; returns where the picture is.

    Args:
        painter: on a widget.
        box: the picture's place.
        pixmap: the picture, or None while there is none.
        colours: of the theme.
        missing: there never will be one.
        enlarge: make it larger than it is, to fill the box.
        boxed: show the box around a picture of another shape.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    if boxed or pixmap is None:
        painter.setBrush(colours["placeholder"])
        painter.drawRoundedRect(box, CORNER, CORNER)
    drawn = box
    if pixmap is not None:
        drawn = _fitted(box, pixmap.deviceIndependentSize(), enlarge=enlarge)
        brush = QBrush(pixmap)
        ratio = drawn.width() / pixmap.width()
        brush.setTransform(
            QTransform.fromTranslate(drawn.x(), drawn.y()).scale(ratio, drawn.height() / pixmap.height())
        )
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setBrush(brush)
        painter.drawRoundedRect(drawn, CORNER, CORNER)
    elif missing:
        side = 3 * GRID
        sign = picture("unreadable", colours["text_dim"].name(), side, painter.device().devicePixelRatioF())
        painter.drawPixmap(middle_of(box) - QPoint(side // 2, side // 2), sign)
    painter.restore()
    return drawn


def _fitted(box: QRect, of: QSizeF, *, enlarge: bool) -> QRect:
    size = of.scaled(QSizeF(box.size()), Qt.AspectRatioMode.KeepAspectRatio)
    if size.width() > of.width() and not enlarge:
        size = of
    corner = QPointF(middle_of(box)) - QPointF(size.width() / 2, size.height() / 2)
    return QRectF(corner, size).toAlignedRect().intersected(box)


def in_steps(size: QSize, step: int = 32) -> QSize:
    """A size made larger to whole steps: a window that is resized need not have every picture made at each width."""
    return QSize(-(-size.width() // step) * step, -(-size.height() // step) * step)


def outline(painter: QPainter, rect: QRect, colour: QColor, *, width: float, radius: float) -> None:
    """A rounded frame drawn just inside a rectangle."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    inset = width / 2
    painter.drawRoundedRect(QRectF(rect).adjusted(inset, inset, -inset, -inset), radius, radius)
    painter.restore()


def chip_font() -> QFont:
    """The small, slightly heavier letters of a chip."""
    return font(_CHIP_SCALES[0], bold=True)


@lru_cache(maxsize=256)
def chip_style(width: int, beside: int, _base: QFont, spoken: str) -> tuple[QFont, bool]:
    """The letters of the chips on pictures of one width, and whether they are in the lower corner."""
    for scale, below in ((_CHIP_SCALES[0], False), *((scale, bool(beside)) for scale in _CHIP_SCALES)):
        written = font(scale, bold=True)
        room = width - GRID - (0 if below else beside) - 2 * _CHIP_EDGE - 2
        if _widest_label(written, spoken) <= room:
            break
    return written, below


@lru_cache(maxsize=16)
def _widest_label(written: QFont, _spoken: str) -> int:
    metrics = QFontMetrics(written)
    labels = [kind_label(kind, backwards=backwards) for kind in Kind for backwards in (False, True)]
    return max(map(metrics.horizontalAdvance, [*labels, tr("Keep")]))


def draw_tick(painter: QPainter, box: QRect, colours: Colours, *, ticked: bool, protected: bool = False) -> None:
    """A box that holds a tick or none; of a protected photo a shield, since it cannot be ticked."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colours["accent" if ticked else "surface"])
    painter.drawRoundedRect(box, CORNER, CORNER)
    if not ticked:
        outline(painter, box, colours["border_strong"], width=1.5, radius=CORNER)
    if ticked or protected:
        ink = colours["accent_text" if ticked else "text_dim"]
        side = box.width() - 6
        sign = picture("check" if ticked else "shield", ink.name(), side, painter.device().devicePixelRatioF())
        painter.drawPixmap(box.x() + 3, box.y() + 3, sign)
    painter.restore()


def draw_veil(painter: QPainter, rect: QRect, colours: Colours) -> None:
    """Makes what is under it paler: a photo that is to go."""
    veil = QColor(colours["surface"])
    veil.setAlphaF(0.5)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(veil)
    painter.drawRoundedRect(rect, CORNER, CORNER)
    painter.restore()


def draw_chip(
    painter: QPainter, at: QRect, kind: Kind | None, colours: Colours, *, beside: int = 0, backwards: bool = False
) -> QRect:
    """A coloured chip in a corner of a rectangle: the kind's name, or "Keep" for the keeper (None).

    It is in the upper left corner; in the lower one where the longest name has no room beside what is at the right, so
    that all chips of one size of pictures are in the same place. Under small pictures its letters are smaller too.

    Args:
        painter: on a widget.
        at: the rectangle.
        kind: of the relation.
        colours: of the theme.
        beside: pixels at the upper right that something else needs.
        backwards: whether the kind tells what became of the other photo.
    """
    written, below = chip_style(at.width(), beside, QApplication.font(), language())
    metrics = QFontMetrics(written)
    text = tr("Keep") if kind is None else kind_label(kind, backwards=backwards)
    sign = 14 if kind is None else 0
    height = metrics.height() + 6
    room, wide = at.width() - GRID - (0 if below else beside), metrics.horizontalAdvance(text) + 2
    edge = GRID
    if wide + 2 * edge + sign > room:  # a small picture: the word comes before the sign and the room around it
        edge, sign = _CHIP_EDGE, 0
    width = min(wide + 2 * edge + sign, room)
    top = at.bottom() + 1 - GRID // 2 - height if below else at.y() + GRID // 2
    chip = QRect(at.x() + GRID // 2, top, width, height)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colours.chip("keep" if kind is None else kind.value))
    painter.drawRoundedRect(chip, height / 2, height / 2)
    left = chip.x() + edge
    if sign:
        mark = picture("check", colours.chips["text"], sign, painter.device().devicePixelRatioF())
        painter.drawPixmap(left - 2, middle_of(chip).y() - sign // 2 + 1, mark)
        left += sign + 1
    line = QRect(left, chip.y(), chip.right() - left - edge + 2, height)
    draw_text(painter, line, text, colours.chip("text"), written=written)
    painter.restore()
    return chip
