from __future__ import annotations

import json

import pytest

from photohash.bench.relate_speed import UNLIKE, bench_relate
from photohash.core.errors import Cancelled, KnownError
from photohash.core.task import Task
from photohash.edits.transformations import FAMILY
from tests.evaluation.pictures import save_photos


def test_every_photo_is_related_to_each_of_its_copies_and_to_another_photo(tmp_path):
    save_photos(tmp_path, 3)
    task = Task()
    result = bench_relate(tmp_path, photos=2, task=task)
    assert set(result.milliseconds) == {UNLIKE, *(row.name for row in FAMILY)}
    assert {len(found) for found in result.milliseconds.values()} == {2}
    assert task.progress.done == task.progress.total
    document = json.loads(json.dumps(result.as_dict()))
    assert document["pairs"] == 2 * (len(FAMILY) + 1)
    assert min(document["milliseconds"].values()) > 0


def test_one_photo_makes_no_pair_and_a_run_can_be_cancelled(tmp_path):
    save_photos(tmp_path, 1)
    with pytest.raises(KnownError, match="no pair to relate"):
        bench_relate(tmp_path, task=Task())
    save_photos(tmp_path, 2)
    task = Task()
    task.cancel()
    with pytest.raises(Cancelled):
        bench_relate(tmp_path, task=task)
