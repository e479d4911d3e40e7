"""Clusters of codes: near pairs, stars around centres, and which picture is the sharpest."""

from __future__ import annotations

from itertools import combinations, pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst
from PIL import Image, ImageFilter

from photohash.core.errors import Cancelled
from photohash.core.task import Task
from photohash.library.clusters import (
    Level,
    NearPairs,
    Star,
    condensed,
    is_dense,
    measure_of,
    near_pairs,
    sharpest,
    stars,
)
from photohash.library.clusters.neighbours import weighted_distances
from tests.library.photos import scene

FEW_BITS = st.integers(1, 24).flatmap(
    lambda count: st.tuples(
        npst.arrays(np.uint8, (count, 2), elements=st.sampled_from([0, 1, 3, 7, 15, 255])),
        npst.arrays(np.uint8, (count, 1), elements=st.sampled_from([0, 1, 3, 7])),
    )
)
LIMITS, TIMES = st.integers(0, 12), st.tuples(st.integers(1, 3), st.integers(1, 2))


def distance(codes, times, one: int, other: int) -> int:
    return sum(
        count * sum(int(a ^ b).bit_count() for a, b in zip(code[one], code[other], strict=True))
        for code, count in zip(codes, times, strict=True)
    )


def plain_pairs(codes, times, limit: int) -> dict[tuple[int, int], int]:
    apart = {(a, b): distance(codes, times, a, b) for a, b in combinations(range(len(codes[0])), 2)}
    return {pair: found for pair, found in apart.items() if found <= limit}


def told(near) -> dict[tuple[int, int], int]:
    pairs = zip(near.a.tolist(), near.b.tolist(), near.distances.tolist(), strict=True)
    return {(min(a, b), max(a, b)): found for a, b, found in pairs}


def rank(row: int, near: dict[int, int], free: set[int], weights) -> tuple[int, int, int]:
    there = {other: int(weights[other]) for other in near.keys() & free}
    return -(int(weights[row]) - 1 + sum(there.values())), sum(there[one] * near[one] for one in there), row


def plain_stars(weights, pairs: dict[tuple[int, int], int]) -> list[Star]:
    """As the words say it, every count made anew."""
    near: dict[int, dict[int, int]] = {row: {} for row in range(len(weights))}
    for (a, b), found in pairs.items():
        near[a][b] = near[b][a] = found
    free, centres, own = set(near), [], {}
    while free:
        ranks = {row: rank(row, near[row], free, weights) for row in free}
        centre = min(ranks, key=ranks.__getitem__)
        if ranks[centre][0] == 0:
            break
        centres.append(centre)
        free -= {centre, *near[centre]}
    for row in near.keys() - set(centres):
        if those := [centre for centre in centres if centre in near[row]]:
            own[row] = min(those, key=lambda centre: near[row][centre])
    made = [(centre, [row for row in own if own[row] == centre]) for centre in centres]
    return [
        Star(centre, tuple(sorted(rows, key=lambda row: (near[centre][row], row))))
        for centre, rows in made
        if rows or weights[centre] > 1
    ]


@settings(deadline=None, max_examples=40)
@given(FEW_BITS, TIMES, LIMITS)
def test_near_pairs_are_those_that_comparing_all_gives(codes, times, limit):
    assert told(near_pairs(codes, times, limit)) == plain_pairs(codes, times, limit)


def test_near_pairs_of_many_blocks_are_complete():
    codes = [np.random.default_rng(0).integers(0, 256, (2500, 2), dtype=np.uint8)]
    near = near_pairs(codes, (1,), 1)
    apart = weighted_distances([codes[0][near.a]], [codes[0][near.b]], (1,))
    assert (apart == near.distances).all()
    everything = np.bitwise_count(codes[0][:, None] ^ codes[0][None]).sum(2)
    assert len(told(near)) == len(near.a) == ((everything <= 1).sum() - 2500) // 2


@settings(deadline=None, max_examples=40)
@given(FEW_BITS, TIMES, LIMITS, st.integers(0, 40))
def test_where_there_are_too_many_pairs_the_limit_is_the_greatest_that_holds_them(codes, times, limit, most):
    near = near_pairs(codes, times, limit, most=most)
    assert len(near.a) <= most
    assert told(near) == plain_pairs(codes, times, near.limit)
    assert near.limit == limit or len(plain_pairs(codes, times, near.limit + 1)) > most


@settings(deadline=None, max_examples=40)
@given(FEW_BITS, TIMES, LIMITS, st.data())
def test_rows_that_come_one_after_another_have_the_same_pairs_as_all_at_once(codes, times, limit, data):
    cuts = sorted(data.draw(st.lists(st.integers(0, len(codes[0])), max_size=3)))
    grown = NearPairs(times, limit)
    for start, end in pairwise([0, *cuts, len(codes[0])]):
        grown.extend([code[start:end] for code in codes])
        grown.pairs()
    assert len(grown) == len(codes[0])
    assert told(grown.pairs()) == plain_pairs(codes, times, limit)


def test_what_was_compared_before_a_search_was_stopped_is_kept():
    codes = [np.random.default_rng(1).integers(0, 8, (1500, 2), dtype=np.uint8)]

    class Impatient(Task):
        def advance(self, items: int = 1) -> None:
            self.cancel()

    found = NearPairs((1,), 2)
    with pytest.raises(Cancelled):
        found.extend(codes, Impatient())
    assert 0 < len(found) < 1500
    found.extend([codes[0][len(found) :]])
    assert told(found.pairs()) == told(near_pairs(codes, (1,), 2))


def test_all_codes_are_searched_at_once_where_the_first_alone_tells_little():
    random = np.random.default_rng(2)
    codes = [np.zeros((700, 2), dtype=np.uint8), random.integers(0, 256, (700, 2), dtype=np.uint8)]
    assert told(near_pairs(codes, (2, 1), 3)) == plain_pairs(codes, (2, 1), 3)


@settings(deadline=None, max_examples=40)
@given(FEW_BITS, TIMES, LIMITS, st.integers(0, 60))
def test_clusters_of_condensed_rows_keep_to_the_limit_and_hold_each_row_once(codes, times, limit, most):
    few = condensed(codes, times, limit, most=most)
    assert (few.leaders[few.own[few.leaders]] == few.leaders).all()
    assert len(few.near.a) <= most
    weights = np.bincount(few.own, minlength=len(few.leaders)).astype(np.int64)
    rows = []
    for star in stars(weights, few.near):
        members = [row for place in (star.centre, *star.others) for row in np.flatnonzero(few.own == place)]
        assert all(distance(codes, times, int(few.leaders[star.centre]), row) <= limit for row in members)
        rows += members
    assert len(rows) == len(set(rows))


def test_many_frames_nearly_the_same_are_one_cluster_and_strangers_among_them_are_none():
    random = np.random.default_rng(3)
    base = random.integers(0, 2, 64)
    alike = np.packbits(base ^ (random.random((3000, 64)) < 0.02), axis=1)
    strangers = random.integers(0, 256, (300, 8), dtype=np.uint8)
    codes = [np.concatenate([alike, strangers])]
    assert is_dense(codes, (1,), 10, most=1000)
    assert not is_dense([strangers], (1,), 10, most=1000)
    few = condensed(codes, (1,), 10, most=1000)
    weights = np.bincount(few.own, minlength=len(few.leaders)).astype(np.int64)
    largest = max(stars(weights, few.near), key=lambda star: weights[[star.centre, *star.others]].sum())
    assert weights[[largest.centre, *largest.others]].sum() > 2900
    assert max(few.leaders[[largest.centre, *largest.others]]) < 3000


def test_searching_stops_when_it_is_told_to():
    task = Task()
    task.cancel()
    with pytest.raises(Cancelled):
        near_pairs([np.zeros((3, 4), dtype=np.uint8)], (1,), 2, task=task)


@settings(deadline=None, max_examples=40)
@given(FEW_BITS, TIMES, LIMITS, st.data())
def test_stars_are_those_that_the_plain_way_gives(codes, times, limit, data):
    size = len(codes[0])
    weights = np.array(data.draw(st.lists(st.integers(1, 3), min_size=size, max_size=size)), dtype=np.int64)
    assert stars(weights, near_pairs(codes, times, limit)) == plain_stars(weights, plain_pairs(codes, times, limit))


@settings(deadline=None, max_examples=40)
@given(FEW_BITS, TIMES, LIMITS)
def test_every_row_is_in_one_star_at_most_at_the_nearest_centre_and_within_the_limit(codes, times, limit):
    found = stars(np.ones(len(codes[0]), dtype=np.int64), near_pairs(codes, times, limit))
    rows = [row for star in found for row in (star.centre, *star.others)]
    assert len(rows) == len(set(rows))
    assert all(distance(codes, times, star.centre, row) <= limit for star in found for row in star.others)
    assert all(star.others for star in found)
    for star in found:
        for row in star.others:
            least = min(distance(codes, times, other.centre, row) for other in found)
            assert distance(codes, times, star.centre, row) == least
    # Whoever is in no star is near nobody else who is in none.
    left = set(range(len(codes[0]))) - set(rows)
    assert not any(distance(codes, times, a, b) <= limit for a, b in combinations(sorted(left), 2))


def test_a_named_model_counts_alone_and_both_count_where_both_have_codes():
    copies, scenes = "dhida-lite0-256-copies", "dahp-lite0-128-scenes"
    assert measure_of({copies, scenes}, copies, 256, alone=False).models == (copies, scenes)
    assert measure_of({copies, scenes}, scenes, 128, alone=True).models == (scenes,)
    assert measure_of({copies}, copies, 256, alone=False).models == (copies,)


@pytest.mark.parametrize("model", ["dhida-lite0-256-copies", "dahp-lite0-128-scenes", "dah-lite0-64-scenes", "my-own"])
def test_limits_widen_with_strictness_and_from_stacks_to_subjects(model):
    limits = measure_of({model}, model, 128, alone=True).limits
    for by_strictness in limits.values():
        assert by_strictness["1e-6"] <= by_strictness["1e-5"] <= by_strictness["1e-4"]
    assert all(limits[Level.STACK][key] <= limits[Level.SUBJECT][key] for key in limits[Level.STACK])


def test_a_model_that_was_never_measured_gets_the_shares_of_a_measured_one():
    known = measure_of((), "dhida-lite0-256-copies", 256, alone=True).limits[Level.STACK]
    unknown = measure_of((), "dhida-lite0-128-copies", 128, alone=True).limits[Level.STACK]
    assert unknown == {strictness: limit // 2 for strictness, limit in known.items()}


def test_the_sharpest_picture_is_the_one_that_is_not_blurred():
    sharp = scene(240, 160, 3)
    blurred = sharp.filter(ImageFilter.GaussianBlur(3))
    flat = Image.new("RGB", (240, 160), (90, 90, 90))
    pictures = [np.asarray(image) for image in (flat, blurred, sharp)]
    assert sharpest(pictures) == 2
    assert sharpest([None, *pictures]) == 3
    assert sharpest([np.asarray(sharp.resize((120, 80))), np.asarray(sharp)]) == 1
    assert sharpest([None, None]) == 0
    assert sharpest([np.zeros((1, 1, 3), dtype=np.uint8)]) == 0
