from __future__ import annotations

import json
from pathlib import Path

import pytest

from photohash.bench.speed import CODING, DECODING, INDEXING, SpeedResult, bench_speed
from photohash.core.errors import Cancelled, KnownError
from photohash.core.task import Task
from tests.evaluation.pictures import TinyEncoder, photo, save_photos

SMALL = (160, 120)


def bench(photos: Path | None, task: Task | None = None) -> SpeedResult:
    return bench_speed(photos, TinyEncoder(), task=task or Task(), count=4, rounds=2, size=SMALL)


@pytest.mark.parametrize("given", [True, False])
def test_every_contender_takes_its_turn_in_every_round(tmp_path: Path, given: bool):
    save_photos(tmp_path, 2)
    result = bench(tmp_path if given else None)
    assert {INDEXING, CODING, DECODING} <= set(result.rounds)
    assert all(len(rates) == 2 and min(rates) > 0 for rates in result.rounds.values())
    assert result.megapixels == pytest.approx(160 * 120 / 1e6)
    assert result.photos == 4


def test_ratios_are_those_of_the_rates_and_fit_into_json(tmp_path: Path):
    document = json.loads(json.dumps(bench(None).as_dict()))
    rates = document["rates"]
    assert document["ratios"][f"{INDEXING} / {DECODING}"] == pytest.approx(rates[INDEXING] / rates[DECODING])
    assert document["model"] == "tiny-64"


def test_photos_that_are_large_already_are_used_as_they_are(tmp_path: Path):
    photo(1, 4000, 2600).save(tmp_path / "large.jpg", quality=80)
    result = bench_speed(tmp_path, TinyEncoder(), task=Task(), count=1, rounds=1, size=SMALL)
    assert result.megapixels == pytest.approx(10.4)


def test_progress_reaches_its_total():
    task = Task()
    bench(None, task)
    assert task.progress.done == task.progress.total


def test_it_can_be_cancelled_and_an_empty_folder_is_refused(tmp_path: Path):
    with pytest.raises(KnownError, match="no photos"):
        bench(tmp_path)
    task = Task()
    task.cancel()
    with pytest.raises(Cancelled):
        bench(None, task)


def test_a_photo_that_cannot_be_read_is_named(tmp_path: Path):
    (tmp_path / "broken.jpg").write_bytes(b"no photo")
    with pytest.raises(KnownError, match=r"broken\.jpg cannot be decoded"):
        bench(tmp_path)
