import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from photohash.core import bits

codes = st.integers(1, 8).flatmap(lambda width: arrays(np.uint8, (5, width)))


def test_zero_counts_as_positive_and_the_first_output_is_the_highest_bit():
    assert bits.pack(np.array([[0.0, -1, -1, -1, -1, -1, -1, -0.1]])).tolist() == [[0b1000_0000]]


def test_outputs_that_do_not_fill_bytes_are_refused():
    with pytest.raises(ValueError, match="multiple of 8"):
        bits.pack(np.zeros((2, 12)))


@given(codes)
def test_unpacking_and_packing_gives_the_code_back(packed):
    assert np.array_equal(bits.pack(bits.unpack(packed).astype(np.float32)), packed)


@given(codes)
def test_distances_count_differing_bits_one_by_one(packed):
    signs = bits.unpack(packed)
    slow = [[sum(int(x) != int(y) for x, y in zip(a, b, strict=True)) for b in signs] for a in signs]
    assert bits.distances(packed, packed).tolist() == slow
