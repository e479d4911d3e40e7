from __future__ import annotations

import json

import numpy as np
import pytest

from photohash.bench.speed import bench_index
from photohash.bench.synthetic_data import synthetic_codes
from photohash.core import bits
from photohash.core.errors import Cancelled
from photohash.core.task import Task


def test_our_pairs_are_those_of_faiss_and_of_comparing_every_pair():
    result = bench_index(600, bits=64, radius=6, task=Task())
    distances = bits.distances(synthetic_codes(600, 64), synthetic_codes(600, 64))
    assert result.same_pairs
    assert result.pairs == int(np.triu(distances <= 6, 1).sum()) > 0


def test_the_document_is_json_with_ratios_that_are_those_of_the_times():
    result = bench_index(50, bits=64, radius=6, task=Task())
    document = json.loads(json.dumps(result.as_dict()))
    assert document["codes"] == 50
    assert document["ratios"]["all pairs / faiss range_search"] == pytest.approx(
        result.faiss_seconds / result.join_seconds
    )
    rates = document["rates"]
    ratio = rates["queries answered"] / rates["queries answered by faiss search"]
    assert document["ratios"]["one query / faiss search"] == pytest.approx(ratio)


def test_made_up_codes_are_the_same_every_time_and_hold_near_copies():
    codes = synthetic_codes(500, 128, seed=3)
    assert np.array_equal(codes, synthetic_codes(500, 128, seed=3))
    distances = bits.distances(codes, codes) + 128 * np.eye(500, dtype=np.int32)
    assert 40 < (distances.min(axis=1) <= 12).sum() < 200
    assert 0.4 < np.unpackbits(codes).mean() < 0.6


def test_it_can_be_cancelled():
    task = Task()
    task.cancel()
    with pytest.raises(Cancelled):
        bench_index(50, bits=64, task=task)
