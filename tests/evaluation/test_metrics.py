from __future__ import annotations

from fractions import Fraction

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from photohash.evaluation import metrics

BITS = 16
distances = st.lists(st.integers(0, BITS), min_size=1, max_size=60)
rates = st.sampled_from([0.0, 1e-5, 0.01, 0.1, 0.25, 0.5, 0.9, 1.0])


def slow_share(radius: int, pairs: list[int]) -> Fraction:
    return Fraction(sum(1 for distance in pairs if distance <= radius), len(pairs))


def slow_radius(rate: float, pairs: list[int]) -> int:
    allowed = [radius for radius in range(-1, BITS + 1) if slow_share(radius, pairs) <= rate]
    return max(allowed)


@given(distances, rates)
def test_the_radius_is_the_largest_that_keeps_the_rate(pairs: list[int], rate: float):
    counts = metrics.count(np.array(pairs), BITS)
    radius = metrics.radius_at(rate, counts)
    assert radius == slow_radius(rate, pairs)
    assert metrics.share_within(radius, counts) <= rate


@given(distances, st.integers(-1, BITS))
def test_the_share_within_a_radius_counts_the_radius_itself(pairs: list[int], radius: int):
    assert metrics.share_within(radius, metrics.count(np.array(pairs), BITS)) == float(slow_share(radius, pairs))


def test_a_tie_at_the_limit_passes_or_fails_as_a_whole():
    counts = metrics.count(np.array([3, 5, 5, 9]), BITS)
    assert metrics.radius_at(0.5, counts) == 4
    assert metrics.radius_at(0.75, counts) == 8


def test_where_equal_codes_are_too_many_no_radius_is_left():
    assert metrics.radius_at(0.1, metrics.count(np.array([0, 0, 7]), BITS)) == -1
    assert metrics.share_within(-1, metrics.count(np.array([0, 0, 7]), BITS)) == 0.0


def test_no_pairs_have_no_share():
    assert metrics.share_within(3, np.zeros(BITS + 1, np.int64)) == 0.0
