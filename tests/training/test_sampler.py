"""Batches are decided by seed and step alone, meet every photo equally often, and are balanced where they should be."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from photohash.training.sampler import Balanced, Sampler, Shuffled


def drawn(sampler: Sampler, steps: int) -> np.ndarray:
    return np.concatenate([sampler.batch(step) for step in range(steps)])


@given(st.integers(1, 40), st.integers(1, 60), st.integers(1, 30), st.integers(0, 99))
@settings(max_examples=80, deadline=None)
def test_every_photo_is_met_equally_often_to_within_one(photos, batch, steps, seed):
    counts = np.bincount(drawn(Shuffled(photos, batch, seed), steps), minlength=photos)
    assert counts.sum() == batch * steps
    assert counts.max() - counts.min() <= 1


@given(
    st.lists(st.integers(1, 9), min_size=1, max_size=8),
    st.integers(1, 10),
    st.integers(1, 5),
    st.integers(1, 30),
    st.integers(0, 99),
)
@settings(max_examples=80, deadline=None)
def test_balanced_batches_have_the_same_number_of_each_class(sizes, classes, each, steps, seed):
    labels = np.random.default_rng(seed).permutation(np.repeat(np.arange(len(sizes)), sizes))
    sampler = Balanced(labels, classes, each, seed)
    count = min(classes, len(sizes))
    for step in range(steps):
        batch = labels[sampler.batch(step)]
        assert len(batch) == count * each
        assert set(np.bincount(batch)) <= {0, *(each * times for times in range(1, count + 1))}
    met = np.bincount(drawn(sampler, steps), minlength=len(labels))
    by_class = np.bincount(labels, weights=met)
    assert by_class.max() - by_class.min() <= each
    for label in range(len(sizes)):
        assert np.ptp(met[labels == label]) <= 1


def test_all_classes_in_a_batch_are_in_every_batch_once():
    labels = np.repeat(np.arange(10), 30)
    sampler = Balanced(labels, 10, 2, 1)
    for step in range(40):
        assert np.bincount(labels[sampler.batch(step)]).tolist() == [2] * 10


@pytest.mark.parametrize("make", [lambda s: Shuffled(50, 8, s), lambda s: Balanced(np.arange(50) % 5, 3, 4, s)])
def test_a_step_can_be_drawn_without_those_before_it(make):
    whole, one = make(7), make(7)
    batches = [whole.batch(step) for step in range(60)]
    for step in (59, 3, 17, 40):
        assert one.batch(step).tolist() == batches[step].tolist()
    assert [make(8).batch(step).tolist() for step in range(3)] != [batch.tolist() for batch in batches[:3]]
