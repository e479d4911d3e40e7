import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from photohash.core.nearest_centre import nearest_centre


@given(st.integers(0, 2**32 - 1))
def test_a_query_is_given_to_the_class_whose_mean_code_lies_nearest(seed: int):
    drawn = np.random.default_rng(seed)
    bits = drawn.random((30, 16)) < 0.5
    labels = drawn.permutation(np.repeat([0, 2, 3], 10))
    means = {label: (2.0 * bits[labels == label] - 1).mean(axis=0) for label in (0, 2, 3)}
    asked = drawn.random((5, 16)) < 0.5
    told = nearest_centre(np.packbits(asked, axis=1), np.packbits(bits, axis=1), labels)
    for query, label in zip(2.0 * asked - 1, told.tolist(), strict=True):
        least = min(((query - mean) ** 2).sum() for mean in means.values())
        assert ((query - means[label]) ** 2).sum() == pytest.approx(least)
