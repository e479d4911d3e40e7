"""How a model for albums is measured: photos held out among photos held out, with an interval one can trust."""

from __future__ import annotations

import numpy as np
import pytest

from photohash.core.average_precision import average_precision
from photohash.core.bits import distances, pack
from photohash.training.album_measure import (
    PhotoFigures,
    Score,
    fold_mates,
    folds_of,
    photo_figures,
    score,
    spread_by_learning,
)


def unalike(count: int) -> np.ndarray:
    return np.random.default_rng(1).normal(size=(count, 64)).astype(np.float32)


def names(count: int) -> list[str]:
    return [f"album/{number:03}.jpg" for number in range(count)]


def scored(folds: list[np.ndarray], codes: np.ndarray, labels: np.ndarray) -> Score:
    return score(folds, [codes[fold] for fold in folds], labels, 0)


def figures(folds: list[np.ndarray], codes: np.ndarray, labels: np.ndarray) -> PhotoFigures:
    return photo_figures(folds, [codes[fold] for fold in folds], labels)


def plain(codes: np.ndarray, labels: np.ndarray) -> float:
    """The mAP of every photo among all others, as it is counted everywhere else."""
    apart, same = distances(codes, codes).astype(np.int64), labels[:, None] == labels[None]
    others = ~np.eye(len(codes), dtype=bool)

    def counted(of: np.ndarray) -> np.ndarray:
        return np.array([np.bincount(row[kept], minlength=65) for row, kept in zip(apart, of, strict=True)])

    return float(average_precision(counted(others), counted(others & same)).mean())


def drawn_codes(labels: np.ndarray, wrong: float, seed: int) -> np.ndarray:
    """Codes of 64 bits around a centre for each album, each bit wrong by a chance."""
    centres = np.random.default_rng(9).random((labels.max() + 1, 64)) < 0.5
    flipped = np.random.default_rng(seed).random((len(labels), 64)) < wrong
    return pack(np.where(centres[labels] ^ flipped, 1.0, -1.0))


@pytest.mark.parametrize(("photos", "count", "expected"), [(16, 6, 6), (12, 6, 6), (6, 6, 3), (2, 6, 2)])
def test_every_photo_is_held_out_once_and_every_fold_has_photos_of_every_album_while_there_are_enough(
    photos, count, expected
):
    labels = np.repeat(np.arange(3), photos)
    folds = folds_of(names(len(labels)), labels, unalike(len(labels)), count)
    assert len(folds) == expected
    assert sorted(np.concatenate(folds).tolist()) == list(range(len(labels)))
    for fold in folds:
        assert set(labels[fold]) == {0, 1, 2}


def test_near_copies_are_held_out_together_whatever_they_are_called():
    labels = np.zeros(30, np.int64)
    features = unalike(30)
    features[10:20] = features[10] + 0.01 * unalike(10)
    folds = folds_of(names(30), labels, features, 3)
    assert sum(bool(set(fold) & set(range(10, 20))) for fold in folds) == 1


def test_an_album_of_nothing_but_near_copies_is_in_every_fold_all_the_same():
    labels = np.repeat([0, 1], 12)
    features = unalike(24)
    features[:12] = features[0] + 0.01 * unalike(12)
    assert [np.bincount(labels[fold]).tolist() for fold in folds_of(names(24), labels, features, 3)] == [[4, 4]] * 3


def test_the_order_of_the_photos_does_not_change_their_sides():
    labels, features, called = np.repeat([0, 1], 10), unalike(20), names(20)
    turned = np.arange(20)[::-1]
    plain = [{called[photo] for photo in fold} for fold in folds_of(called, labels, features, 2)]
    other = folds_of([called[photo] for photo in turned], labels[turned], features[turned], 2)
    assert sorted(map(sorted, plain)) == sorted(sorted(called[turned[photo]] for photo in fold) for fold in other)


def test_the_figure_is_the_mean_over_photos_and_every_album_has_its_own():
    labels = np.repeat([0, 1, 2], [20, 20, 10])
    codes = drawn_codes(labels, 0.3, 2)
    folds = [np.arange(0, 50, 2), np.arange(1, 50, 2)]
    by_album = figures(folds, codes, labels).by_class(labels, ("a", "b", "c"))
    weighted = np.average(list(by_album.values()), weights=[20, 20, 10])
    assert scored(folds, codes, labels).mean == pytest.approx(weighted, abs=1e-4)


@pytest.mark.parametrize(("albums", "photos", "wrong"), [(8, 20, 0.36), (3, 12, 0.3), (3, 12, 0.5), (2, 4, 0.4)])
def test_among_all_photos_the_figure_is_the_plain_one(albums, photos, wrong):
    labels = np.repeat(np.arange(albums), photos)
    codes = drawn_codes(labels, wrong, 5)
    assert scored([np.arange(len(labels))], codes, labels).mean == pytest.approx(plain(codes, labels), abs=0.015)


def test_codes_that_are_all_alike_find_what_chance_finds():
    labels = np.repeat(np.arange(3), 12)
    codes = np.zeros((36, 8), np.uint8)
    folds = [np.arange(part, 36, 6) for part in range(6)]
    assert scored(folds, codes, labels).mean == pytest.approx(plain(codes, labels), abs=0.03)


@pytest.mark.parametrize("wrong", [0.3, 0.4])
def test_of_few_photos_at_a_time_the_figure_is_as_among_all_of_them(wrong):
    labels = np.repeat(np.arange(3), 12)
    whole, told = [], []
    for seed in range(8):
        codes = drawn_codes(labels, wrong, seed)
        folds = [fold for time in range(5) for fold in folds_of(names(36), labels, unalike(36), 4, time=time)]
        whole.append(plain(codes, labels))
        told.append(scored(folds, codes, labels).mean)
    assert abs(np.mean(told) - np.mean(whole)) < 0.02


def test_each_time_photos_fall_into_other_folds():
    labels = np.repeat([0, 1], 12)
    one, other, again = (folds_of(names(24), labels, unalike(24), 3, time=time) for time in (0, 1, 1))
    assert {tuple(fold) for fold in one} != {tuple(fold) for fold in other}
    assert [fold.tolist() for fold in other] == [fold.tolist() for fold in again]


def test_a_photo_is_nearest_to_those_that_were_near_it_by_most_heads():
    folds = [np.array([0, 1, 2]), np.array([0, 1, 2]), np.array([0, 3])]
    codes = [np.array([[0], [1], [3]], np.uint8), np.array([[0], [7], [1]], np.uint8), np.array([[0], [255]], np.uint8)]
    (first, *_) = fold_mates(folds, codes)
    assert first.photo == 0
    assert first.nearest().tolist() == [2, 1, 3]  # 2 + 1, 1 + 3, and 8 bits away


def test_copies_that_are_known_are_held_out_together_though_they_look_unalike():
    together = np.arange(30)
    together[[3, 17]] = 3
    folds = folds_of(names(30), np.zeros(30, np.int64), unalike(30), 3, together)
    assert sum({3, 17} <= set(fold.tolist()) for fold in folds) == 1


def test_the_first_ten_are_counted_as_among_all_photos():
    labels = np.repeat([0, 1], 12)
    codes = drawn_codes(labels, 0.02, 1)
    folds = [np.arange(part, 24, 6) for part in range(6)]
    assert np.nanmin(figures(folds, codes, labels).precision_at_10) == 1
    mixed = figures(folds, drawn_codes(np.zeros(24, np.int64), 0.5, 1), labels).precision_at_10
    assert 0.1 < np.nanmean(mixed) < 0.7


def test_a_gain_that_is_not_sure_is_believed_less():
    labels = np.repeat(np.arange(3), 12)
    whole = [np.arange(36)]
    low, high = (scored(whole, drawn_codes(labels, wrong, 1), labels) for wrong in (0.4, 0.36))
    raised = low.raised(high.above(low))
    assert low.mean < raised.mean < high.mean
    assert raised.low <= raised.mean <= raised.high <= 1


def test_a_photo_that_is_alone_in_its_fold_is_left_out():
    labels = np.array([0] * 6 + [1] * 6 + [2])
    codes = drawn_codes(labels, 0.3, 2)
    whole = scored([np.arange(13)], codes, labels).mean
    by_album = figures([np.arange(13)], codes, labels).by_class(labels, ("a", "b", "c"))
    assert whole == pytest.approx((by_album["a"] + by_album["b"]) / 2, abs=1e-4)
    assert by_album["c"] == 0


def test_codes_of_different_folds_are_never_compared():
    labels = np.repeat([0, 1], 20)
    codes = drawn_codes(labels, 0.1, 3)
    folds = [np.arange(0, 40, 2), np.arange(1, 40, 2)]
    before = scored(folds, codes, labels)
    codes[folds[1]] = ~codes[folds[1]]
    assert scored(folds, codes, labels).mean == pytest.approx(before.mean)


def test_the_interval_holds_what_other_photos_give():
    labels = np.repeat(np.arange(3), 12)
    whole = [np.arange(36)]
    truth = np.mean([scored(whole, drawn_codes(labels, 0.36, seed), labels).mean for seed in range(20, 30)])
    found = [scored(whole, drawn_codes(labels, 0.36, seed), labels) for seed in range(10)]
    assert sum(one.low <= truth <= one.high for one in found) >= 7
    assert all(one.low <= one.mean <= one.high for one in found)


def test_what_was_learnt_from_few_photos_is_less_sure_than_a_bootstrap_shows():
    labels = np.repeat(np.arange(3), 12)
    found = scored([np.arange(36)], drawn_codes(labels, 0.36, 1), labels)
    factor = spread_by_learning(folds=6, held=6, learnt=30)
    assert factor == pytest.approx((1 + 6 / 5) ** 0.5)
    wider = found.spread(factor)
    assert wider.mean == found.mean
    assert wider.high - wider.low == pytest.approx(factor * (found.high - found.low), rel=0.05)
    assert found.mean == pytest.approx(float(found.draws.mean()), abs=1e-6), "doubles that find each other are no gain"


def test_a_model_is_better_only_where_the_difference_of_the_same_photos_is_sure():
    labels = np.repeat(np.arange(3), 12)
    whole = [np.arange(36)]
    good, alike, bad = (scored(whole, drawn_codes(labels, *how), labels) for how in ((0.2, 1), (0.2, 2), (0.45, 3)))
    assert good.above(bad).low > 0
    assert good.above(alike).low <= 0 <= good.above(alike).high
    assert good.above(good).mean == good.above(good).low == 0
