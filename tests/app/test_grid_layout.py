"""The arithmetic of the grid against placing every photo one by one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as some
from PySide6.QtCore import QPoint, QRect, QSize

from photohash.app.pages.grid_layout import GridLayout


@some.composite
def layouts(draw):
    sizes = draw(some.lists(some.integers(1, 9), max_size=6))
    starts = [sum(sizes[:place]) for place in range(len(sizes))]
    cell = QSize(draw(some.integers(1, 12)), draw(some.integers(1, 12)))
    return GridLayout(sum(sizes), starts, draw(some.integers(1, 4)), cell, draw(some.integers(0, 7))), sizes


def placed(layout: GridLayout, sizes: list[int]) -> tuple[list[QRect], list[QRect], int]:
    """Every photo's place, every heading's, and the height: one after another."""
    places, headings, top = [], [], 0
    for size in sizes:
        headings.append(QRect(0, top, layout.columns * layout.cell.width(), layout.heading))
        top += layout.heading
        for number in range(size):
            if number and number % layout.columns == 0:
                top += layout.cell.height()
            left = number % layout.columns * layout.cell.width()
            places.append(QRect(QPoint(left, top), layout.cell))
        top += layout.cell.height()
    return places, headings, top


areas = some.builds(QRect, some.integers(-9, 60), some.integers(-9, 200), some.integers(1, 40), some.integers(1, 90))


@given(layouts())
def test_every_photo_stands_where_it_would_be_put_one_by_one(made):
    layout, sizes = made
    places, _, height = placed(layout, sizes)
    assert [layout.rect(row) for row in range(layout.total)] == places
    assert layout.height == height


@given(layouts(), some.integers(-3, 60), some.integers(-3, 300))
def test_a_point_belongs_to_the_photo_whose_place_it_is_in(made, x, y):
    layout, sizes = made
    point = QPoint(x, y)
    places, _, _ = placed(layout, sizes)
    assert layout.row_at(point) == next((row for row, place in enumerate(places) if place.contains(point)), None)


@given(layouts(), areas)
def test_an_area_meets_the_photos_and_headings_that_it_touches(made, area):
    layout, sizes = made
    places, headings, _ = placed(layout, sizes)
    met = [row for run in layout.runs(area) for row in run]
    assert met == [row for row, place in enumerate(places) if place.intersects(area)]
    told = [heading.section for heading in layout.headings(area)]
    wanted = [
        section
        for section, rect in enumerate(headings)
        if rect.height() and rect.bottom() >= area.top() and rect.top() <= area.bottom()
    ]
    assert told == wanted


@given(layouts(), some.data(), some.integers(-40, 40))
def test_down_and_up_keep_the_column_or_go_to_the_last_photo_before_it(made, data, lines):
    layout, sizes = made
    if not layout.total:
        return
    row = data.draw(some.integers(0, layout.total - 1))
    places, _, _ = placed(layout, sizes)
    tops = sorted({place.top() for place in places})
    wanted = tops[min(max(tops.index(places[row].top()) + lines, 0), len(tops) - 1)]
    line = [number for number, place in enumerate(places) if place.top() == wanted]
    left = [number for number in line if places[number].left() <= places[row].left()]
    assert layout.below(row, lines) == max(left)


@given(layouts())
def test_a_photo_is_in_the_section_it_was_put_in(made):
    layout, sizes = made
    sections = [section for section, size in enumerate(sizes) for _ in range(size)]
    assert [layout.section_of(row) for row in range(layout.total)] == sections


def test_a_million_photos_are_found_without_a_look_at_each():
    layout = GridLayout(1_000_000, range(0, 1_000_000, 400), 7, QSize(150, 160), 40)
    for row in (0, 399, 400, 555_555, 999_999):
        assert layout.row_at(layout.rect(row).center()) == row
