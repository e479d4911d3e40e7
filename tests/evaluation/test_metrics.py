from __future__ import annotations

from fractions import Fraction
from itertools import pairwise, permutations

import numpy as np
import pytest
from hypothesis import given, settings
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


def slow_micro_average_precision(matching: list[int], non_matching: list[int]) -> Fraction:
    """The mean over every ranking of the pairs in which none stands before a nearer one."""
    pairs = [(distance, True) for distance in matching] + [(distance, False) for distance in non_matching]
    values = []
    for ranking in permutations(pairs):
        if any(first[0] > second[0] for first, second in pairwise(ranking)):
            continue
        found, value = 0, Fraction(0)
        for place, (_, matches) in enumerate(ranking, 1):
            if matches:
                found += 1
                value += Fraction(found, place) / len(matching)
        values.append(value)
    return sum(values, Fraction(0)) / len(values)


@given(st.lists(st.integers(0, 3), min_size=1, max_size=3), st.lists(st.integers(0, 3), max_size=4))
@settings(max_examples=80, deadline=None)
def test_micro_average_precision_is_the_mean_over_all_rankings(matching: list[int], non_matching: list[int]):
    fast = metrics.micro_average_precision(
        metrics.count(np.array(matching), BITS), metrics.count(np.array(non_matching, int), BITS)
    )
    assert fast == pytest.approx(float(slow_micro_average_precision(matching, non_matching)))


def test_micro_average_precision_by_hand():
    """Found first, third and last of five: (1/1 + 2/3 + 3/5) / 3."""
    matching, others = metrics.count(np.array([1, 4, 9]), BITS), metrics.count(np.array([2, 7]), BITS)
    assert metrics.micro_average_precision(matching, others) == pytest.approx((1 + 2 / 3 + 3 / 5) / 3)
    assert metrics.micro_average_precision(np.zeros(BITS + 1, np.int64), others) == 0.0


def test_copies_that_are_nearer_than_everything_else_have_an_average_precision_of_one():
    matching, others = metrics.count(np.array([0, 0, 3]), BITS), metrics.count(np.array([4, 4, 16]), BITS)
    assert metrics.micro_average_precision(matching, others) == pytest.approx(1.0)
    assert metrics.micro_average_precision(others, matching) < 0.5


labels = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=12)


@given(labels)
def test_b_cubed_is_the_mean_over_items_of_what_their_cluster_and_class_share(pairs):
    found = {item: cluster for item, (cluster, _) in enumerate(pairs)}
    true = {item: label for item, (_, label) in enumerate(pairs)}
    precisions, recalls = [], []
    for item in found:
        cluster = {other for other in found if found[other] == found[item]}
        of_class = {other for other in true if true[other] == true[item]}
        precisions.append(Fraction(len(cluster & of_class), len(cluster)))
        recalls.append(Fraction(len(cluster & of_class), len(of_class)))
    expected = float(sum(precisions) / len(found)), float(sum(recalls) / len(found))
    assert metrics.b_cubed(found, true, found) == pytest.approx(expected)


def test_b_cubed_over_some_items_still_counts_all_in_their_clusters():
    found, true = {"a": 1, "b": 1, "c": 2}, {"a": "x", "b": "y", "c": "x"}
    assert metrics.b_cubed(found, true, ["a"]) == (0.5, 0.5)
    assert metrics.b_cubed(found, true, []) == (0.0, 0.0)
