"""Average precision of tied rankings against the mean over every order, which is too plain to be wrong."""

from __future__ import annotations

from fractions import Fraction
from itertools import permutations, product

import numpy as np
import pytest

from photohash.core.average_precision import average_precision


def slow(ties: list[tuple[int, int]], k: int) -> tuple[Fraction, Fraction]:
    """Mean and least average precision over every order of each tie; a tie is (photos, right ones among them)."""
    orders = [set(permutations([True] * right + [False] * (photos - right))) for photos, right in ties]
    values = []
    for order in product(*orders):
        ranking = [hit for tie in order for hit in tie]
        found = [Fraction(sum(ranking[: place + 1]), place + 1) for place, hit in enumerate(ranking[:k]) if hit]
        values.append(sum(found, Fraction(0)) / min(k, max(sum(ranking), 1)))
    return sum(values, Fraction(0)) / len(values), min(values)


@pytest.mark.parametrize("k", [1, 2, 4, 7])
@pytest.mark.parametrize(
    "ties", [[(1, 1), (2, 0)], [(3, 1), (0, 0), (4, 2)], [(7, 3)], [(2, 0), (5, 5)], [(4, 0)], [(1, 0), (1, 1), (3, 2)]]
)
def test_it_is_the_mean_over_every_order_of_the_tied_or_the_worst_of_them(ties, k):
    k = min(k, sum(photos for photos, _ in ties))
    photos, right = (np.array([column], np.int64) for column in zip(*ties, strict=True))
    mean, least = slow(ties, k)
    assert average_precision(photos, right, k)[0] == pytest.approx(float(mean))
    assert average_precision(photos, right, k, ties="worst")[0] == pytest.approx(float(least))


@pytest.mark.parametrize("k", [1, 2, 4, 7])
@pytest.mark.parametrize(
    "ties", [[(1, 1), (2, 0)], [(3, 1), (0, 0), (4, 2)], [(7, 3)], [(2, 0), (5, 5)], [(4, 0)], [(1, 0), (1, 1), (3, 2)]]
)
def test_divided_by_what_was_found_it_is_the_mean_over_every_order_too(ties, k):
    k = min(k, sum(photos for photos, _ in ties))
    photos, right = (np.array([column], np.int64) for column in zip(*ties, strict=True))
    orders = [set(permutations([True] * hits + [False] * (some - hits))) for some, hits in ties]
    values = []
    for order in product(*orders):
        ranking = [hit for tie in order for hit in tie][:k]
        found = [sum(ranking[: place + 1]) / (place + 1) for place, hit in enumerate(ranking) if hit]
        values.append(sum(found) / max(len(found), 1))
    assert average_precision(photos, right, k, among="found")[0] == pytest.approx(sum(values) / len(values))


def test_of_a_ranking_without_ties_it_is_what_published_code_counts():
    right = np.array([[1, 0, 1, 1, 0, 1]], np.int64)
    photos = np.ones_like(right)
    assert average_precision(photos, right, 3)[0] == pytest.approx((1 + 2 / 3) / 3)
    for ties in ("expected", "worst"):
        assert average_precision(photos, right, 3, ties=ties, among="found")[0] == pytest.approx((1 + 2 / 3) / 2)


def test_every_query_has_its_own_and_all_places_count_where_no_number_is_given():
    photos = np.array([[1, 1, 1], [0, 3, 0]], np.int64)
    right = np.array([[1, 0, 1], [0, 1, 0]], np.int64)
    assert average_precision(photos, right).tolist() == pytest.approx([5 / 6, (1 + 1 / 2 + 1 / 3) / 3])
