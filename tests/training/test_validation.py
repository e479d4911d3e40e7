"""Threshold and recall against counting pair by pair."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from photohash.core.bits import distances
from photohash.training.validation import EDITS, matching, recall, threshold
from tests.training.photos import photo


@settings(max_examples=30, deadline=None)
@given(st.integers(2, 12), st.integers(0, 2**32 - 1), st.sampled_from([0.0, 0.01, 0.1, 0.5]))
def test_the_threshold_lets_through_the_share_and_no_more(n, seed, share):
    rng = np.random.default_rng(seed)
    originals = rng.integers(0, 256, (n, 2), np.uint8)
    edited = {"one": rng.integers(0, 256, (n, 2), np.uint8), "two": originals}
    pairs = [
        int(distances(codes[i : i + 1], originals[j : j + 1])[0, 0])
        for codes in edited.values()
        for i in range(n)
        for j in range(n)
        if i != j
    ]
    radius = threshold(originals, edited, share)
    assert sum(distance <= radius for distance in pairs) <= share * len(pairs)
    if radius < 16:
        assert sum(distance <= radius + 1 for distance in pairs) > share * len(pairs)


def test_recall_counts_photos_within_the_radius():
    originals = np.array([[0b00000000], [0b11111111], [0b00001111]], np.uint8)
    edited = {"edit": np.array([[0b00000000], [0b11111100], [0b11110000]], np.uint8)}
    assert matching(originals, edited["edit"]).tolist() == [0, 2, 8]
    assert recall(originals, edited, 0) == {"edit": pytest.approx(1 / 3)}
    assert recall(originals, edited, 2) == {"edit": pytest.approx(2 / 3)}


@pytest.mark.parametrize("name", list(EDITS))
def test_every_edit_gives_a_picture_and_the_same_one_again(name):
    first, second = (EDITS[name](photo(5)) for _ in range(2))
    assert first.mode == "RGB"
    assert (np.asarray(first) == np.asarray(second)).all()
