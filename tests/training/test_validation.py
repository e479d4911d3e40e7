"""Threshold, recall and mAP against versions too plain to be wrong, and the list of edits on pictures of any size."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import pairwise, permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from photohash.core.bits import Codes
from photohash.training.validation import EDITS, matching, mean_average_precision, recall, threshold
from tests.training.pictures import photo


def distance(a: Codes, b: Codes) -> int:
    """Differing bits of two codes, counted one by one."""
    return sum((int(x) ^ int(y)).bit_count() for x, y in zip(a, b, strict=True))


def slow_threshold(originals: Codes, edited: Mapping[str, Codes], share: Fraction) -> int:
    """Tries every radius and counts the pairs that it lets through."""
    count = len(originals)
    others = [
        distance(c[i], originals[j]) for c in edited.values() for i in range(count) for j in range(count) if i != j
    ]
    radii = range(originals.shape[1] * 8 + 1)
    return max([r for r in radii if sum(found <= r for found in others) <= share * len(others)], default=-1)


@st.composite
def codes_of_photos(draw: st.DrawFn) -> tuple[Codes, dict[str, Codes]]:
    """Codes of a few photos and their edits, near enough to each other for many ties."""
    count, width = draw(st.integers(1, 9)), draw(st.integers(1, 3))
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    highest = draw(st.sampled_from([2, 8, 256]))
    sheets = rng.integers(0, highest, (draw(st.integers(2, 4)), count, width), dtype=np.uint8)
    return sheets[0], {f"edit {number}": codes for number, codes in enumerate(sheets[1:])}


@given(codes_of_photos(), st.integers(0, 64))
@settings(max_examples=100, deadline=None)
def test_threshold_is_that_of_counting_every_pair(codes, sixty_fourths):
    originals, edited = codes
    share = Fraction(sixty_fourths, 64)
    assert threshold(originals, edited, float(share)) == slow_threshold(originals, edited, share)


@given(codes_of_photos(), st.integers(-1, 24))
@settings(max_examples=50, deadline=None)
def test_recall_is_that_of_counting_every_photo(codes, radius):
    originals, edited = codes
    found = recall(originals, edited, radius)
    for name, rows in edited.items():
        near = [distance(row, original) for row, original in zip(rows, originals, strict=True)]
        assert matching(originals, rows).tolist() == near
        assert found[name] == pytest.approx(np.mean([value <= radius for value in near]))


def test_more_photos_than_are_compared_at_once():
    originals, rows = np.random.default_rng(0).integers(0, 256, (2, 150, 2), dtype=np.uint8)
    assert threshold(originals, {"edit": rows}, 1 / 64) == slow_threshold(originals, {"edit": rows}, Fraction(1, 64))


def test_pairs_at_one_distance_pass_together_or_not_at_all():
    """Each two of these four codes differ in 2 bits."""
    originals = np.array([[1], [2], [4], [8]], np.uint8)
    assert [threshold(originals, {"itself": originals}, share) for share in (0.0, 0.99, 1.0)] == [1, 1, 8]


def test_no_radius_is_small_enough_where_different_photos_have_one_code():
    same = np.zeros((3, 2), np.uint8)
    assert threshold(same, {"edit": same}, 0.5) == -1
    assert recall(same, {"edit": same}, -1) == {"edit": 0.0}


def test_recall_counts_photos_within_the_radius():
    originals = np.array([[0b00000000], [0b11111111], [0b00001111]], np.uint8)
    edited = {"edit": np.array([[0b00000000], [0b11111100], [0b11110000]], np.uint8)}
    assert matching(originals, edited["edit"]).tolist() == [0, 2, 8]
    assert recall(originals, edited, 0) == {"edit": pytest.approx(1 / 3)}
    assert recall(originals, edited, 2) == {"edit": pytest.approx(2 / 3)}


def slow_average_precision(found: list[int], right: list[bool]) -> float:
    """The mean over every order of the photos in which none is before a nearer one."""
    values = []
    for order in permutations(range(len(found))):
        if any(found[a] > found[b] for a, b in pairwise(order)):
            continue
        hits = 0
        precisions = []
        for place, index in enumerate(order, 1):
            if right[index]:
                hits += 1
                precisions.append(hits / place)
        values.append(sum(precisions) / len(precisions) if precisions else 0.0)
    return sum(values) / len(values)


@given(st.integers(1, 6), st.integers(1, 3), st.integers(0, 2**32 - 1))
@settings(max_examples=60, deadline=None)
def test_mean_average_precision_is_that_of_trying_every_order(count, queries, seed):
    rng = np.random.default_rng(seed)
    codes, asked = (rng.integers(0, 4, (n, 1), dtype=np.uint8) for n in (count, queries))
    known, wanted = rng.integers(0, 2, count), rng.integers(0, 3, queries)
    expected = np.mean(
        [
            slow_average_precision([distance(query, code) for code in codes], (known == label).tolist())
            for query, label in zip(asked, wanted, strict=True)
        ]
    )
    assert mean_average_precision(asked, wanted, codes, known) == pytest.approx(expected)
    several, sought = (np.eye(3, dtype=np.uint8)[labels] for labels in (known, wanted))
    assert mean_average_precision(asked, sought, codes, several) == pytest.approx(expected)


def test_mean_average_precision_of_a_ranking_done_by_hand():
    """Right, wrong, right: (1 + 2/3) / 2; and two right ones behind a wrong one: (1/2 + 2/3) / 2."""
    codes, known = np.array([[0b0], [0b1], [0b11]], np.uint8), np.array([0, 1, 0])
    assert mean_average_precision(codes[:1], np.array([0]), codes, known) == pytest.approx(5 / 6)
    assert mean_average_precision(codes[:1], np.array([0]), codes, np.array([1, 0, 0])) == pytest.approx(7 / 12)


@pytest.mark.parametrize("name", EDITS)
@pytest.mark.parametrize("size", [(1, 1), (1, 40), (41, 7), (97, 64)], ids=str)
def test_every_edit_gives_a_picture_the_same_again_and_leaves_the_photo_alone(name, size):
    image = photo(1, *size)
    edited = EDITS[name](image)
    assert edited.mode == "RGB"
    assert edited.tobytes() == EDITS[name](image).tobytes()
    assert min(edited.size) >= 1
    assert image.tobytes() == photo(1, *size).tobytes()


def test_every_edit_changes_the_picture_in_its_own_way():
    image = photo(2, 96, 72)
    copies = {(edited.size, edited.tobytes()) for edited in [image, *(edit(image) for edit in EDITS.values())]}
    assert len(copies) == len(EDITS) + 1


def test_a_crop_keeps_the_share_of_its_name():
    for percent in (80, 60, 50, 40):
        kept = EDITS[f"crop {percent} %"](Image.new("RGB", (400, 300)))
        assert kept.width * kept.height == pytest.approx(percent / 100 * 400 * 300, rel=0.01)
