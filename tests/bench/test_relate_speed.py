from __future__ import annotations

import json

import pytest

from photohash.bench.relate_speed import CANDIDATES, UNLIKE, bench_relate
from photohash.core.errors import Cancelled, KnownError
from photohash.core.task import Task
from photohash.edits.transformations import FAMILY
from tests.evaluation.pictures import TinyEncoder, save_photos


def test_every_photo_is_related_to_its_copies_to_another_photo_and_to_those_near_it(tmp_path):
    save_photos(tmp_path, 3)
    task = Task()
    result = bench_relate(tmp_path, TinyEncoder(), 64, photos=2, task=task)
    copies = {row.name for row in FAMILY}
    assert set(result.milliseconds) == {UNLIKE, CANDIDATES, *copies}
    assert {len(result.milliseconds[name]) for name in (UNLIKE, *copies)} == {2}
    assert len(result.milliseconds[CANDIDATES]) == 3
    assert task.progress.done == task.progress.total
    document = json.loads(json.dumps(result.as_dict()))
    assert document["pairs"] == 2 * (len(FAMILY) + 1) + 3
    assert set(document["milliseconds"]) == {"copies", UNLIKE, CANDIDATES}
    assert min(kind["median"] for kind in document["milliseconds"].values()) > 0
    assert set(document["transformations"]) == copies


def test_where_no_photos_are_near_each_other_only_the_rest_is_told(tmp_path):
    save_photos(tmp_path, 2)
    result = bench_relate(tmp_path, TinyEncoder(), 0, photos=2, task=Task())
    assert set(result.summary) == {"copies", UNLIKE}


def test_one_photo_makes_no_pair_and_a_run_can_be_cancelled(tmp_path):
    save_photos(tmp_path, 1)
    with pytest.raises(KnownError, match="no pair to relate"):
        bench_relate(tmp_path, TinyEncoder(), 64, task=Task())
    save_photos(tmp_path, 2)
    task = Task()
    task.cancel()
    with pytest.raises(Cancelled):
        bench_relate(tmp_path, TinyEncoder(), 64, task=task)
