from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from photohash.core.errors import Cancelled, KnownError
from photohash.core.task import Task
from photohash.evaluation.copies import CopiesResult, bench_copies
from photohash.evaluation.peers import ModelCodec, PerceptualHash, installed
from photohash.evaluation.sources import open_source, picture
from photohash.evaluation.transformations import FAMILY, random_for
from tests.evaluation.pictures import TinyEncoder, save_photos

FEW = [row for row in FAMILY if row.name in {"jpeg-70", "crop-40", "mirror"}]


def bench(folder: Path, *, sources: int = 3) -> CopiesResult:
    return bench_copies(folder, [TinyEncoder()], sources=sources, task=Task(), family=FEW, others=[])


def slow_figures(folder: Path, sources: int) -> tuple[int, dict[str, float]]:
    """Radius and recall by comparing every copy with every photo, one pair at a time."""
    codec = ModelCodec(TinyEncoder())
    with open_source(folder) as photos:
        pictures = {name: picture(photos.read(name)) for name in photos.names}
    codes = {name: codec.codes([np.asarray(image)])[0] for name, image in pictures.items()}
    matching: dict[str, list[int]] = {row.name: [] for row in FEW}
    non_matching: list[int] = []
    for row in FEW:
        for source in sorted(pictures)[:sources]:
            copy = picture(row.copy(pictures[source], random_for(source, row.name, 0)))
            code = codec.codes([np.asarray(copy)])[0]
            for name, other in codes.items():
                distance = sum(int(byte).bit_count() for byte in code ^ other)
                (matching[row.name] if name == source else non_matching).append(distance)
    radius = max(r for r in range(-1, 65) if sum(d <= r for d in non_matching) <= 1e-5 * len(non_matching))
    return radius, {name: sum(d <= radius for d in pairs) / len(pairs) for name, pairs in matching.items()}


def test_figures_are_those_of_comparing_every_pair(tmp_path: Path):
    save_photos(tmp_path, 6)
    result = bench(tmp_path)
    radius, recall = slow_figures(tmp_path, 3)
    (codec,) = result.codecs
    assert codec.headline.radius == radius
    assert codec.headline.recall == recall
    assert codec.headline.mean_recall == pytest.approx(sum(recall.values()) / len(recall))
    assert result.pairs == 3 * 3 * 5
    assert (result.sources, result.distractors) == (3, 3)


def test_a_thumbnail_code_finds_saved_copies_and_loses_mirrored_ones(tmp_path: Path):
    save_photos(tmp_path, 12)
    recall = bench(tmp_path, sources=12).codecs[0].headline.recall
    assert recall["jpeg-70"] == 1.0
    assert recall["mirror"] < 0.5


def test_only_rates_that_the_pairs_can_resolve_are_given(tmp_path: Path):
    save_photos(tmp_path, 4)
    assert bench(tmp_path).codecs[0].at == {}


def test_the_document_is_json_with_machine_ratios_and_codecs(tmp_path: Path):
    pytest.importorskip("imagehash")
    save_photos(tmp_path, 5)
    result = bench_copies(tmp_path, [TinyEncoder()], sources=2, task=Task(), family=FEW)
    document = json.loads(json.dumps(result.as_dict()))
    assert document["model"] == "tiny-64"
    assert document["machine"]["cores"] >= 1
    ours, phash = document["codecs"]["tiny-64"], document["codecs"]["phash"]
    assert document["ratios"]["recall phash / tiny-64"] == pytest.approx(phash["mean_recall"] / ours["mean_recall"])
    assert set(ours) == {"bits", "radius", "false_match_rate", "recall", "mean_recall", "rates"}
    assert set(ours["recall"]) == {row.name for row in FEW}


def test_an_unreadable_photo_is_listed_and_the_rest_goes_on(tmp_path: Path):
    save_photos(tmp_path, 4)
    (tmp_path / "01.jpg").write_bytes(b"no photo")
    result = bench(tmp_path)
    assert [str(failure.path) for failure in result.failures] == ["01.jpg"]
    assert result.sources == 3


def test_a_photo_that_is_there_twice_counts_once(tmp_path: Path):
    paths = save_photos(tmp_path, 4)
    shutil.copy(paths[0], tmp_path / "00 again.jpg")
    assert bench(tmp_path).pairs == 3 * 3 * 3


def test_progress_reaches_its_total(tmp_path: Path):
    save_photos(tmp_path, 4)
    task = Task()
    bench_copies(tmp_path, [TinyEncoder()], sources=2, task=task, family=FEW, others=[])
    assert task.progress.done == task.progress.total == 4 + 2 * 3


def test_it_can_be_cancelled(tmp_path: Path):
    save_photos(tmp_path, 3)
    task = Task()
    task.cancel()
    with pytest.raises(Cancelled):
        bench_copies(tmp_path, [TinyEncoder()], task=task, others=[])


def test_one_photo_is_not_enough_and_no_code_is_nothing_to_measure(tmp_path: Path):
    save_photos(tmp_path, 1)
    with pytest.raises(KnownError, match="fewer than two"):
        bench(tmp_path)
    with pytest.raises(KnownError, match="no code to measure"):
        bench_copies(tmp_path, [], task=Task(), others=[])


@pytest.mark.parametrize("codec", installed(), ids=lambda codec: codec.name)
def test_peers_give_packed_codes_that_are_near_for_near_pictures(tmp_path: Path, codec):
    save_photos(tmp_path, 3)
    with open_source(tmp_path) as photos:
        pictures = [np.asarray(picture(photos.read(name))) for name in photos.names]
    codes = codec.codes([*pictures, np.clip(pictures[0].astype(int) + 3, 0, 255).astype(np.uint8)])
    assert codes.shape == (4, codec.bits // 8)
    assert codes.dtype == np.uint8
    near, far = (int(np.bitwise_count(codes[0] ^ codes[other]).sum()) for other in (3, 1))
    assert near < far
    assert codec.codes([]).shape == (0, codec.bits // 8)


def test_on_real_photos_a_perceptual_hash_survives_saving_but_not_turning(data_folder: Path):
    pytest.importorskip("imagehash")
    family = [row for row in FAMILY if row.name in {"jpeg-70", "turn-90"}]
    result = bench_copies(
        data_folder / "photos-eval.tar", [], sources=8, task=Task(), family=family, others=[PerceptualHash()]
    )
    assert result.codecs[0].headline.recall == {"jpeg-70": 1.0, "turn-90": 0.0}
    assert result.sources + result.distractors == 500
    assert result.model is None
    assert result.ratios == {}
