"""What a copy is stands on its picture in full, however small that is, and clear of the box to tick."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QFontMetrics, QPainter, QPixmap

from photohash.app.language import Languages
from photohash.app.pages.card_flow import CardSizes
from photohash.app.pages.group_card import lay_out
from photohash.app.pages.painting import chip_style, draw_chip
from photohash.app.pages.size_slider import SMALLEST
from photohash.core.translation import language, tr
from photohash.library.kind_labels import kind_label
from photohash.library.photo import Kind

LINE = 18
PAGES = range(448, 2600, 16)
"""Widths of the page of copies, from that in the smallest window on."""


@pytest.fixture(params=["en", "de"])
def languages(request, theme, qapp) -> Iterator[Languages]:
    made = Languages(qapp)
    made.choose(request.param)
    yield made
    made.clear()


def tiles() -> dict[int, tuple[QRect, QRect]]:
    """Picture and tick of the smallest photos there can be, by their width."""
    found = {}
    for width in PAGES:
        sizes = CardSizes.fitting(width, SMALLEST, LINE)
        card = QRect(0, 0, sizes.card_width(2), sizes.card_height(1))
        tile = lay_out(card, 2, sizes).tiles[1]
        found[sizes.tile] = tile.picture, tile.tick
    return found


def test_no_word_of_a_chip_is_cut_off_at_the_smallest_size(languages, theme, qapp):
    canvas = QPixmap(600, 300)
    painter = QPainter(canvas)
    places = tiles()
    assert min(places) < SMALLEST
    for picture, tick in places.values():
        room = picture.right() - tick.left()
        written, _ = chip_style(picture.width(), room, qapp.font(), language())
        for kind in (None, *Kind):
            for backwards in (False, True):
                chip = draw_chip(painter, picture, kind, theme.colours, beside=room, backwards=backwards)
                words = kind_label(kind, backwards=backwards) or tr("Keep")
                assert QFontMetrics(written).horizontalAdvance(words) <= chip.width() - 6, (picture.width(), words)
                assert picture.contains(chip)
                assert not chip.intersects(tick), (picture.width(), words)
    painter.end()


def test_all_chips_of_one_size_stand_in_the_same_place(theme, qapp):
    canvas = QPixmap(600, 300)
    painter = QPainter(canvas)
    for width in (SMALLEST, 160, 320):
        picture = QRect(0, 0, width, width * 3 // 4)
        places = {draw_chip(painter, picture, kind, theme.colours, beside=28).bottom() for kind in (None, *Kind)}
        assert len(places) == 1, width
    painter.end()
