from __future__ import annotations

import json

import pytest

from photohash.bench.actions_speed import ACTING, CHECKING, RENAMING, UNDOING, bench_actions
from photohash.core.errors import Cancelled
from photohash.core.task import Task


def test_every_file_goes_and_comes_back_and_nothing_is_left_behind(tmp_path):
    result = bench_actions(12, folder=tmp_path, task=Task())
    assert result.files == 12
    assert set(result.seconds) == {CHECKING, ACTING, UNDOING, RENAMING}
    assert not list(tmp_path.iterdir())
    document = json.loads(json.dumps(result.as_dict()))
    assert document["ratios"][f"{ACTING} / {RENAMING}"] == pytest.approx(
        document["rates"][ACTING] / document["rates"][RENAMING]
    )


def test_all_may_be_copies_of_one_photo(tmp_path):
    assert bench_actions(7, copies=7, folder=tmp_path, task=Task()).files == 7


def test_it_can_be_cancelled(tmp_path):
    task = Task()
    task.cancel()
    with pytest.raises(Cancelled):
        bench_actions(12, folder=tmp_path, task=task)
    assert not list(tmp_path.iterdir())
