"""What an encoder must keep to, tried on the small one that the tests of the library use."""

import numpy as np
import pytest

from photohash.core.bits import distances
from photohash.library.encode import Encoder
from tests.library.encoders import DifferenceEncoder


@pytest.fixture(scope="module")
def picture():
    """A photo-like picture: smooth shapes of several sizes, and a little noise."""
    random = np.random.default_rng(3)
    coarse = random.integers(0, 256, (12, 16, 3)).astype(np.uint8)
    return np.kron(coarse, np.ones((40, 40, 1), dtype=np.uint8)) // 2 + random.integers(0, 32, (480, 640, 3)).astype(
        np.uint8
    )


def test_the_small_encoder_is_an_encoder():
    assert isinstance(DifferenceEncoder(), Encoder)


def test_shapes_are_as_promised(picture):
    encoder = DifferenceEncoder()
    prepared = encoder.prepare(picture)
    assert prepared.shape == (encoder.side, encoder.side, 3)
    assert prepared.dtype == np.uint8
    codes = encoder.encode(np.stack([prepared] * 3))
    assert codes.shape == (3, encoder.bits // 8)
    assert codes.dtype == np.uint8


def test_a_code_does_not_depend_on_the_batch_around_it(picture):
    encoder = DifferenceEncoder()
    one, other = encoder.prepare(picture), encoder.prepare(picture[::-1])
    alone = encoder.encode(one[None])
    assert np.array_equal(encoder.encode(np.stack([other, one]))[1:], alone)


def test_a_smaller_copy_is_near_and_another_picture_far(picture):
    encoder = DifferenceEncoder()
    codes = encoder.encode(np.stack([encoder.prepare(p) for p in (picture, picture[::2, ::2], picture[::-1])]))
    near, far = distances(codes[:1], codes[1:])[0]
    assert near < 30
    assert far > 80
