import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from photohash.core import bits

codes = st.integers(1, 8).flatmap(lambda width: arrays(np.uint8, (5, width)))


def test_zero_counts_as_positive_and_the_first_output_is_the_highest_bit():
    assert bits.pack(np.array([[0.0, -1, -1, -1, -1, -1, -1, -0.1]])).tolist() == [[0b1000_0000]]


def test_outputs_that_do_not_fill_bytes_are_filled_up_with_zeros():
    assert bits.pack(np.ones((1, 12))).tolist() == [[0b1111_1111, 0b1111_0000]]


@pytest.mark.parametrize(("length", "expected"), [(1, 1), (7, 1), (8, 1), (9, 2), (12, 2), (36, 5), (256, 32)])
def test_a_code_has_the_bytes_it_needs(length, expected):
    assert bits.bytes_of(length) == expected
    assert bits.pack(np.zeros((2, length))).shape == (2, expected)


def test_outputs_without_bits_or_in_another_shape_are_refused():
    for outputs in (np.zeros((2, 0)), np.zeros(8), np.zeros((1, 2, 8))):
        with pytest.raises(ValueError, match="at least one bit"):
            bits.pack(outputs)


def test_codes_of_another_length_are_not_unpacked():
    with pytest.raises(ValueError, match="12 bits have 2 bytes"):
        bits.unpack(np.zeros((1, 3), np.uint8), 12)


@given(st.integers(1, 40).flatmap(lambda length: arrays(np.int8, (4, length), elements=st.sampled_from([-1, 1]))))
def test_codes_of_any_length_keep_their_bits_and_distances(signs):
    packed = bits.pack(signs.astype(np.float32))
    assert np.array_equal(bits.unpack(packed, signs.shape[1]), signs)
    slow = [[int((a != b).sum()) for b in signs] for a in signs]
    assert bits.distances(packed, packed).tolist() == slow


@given(codes)
def test_unpacking_and_packing_gives_the_code_back(packed):
    assert np.array_equal(bits.pack(bits.unpack(packed).astype(np.float32)), packed)


@given(codes)
def test_distances_count_differing_bits_one_by_one(packed):
    signs = bits.unpack(packed)
    slow = [[sum(int(x) != int(y) for x, y in zip(a, b, strict=True)) for b in signs] for a in signs]
    assert bits.distances(packed, packed).tolist() == slow
