from __future__ import annotations

import json

import numpy as np
import pytest

from photohash.bench.index_speed import bench_index
from photohash.bench.synthetic_data import synthetic_codes
from photohash.core import bits
from photohash.core.errors import Cancelled
from photohash.core.task import Task


def test_our_pairs_are_those_of_faiss_and_of_comparing_every_pair():
    result = bench_index(600, radii={64: 6, 128: 20}, task=Task(), rounds=1)
    assert [found.bits for found in result.lengths] == [64, 128]
    for found in result.lengths:
        codes = synthetic_codes(600, found.bits)
        assert found.same_pairs
        assert found.pairs == int(np.triu(bits.distances(codes, codes) <= found.radius, 1).sum()) > 0


def test_the_document_is_json_with_ratios_that_are_those_of_the_times():
    result = bench_index(50, radii={64: 6}, task=Task())
    document = json.loads(json.dumps(result.as_dict()))
    assert document["codes"] == 50
    (found,) = document["lengths"]
    assert found["join_ratio"] == pytest.approx(found["faiss_seconds"] / found["join_seconds"])


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
        bench_index(50, radii={64: 6}, task=task)
