"""The law that keeps panes together: the same point of the picture is under the same point of every pane."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from photohash.app.viewer.geometry import (
    MOST_ENLARGED,
    Viewpoint,
    applied,
    around,
    box_of,
    fitted,
    grid,
    held,
    placement,
    size_at,
)

sides = st.integers(16, 12_000).map(float)
sizes = st.tuples(sides, sides)
panes = st.tuples(st.floats(80, 2600), st.floats(80, 1500))
fractions = st.floats(0, 1)
offsets = st.floats(-700, 700)
scales = st.floats(0.01, 30)


@st.composite
def registrations(draw: st.DrawFn) -> np.ndarray:
    """Crops, quarter turns, mirrors and small angles, from fractions of one picture to those of another."""
    angle = math.radians(draw(st.sampled_from([0, 90, 180, 270])) + draw(st.floats(-8, 8)))
    mirrored = draw(st.booleans())
    share = draw(st.floats(0.2, 1.0))
    linear = share * np.array([[math.cos(angle), -math.sin(angle)], [math.sin(angle), math.cos(angle)]])
    if mirrored:
        linear = linear @ np.diag([-1.0, 1.0])
    middle = np.array([draw(st.floats(0.3, 0.7)), draw(st.floats(0.3, 0.7))])
    made = np.eye(3)
    made[:2, :2], made[:2, 2] = linear, middle - linear @ (0.5, 0.5)
    return made


@given(sizes, sizes, registrations(), fractions, fractions, st.tuples(offsets, offsets, scales))
def test_what_is_the_same_in_both_pictures_is_seen_at_the_same_place(reference, picture, known, x, y, looked):
    matrix = placement(reference, picture, known, same=False)
    view = Viewpoint(reference[0] / 2 + looked[0], reference[1] / 2 + looked[1], looked[2]).matrix
    there = applied(known, x, y)
    in_reference = applied(view, there[0] * reference[0], there[1] * reference[1])
    in_picture = applied(view @ matrix, x * picture[0], y * picture[1])
    assert in_picture == pytest.approx(in_reference, abs=1e-4)


@given(sizes, st.floats(0.05, 8), fractions, fractions, scales)
def test_a_copy_of_another_size_shows_the_same_part(reference, factor, x, y, scale):
    copy = max(round(reference[0] * factor), 1), max(round(reference[1] * factor), 1)
    matrix = placement(reference, copy, None, same=True)
    view = Viewpoint(0.3 * reference[0], 0.6 * reference[1], scale).matrix
    assert applied(view @ matrix, x * copy[0], y * copy[1]) == pytest.approx(
        applied(view, x * reference[0], y * reference[1]), abs=1e-6 * scale * max(reference) + 1e-6
    )


@given(sizes, sizes)
def test_photos_of_which_nothing_is_known_keep_their_shape_and_lie_within_the_first(reference, picture):
    matrix = placement(reference, picture, None, same=False)
    left, top, right, bottom = box_of(matrix, (0, 0, *picture))
    slack = 1e-6 * max(reference)
    assert left >= -slack
    assert top >= -slack
    assert right <= reference[0] + slack
    assert bottom <= reference[1] + slack
    assert (right - left) / (bottom - top) == pytest.approx(picture[0] / picture[1], rel=0.021)


@given(sizes, offsets, offsets, st.floats(0.2, 5), scales)
def test_zooming_keeps_the_point_under_the_pointer(size, across, down, factor, scale):
    before = Viewpoint(size[0] / 3, size[1] / 3, scale)
    assert before.zoomed(factor, across, down).at(across, down) == pytest.approx(before.at(across, down), abs=1e-5)


@given(sizes, panes)
def test_fitted_means_that_all_is_in_sight_and_nothing_more_would_be(size, pane):
    view = fitted((0, 0, *size), pane)
    left, top, right, bottom = box_of(view.matrix, (0, 0, *size))
    assert -pane[0] / 2 <= left
    assert right <= pane[0] / 2
    assert -pane[1] / 2 <= top
    assert bottom <= pane[1] / 2
    assert max((right - left) / pane[0], (bottom - top) / pane[1]) == pytest.approx(0.98)


@given(sizes, panes, st.floats(-20_000, 20_000), st.floats(-20_000, 20_000), st.floats(1e-4, 1e3))
def test_wherever_one_wants_to_look_there_is_something_to_see(size, pane, x, y, scale):
    view = held(Viewpoint(x, y, scale), (0, 0, *size), pane)
    whole = fitted((0, 0, *size), pane)
    assert view.scale <= max(MOST_ENLARGED, whole.scale)
    assert -1e-6 <= view.x <= size[0] + 1e-6
    assert -1e-6 <= view.y <= size[1] + 1e-6
    assert held(view, (0, 0, *size), pane) == view


def test_the_size_of_a_pixel_is_that_of_its_middle():
    assert size_at(np.diag([2.0, 0.5, 1.0]), 10, 10) == pytest.approx(1.0)
    assert size_at(np.diag([3.0, 3.0, 1.0]), 0, 0) == pytest.approx(3.0)


def test_a_box_around_boxes():
    assert around([(0, 0, 2, 3), (-1, 1, 1, 5)]) == (-1, 0, 2, 5)


@pytest.mark.parametrize(
    ("shapes", "room", "expected"),
    [
        ([(3, 2)] * 2, (1400, 700), (1, 2)),
        ([(3, 2)] * 2, (700, 1400), (2, 1)),
        ([(2, 3)] * 3, (1400, 700), (1, 3)),
        ([(3, 2)] * 4, (1400, 900), (2, 2)),
        ([(3, 2)] * 6, (1400, 900), (2, 3)),
        ([(2, 3)] * 6, (2560, 700), (1, 6)),
        ([(1, 1)], (500, 500), (1, 1)),
    ],
)
def test_panes_are_arranged_by_shapes_and_room(shapes, room, expected):
    assert grid(shapes, room) == expected


@given(st.lists(sizes, min_size=1, max_size=6), panes)
def test_every_photo_has_a_pane_and_no_row_is_empty(shapes, room):
    rows, columns = grid(shapes, room)
    assert rows * columns >= len(shapes)
    assert (rows - 1) * columns < len(shapes)
