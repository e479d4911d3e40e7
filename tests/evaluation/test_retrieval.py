from __future__ import annotations

import itertools
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from photohash.core.average_precision import Ties
from photohash.evaluation import retrieval
from photohash.evaluation.retrieval import Retrieved, average_precision, curve, precision_within, retrieve

BITS = 12


def code(*positions: int) -> np.ndarray:
    """A 12-bit code with ones at these places."""
    bits = np.zeros((1, BITS), np.uint8)
    bits[0, list(positions)] = 1
    packed: np.ndarray = np.packbits(bits, axis=1)[0]
    return packed


def ranked(*distances_and_right: tuple[int, bool]) -> Retrieved:
    """What one query finds: photos by distance, right or wrong."""
    query = np.zeros((1, 2), np.uint8)
    database = np.array([code(*range(distance)) for distance, _ in distances_and_right])
    labels = np.array([int(right) for _, right in distances_and_right], np.int64)
    return retrieve(query, np.array([1]), database, labels, BITS)


def one(*distances_and_right: tuple[int, bool], k: int | None = None, ties: Ties = "expected") -> float:
    return float(average_precision(ranked(*distances_and_right), k, ties=ties)[0])


def slow_average_precision(order: list[bool], k: int | None = None) -> Fraction:
    """By its definition, for a list without ties."""
    last = len(order) if k is None else min(k, len(order))
    hits, total = 0, Fraction(0)
    for rank, right in enumerate(order[:last], 1):
        if right:
            hits += 1
            total += Fraction(hits, rank)
    places = min(sum(order), last)
    return total / places if places else Fraction(0)


def all_orders(photos: list[tuple[int, bool]]) -> list[list[bool]]:
    """Every ranking by distance, tied photos in every order."""
    groups = [list(group) for _, group in itertools.groupby(sorted(photos), key=lambda photo: photo[0])]
    return [
        [right for group in choice for _, right in group]
        for choice in itertools.product(*(list(itertools.permutations(group)) for group in groups))
    ]


few_photos = st.lists(st.tuples(st.integers(0, 3), st.booleans()), min_size=1, max_size=6)
many_photos = st.lists(st.tuples(st.integers(0, BITS), st.booleans()), min_size=1, max_size=80)


def test_a_worked_example_without_ties():
    # right, wrong, right: precisions 1/1 and 2/3
    assert one((1, True), (2, False), (3, True)) == pytest.approx((1 + 2 / 3) / 2)


def test_a_worked_example_of_a_tie():
    # one right among two at the same distance: it is first or second, precision 1 or 1/2, each with chance 1/2
    assert one((4, True), (4, False)) == pytest.approx(0.75)
    assert one((4, True), (4, False), ties="worst") == pytest.approx(0.5)


def test_a_worked_example_of_the_first_k():
    # right, wrong | right: one hit in the first two places, of the two right photos they could hold
    assert one((1, True), (2, False), (3, True), k=2) == pytest.approx(0.5)
    # a tie of one right and one wrong across the cut after the first place: precision 1 with chance 1/2
    assert one((1, True), (1, False), k=1) == pytest.approx(0.5)


@given(few_photos, st.none() | st.integers(1, 7))
def test_the_expected_value_is_the_mean_over_all_orders(photos: list[tuple[int, bool]], k: int | None):
    orders = all_orders(photos)
    mean = sum(slow_average_precision(order, k) for order in orders) / len(orders)
    assert one(*photos, k=k) == pytest.approx(float(mean), abs=1e-12)


@given(few_photos, st.none() | st.integers(1, 7))
def test_the_worst_order_is_the_least_of_all_orders(photos: list[tuple[int, bool]], k: int | None):
    least = min(slow_average_precision(order, k) for order in all_orders(photos))
    assert one(*photos, k=k, ties="worst") == pytest.approx(float(least), abs=1e-12)


@given(many_photos, st.randoms(use_true_random=False))
def test_the_order_in_which_photos_lie_does_not_matter(photos: list[tuple[int, bool]], random):
    shuffled = list(photos)
    random.shuffle(shuffled)
    assert one(*photos) == one(*shuffled)


@given(many_photos)
def test_average_precision_stays_within_its_bounds(photos: list[tuple[int, bool]]):
    worst, expected = one(*photos, ties="worst"), one(*photos)
    rounding = 1e-12
    assert -rounding <= worst <= expected + rounding <= 1 + 2 * rounding


@given(st.lists(st.integers(0, 3), min_size=2, max_size=30))
def test_codes_that_are_the_same_within_a_class_and_far_between_are_perfect(labels: list[int]):
    words = np.array([code(), code(0, 1, 2), code(3, 4, 5), code(6, 7, 8)])
    given_labels = np.array(labels, np.int64)
    found = retrieve(words[given_labels], given_labels, words[given_labels], given_labels, BITS)
    assert average_precision(found) == pytest.approx(1)
    assert average_precision(found, ties="worst") == pytest.approx(1)
    assert precision_within(found) == pytest.approx(1)


@given(st.integers(1, 40), st.integers(1, 40))
def test_where_all_codes_are_equal_chance_decides(right: int, wrong: int):
    photos = [(0, True)] * right + [(0, False)] * wrong
    n, harmonic = right + wrong, sum(1 / i for i in range(1, right + wrong + 1))
    others = (right - 1) / (n - 1)
    assert one(*photos) == pytest.approx((harmonic * (1 - others) + n * others) / n)


def test_a_query_without_right_photos_counts_nothing():
    assert one((0, False), (1, False)) == 0.0
    assert curve(ranked((0, False)), [1]).recall.tolist() == [0.0]


@settings(max_examples=30)
@given(st.integers(0, 2**32 - 1), st.integers(1, 70), st.integers(1, 7), st.integers(1, 40))
def test_counting_is_that_of_comparing_every_pair(seed: int, bits: int, queries: int, photos: int):
    random = np.random.default_rng(seed)
    sought, searched = (np.packbits(random.integers(0, 2, (n, bits)), axis=1) for n in (queries, photos))
    query_labels, labels = random.integers(0, 3, queries), random.integers(0, 3, photos)
    found = retrieve(sought, query_labels, searched, labels, bits)
    slow_photos, slow_right = np.zeros((queries, bits + 1), int), np.zeros((queries, bits + 1), int)
    for q, n in itertools.product(range(queries), range(photos)):
        distance = sum(int(byte).bit_count() for byte in sought[q] ^ searched[n])
        slow_photos[q, distance] += 1
        slow_right[q, distance] += query_labels[q] == labels[n]
    assert (found.photos == slow_photos).all()
    assert (found.right == slow_right).all()


def test_queries_are_counted_in_pieces(monkeypatch: pytest.MonkeyPatch):
    random = np.random.default_rng(3)
    codes, labels = random.integers(0, 256, (50, 2), dtype=np.uint8), random.integers(0, 4, 50)
    whole = retrieve(codes, labels, codes, labels, 16)
    monkeypatch.setattr(retrieval, "_PAIRS_AT_ONCE", 130)
    checks: list[int] = []
    pieces = retrieve(codes, labels, codes, labels, 16, check=lambda: checks.append(1))
    assert (pieces.photos == whole.photos).all()
    assert (pieces.right == whole.right).all()
    assert len(checks) == 25


@given(few_photos)
def test_precision_and_recall_at_a_rank_are_means_over_all_orders(photos: list[tuple[int, bool]]):
    orders, ranks = all_orders(photos), list(range(1, len(photos) + 1))
    found = curve(ranked(*photos), [*ranks, 1000])
    right = max(sum(right for _, right in photos), 1)
    hits = [sum(sum(order[:rank]) for order in orders) / len(orders) for rank in ranks]
    assert found.ranks.tolist() == ranks
    assert found.precision == pytest.approx([count / rank for count, rank in zip(hits, ranks, strict=True)])
    assert found.recall == pytest.approx([count / right for count in hits])


def test_a_curve_is_the_mean_over_the_queries():
    database, labels = np.array([code(), code(0), code(0, 1)]), np.array([0, 1, 1])
    found = retrieve(np.array([code(), code(0, 1)]), np.array([0, 0]), database, labels, BITS)
    drawn = curve(found, [1, 2, 3])
    assert drawn.precision == pytest.approx([0.5, 0.25, 1 / 3])
    assert drawn.recall == pytest.approx([0.5, 0.5, 1.0])


def test_precision_within_two_counts_the_photos_at_two():
    assert precision_within(ranked((0, True), (2, False), (3, True)))[0] == pytest.approx(0.5)


def test_a_query_with_nothing_within_two_counts_as_zero():
    assert precision_within(ranked((3, True), (4, True)))[0] == 0.0


def test_bits_that_are_even_are_in_balance_and_constant_ones_are_told():
    bits = np.array([[0, 1, 1, 1], [1, 1, 0, 1], [0, 1, 1, 1]], np.uint8)
    balance, constant = retrieval.bit_balance(np.packbits(bits, axis=1), 4)
    assert balance == pytest.approx((1 / 2 + 2 / 1) / 2)
    assert constant == 2
    assert retrieval.bit_balance(np.zeros((3, 2), np.uint8), 12) == (0.0, 12)


def test_the_nearest_come_first_and_ties_in_an_order_that_is_drawn_once():
    database = np.array([code(0), code(1), code(), code(0, 1, 2), code(2)])
    rows = retrieval.nearest(code(), database, 4, seed=1)
    assert rows[0] == 2
    assert set(rows.tolist()) == {0, 1, 2, 4}
    assert rows.tolist() == retrieval.nearest(code(), database, 4, seed=1).tolist()
    assert len({tuple(retrieval.nearest(code(), database, 4, seed=seed)) for seed in range(20)}) > 1


@pytest.mark.parametrize("shape", [(3, 1), (3, 3), (2, 2)])
def test_shapes_that_do_not_fit_are_refused(shape: tuple[int, int]):
    codes, labels = np.zeros((3, 2), np.uint8), np.zeros(3, np.int64)
    with pytest.raises(ValueError, match="do not fit"):
        retrieve(codes, labels, np.zeros(shape, np.uint8), labels, BITS)
