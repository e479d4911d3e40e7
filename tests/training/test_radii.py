"""Radii against counting every pair, and the fitted tail against laws whose tail is known."""

from __future__ import annotations

import math
from itertools import combinations, permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from photohash.core.bits import Codes
from photohash.hashing.card import FALSE_MATCH_RATES
from photohash.training.validation import Distances, calibrate, radii_of, threshold

BITS = 256
RATES = sorted(FALSE_MATCH_RATES, key=float, reverse=True)


def distance(a: Codes, b: Codes) -> int:
    """Differing bits of two codes, counted one by one."""
    return sum((int(x) ^ int(y)).bit_count() for x, y in zip(a, b, strict=True))


@st.composite
def codes_of_photos(draw: st.DrawFn) -> tuple[Codes, dict[str, Codes]]:
    """Codes of a few photos and their edits."""
    count, width = draw(st.integers(2, 9)), draw(st.integers(1, 3))
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    sheets = rng.integers(
        0, draw(st.sampled_from([2, 8, 256])), (draw(st.integers(2, 4)), count, width), dtype=np.uint8
    )
    return sheets[0], {f"edit {number}": codes for number, codes in enumerate(sheets[1:])}


@given(codes_of_photos())
@settings(max_examples=80, deadline=None)
def test_pairs_and_pairs_of_photos_are_those_of_counting_each(codes):
    originals, edited = codes
    found = Distances.of(originals, edited)
    count, most = len(originals), originals.shape[1] * 8
    pairs = [distance(c[i], originals[j]) for c in edited.values() for i, j in permutations(range(count), 2)]
    nearest = [
        min(distance(c[i], originals[j]) for c in edited.values() for i, j in (pair, pair[::-1]))
        for pair in combinations(range(count), 2)
    ]
    assert found.pairs.tolist() == [pairs.count(d) for d in range(most + 1)]
    assert found.photo_pairs.tolist() == [nearest.count(d) for d in range(most + 1)]
    assert (found.photos, found.edits) == (count, len(edited))


def test_more_photos_than_are_compared_at_once():
    originals, rows = np.random.default_rng(0).integers(0, 256, (2, 150, 2), dtype=np.uint8)
    found = Distances.of(originals, {"edit": rows})
    assert found.pairs.sum() == 150 * 149
    assert found.photo_pairs.sum() == 150 * 149 // 2
    assert found.photo_pairs.cumsum()[3] <= found.pairs.cumsum()[3]


@given(codes_of_photos())
@settings(max_examples=80, deadline=None)
def test_a_radius_is_never_larger_than_counting_allows_nor_for_a_smaller_rate(codes):
    originals, edited = codes
    radii, provenance = calibrate(originals, edited)
    assert set(radii) == set(FALSE_MATCH_RATES)
    assert [radii[rate] for rate in RATES] == sorted(radii.values(), reverse=True)
    for rate, radius in radii.items():
        assert 0 <= radius <= max(threshold(originals, edited, float(rate)), 0)
        told = provenance["rates"][rate]
        assert told["photo_pairs_within"] <= told["pairs_within"] <= provenance["pairs"]


def test_with_enough_pairs_of_photos_every_rate_is_counted():
    found = Distances(2000, 1, binomial(10**9), binomial(10**8))
    radii, provenance = radii_of(found)
    for rate, radius in radii.items():
        within = found.pairs.cumsum() / found.pairs.sum()
        assert within[radius] <= float(rate) < within[radius + 1]
        assert provenance["rates"][rate]["how"] == "counted"
        assert provenance["rates"][rate]["photo_pairs_within"] >= 10
    assert provenance["pairs"] == found.pairs.sum()


@pytest.mark.parametrize("falling", [0.5, 0.8, 0.9])
def test_a_tail_that_falls_evenly_is_followed_to_the_radius_it_really_has(falling: float):
    """One in 1,000 pairs is within 120, and each step nearer a share of those: the pairs of photos are too few."""
    steps = np.arange(121)
    pairs = np.zeros(BITS + 1, np.int64)
    pairs[120 - steps] = np.rint(1e9 * falling**steps * (1 - falling)).astype(np.int64)
    pairs[150] = 10**12 - pairs.sum()
    photo_pairs = np.zeros(BITS + 1, np.int64)
    photo_pairs[120], photo_pairs[110], photo_pairs[150] = 95, 5, 10**5
    radii, provenance = radii_of(Distances(450, 23, pairs, photo_pairs))
    for rate in RATES:
        exact = 120 - math.log(float(rate) / 1e-3) / math.log(falling)
        assert radii[rate] == pytest.approx(exact, abs=1.01)
        assert provenance["rates"][rate]["how"] == "fitted"


@pytest.mark.parametrize("photos", [100, 300, 1000])
def test_of_a_tail_like_that_of_codes_too_few_photos_promise_too_little_rather_than_too_much(photos: int):
    """Independent bits: the fitted radius lies under the true one, and not far under it."""
    pairs = photos * (photos - 1) // 2
    rng = np.random.default_rng(photos)
    drawn = np.bincount(rng.binomial(BITS, 0.5, pairs), minlength=BITS + 1).astype(np.int64)
    radii, provenance = radii_of(Distances(photos, 1, 2 * drawn, drawn))
    truth = binomial(10**12).cumsum() / 10**12
    assert provenance["rates"]["1e-6"]["how"] == "fitted"
    for rate, radius in radii.items():
        true = int(np.searchsorted(truth, float(rate), side="right")) - 1
        assert true - 12 <= radius <= true + 1


def test_where_equal_codes_are_common_no_pair_is_let_through_but_the_equal_ones():
    same = np.zeros((30, 2), np.uint8)
    radii, provenance = calibrate(same, {"edit": same})
    assert set(radii.values()) == {0}
    assert provenance["photo_pairs"] == 30 * 29 // 2


def test_too_few_photos_to_fit_a_tail_are_counted_and_told_of():
    originals = np.array([[0b0], [0b11111111]], np.uint8)
    radii, provenance = calibrate(originals, {"edit": originals})
    assert set(radii.values()) == {7}
    assert {told["how"] for told in provenance["rates"].values()} == {"counted"}
    assert (provenance["photos"], provenance["pairs"], provenance["photo_pairs"]) == (2, 2, 1)
    assert {told["pairs_within"] for told in provenance["rates"].values()} == {0}


def binomial(total: int) -> NDArray[np.int64]:
    """The pairs to expect, by distance, of codes whose bits are thrown coins."""
    chances = np.array([math.comb(BITS, d) / 2**BITS for d in range(BITS + 1)])
    expected: NDArray[np.int64] = np.rint(total * chances).astype(np.int64)
    return expected
