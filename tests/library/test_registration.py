"""Where one photo lies in another: on the small pictures, within a hundredth of the picture."""

import numpy as np
import pytest
from PIL import Image

from photohash.library.relate import registration
from tests.library.pairs import photo, saved, scaled, side

POINTS = np.array([[0.1, 0.2], [0.5, 0.5], [0.9, 0.7], [0.3, 0.9]])


def mapped(matrix: np.ndarray, points: np.ndarray) -> np.ndarray:
    laid = np.column_stack([points, np.ones(len(points))]) @ matrix.T
    return np.asarray(laid[:, :2] / laid[:, 2:])


def found(original: Image.Image, copy: Image.Image) -> np.ndarray:
    matrix = registration(side(original, 1), side(copy, 2))
    assert matrix is not None
    return mapped(matrix, POINTS)


def test_a_smaller_copy_lies_edge_on_edge():
    original = photo("coffee")
    assert found(original, saved(scaled(original, 0.5))) == pytest.approx(POINTS, abs=0.005)


def test_a_crop_lies_where_it_was_cut_out():
    original = photo("coffee")
    box = (90, 60, 390, 310)
    expected = (POINTS * (300, 250) + (90, 60)) / original.size
    assert found(original, saved(original.crop(box))) == pytest.approx(expected, abs=0.01)


def test_a_turned_copy_is_turned_back():
    original = photo("chelsea")
    turned = original.transpose(Image.Transpose.ROTATE_90)
    expected = np.column_stack([1 - POINTS[:, 1], POINTS[:, 0]])
    assert found(original, saved(turned)) == pytest.approx(expected, abs=0.01)


def test_a_mirrored_copy_is_mirrored_back():
    original = photo("chelsea")
    expected = POINTS * (-1, 1) + (1, 0)
    assert found(original, saved(original.transpose(Image.Transpose.FLIP_LEFT_RIGHT))) == pytest.approx(
        expected, abs=0.01
    )


def test_unrelated_photos_lie_nowhere():
    assert registration(side(photo("coffee"), 1), side(photo("rocket"), 2)) is None
