from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from photohash.bench import copies_chart, peers
from photohash.bench.copies import bench_copies
from photohash.bench.copies_result import CopiesResult
from photohash.bench.peers import Codec, ModelCodec, installed
from photohash.core.bits import Codes, bytes_of
from photohash.core.errors import Cancelled, KnownError, UsageError
from photohash.core.task import Task
from photohash.edits.transformations import FAMILY, random_for
from photohash.evaluation.image_source import open_source, picture
from photohash.library.photo import Pixels
from tests.evaluation.pictures import TinyEncoder, save_photos

FEW = [row for row in FAMILY if row.name in {"jpeg-70", "crop-40", "mirror"}]
MORE = [*FEW, *(row for row in FAMILY if row.name in {"flip", "noise-10"})]


def bench(folder: Path, *, sources: int = 3) -> CopiesResult:
    return bench_copies(folder, [TinyEncoder()], sources=sources, task=Task(), families={"few": FEW}, others=[])


def codes_of(codec: Codec, pictures: Sequence[Pixels]) -> Codes:
    return codec.codes([codec.prepare(picture) for picture in pictures])


def slow_figures(folder: Path, sources: int) -> tuple[int, dict[str, float]]:
    """Radius and recall by comparing every copy with every photo, one pair at a time."""
    codec = ModelCodec(TinyEncoder())
    photos = open_source(folder)
    pictures = {name: picture(photos.read(name)) for name in photos.names}
    codes = {name: codes_of(codec, [np.asarray(image)])[0] for name, image in pictures.items()}
    matching: dict[str, list[int]] = {row.name: [] for row in FEW}
    non_matching: list[int] = []
    for row in FEW:
        for source in sorted(pictures)[:sources]:
            copy = picture(row.copy(pictures[source], random_for(source, row.name, 0)))
            code = codes_of(codec, [np.asarray(copy)])[0]
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
    assert bench(tmp_path).codecs[0].families["few"].at == {}


def test_the_document_is_json_with_machine_ratios_and_codecs(tmp_path: Path):
    pytest.importorskip("imagehash")
    save_photos(tmp_path, 5)
    result = bench_copies(tmp_path, [TinyEncoder()], sources=2, task=Task(), families={"few": FEW})
    document = json.loads(json.dumps(result.as_dict()))
    assert document["model"] == "tiny-64"
    assert document["machine"]["cores"] >= 1
    ours, phash = document["codecs"]["tiny-64"], document["codecs"]["phash"]
    assert document["ratios"]["recall phash / tiny-64"] == pytest.approx(phash["mean_recall"] / ours["mean_recall"])
    assert set(ours["recall"]) == {row.name for row in FEW}
    assert document["families"] == {"few": [row.name for row in FEW]}
    assert document["headline"] == "few"
    assert (ours["bits"], ours["peer"], phash["peer"]) == (64, False, True)
    figures = ours["families"]["few"]
    assert figures == {name: ours[name] for name in figures}
    assert figures["worst"] == {
        "transformation": min(figures["recall"], key=figures["recall"].get),
        "recall": min(figures["recall"].values()),
    }
    assert 0 < figures["uap"] <= 1
    assert document["skipped"] == peers.absent()


def test_a_family_has_the_same_figures_whatever_else_is_measured(tmp_path: Path):
    save_photos(tmp_path, 7)

    def few(families) -> object:
        result = bench_copies(tmp_path, [TinyEncoder()], sources=4, task=Task(), families=families, others=[])
        return result.codecs[0].families["few"], result.pairs

    alone, beside = few({"few": FEW}), few({"few": FEW, "more": MORE})
    assert alone == beside
    result = bench_copies(
        tmp_path, [TinyEncoder()], sources=4, task=Task(), families={"few": FEW, "more": MORE}, others=[]
    )
    assert list(result.transformations) == [row.name for row in MORE]
    assert set(result.codecs[0].families["more"].headline.recall) == {row.name for row in MORE}
    assert result.codecs[0].families["more"].pairs == 4 * 6 * len(MORE)


def test_a_code_that_finds_everything_first_has_a_micro_average_precision_of_one(tmp_path: Path):
    save_photos(tmp_path, 6)
    saved = [row for row in FAMILY if row.name in {"jpeg-70", "webp-60"}]
    result = bench_copies(tmp_path, [TinyEncoder()], task=Task(), families={"saved": saved}, others=[])
    assert result.codecs[0].families["saved"].uap == pytest.approx(1.0)
    assert bench(tmp_path).codecs[0].families["few"].uap < 1.0


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
    bench_copies(tmp_path, [TinyEncoder()], sources=2, task=task, families={"few": FEW}, others=[])
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
    photos = open_source(tmp_path)
    pictures = [np.asarray(picture(photos.read(name))) for name in photos.names]
    codes = codes_of(codec, [*pictures, np.clip(pictures[0].astype(int) + 3, 0, 255).astype(np.uint8)])
    assert codes.shape == (4, bytes_of(codec.bits))
    assert codes.dtype == np.uint8
    near, far = (int(np.bitwise_count(codes[0] ^ codes[other]).sum()) for other in (3, 1))
    assert near < far
    assert codec.codes([]).shape == (0, bytes_of(codec.bits))


def test_a_peer_is_either_measured_or_told_of_with_the_command_that_installs_it():
    names = {codec.name for codec in installed()}
    missing = " ".join(peers.absent())
    for library, name in (("imagehash", "phash"), ("pdqhash", "pdq"), ("imagededup", "imagededup-whash")):
        assert (name in names) != (f"pip install {library}" in missing)


@pytest.mark.parametrize("suffix", [".png", ".svg"])
def test_the_chart_is_a_picture_that_grows_with_the_rows(tmp_path: Path, suffix: str):
    pytest.importorskip("matplotlib")
    save_photos(tmp_path / "photos", 5)
    sizes = []
    for families in ({"few": FEW}, {"few": FEW, "more": MORE}):
        result = bench_copies(
            tmp_path / "photos", [TinyEncoder()], sources=2, task=Task(), families=families, others=installed()
        )
        file = tmp_path / f"{len(families)}{suffix}"
        copies_chart.require(file)
        copies_chart.write(result, file)
        if suffix == ".png":
            with Image.open(file) as chart:
                sizes.append(chart.size)
        else:
            text = file.read_text()
            assert all(name in text for name in (*result.transformations, "tiny-64", "share of copies found"))
    if sizes:
        assert sizes[0][0] == sizes[1][0]
        assert sizes[0][1] < sizes[1][1]


def test_a_chart_that_cannot_be_drawn_or_written_is_refused_in_words(tmp_path: Path):
    with pytest.raises(UsageError, match=r"\.png or \.svg.*copies\.pdf"):
        copies_chart.require(tmp_path / "copies.pdf")
    pytest.importorskip("matplotlib")
    save_photos(tmp_path, 3)
    with pytest.raises(UsageError, match="nowhere"):
        copies_chart.write(bench(tmp_path), tmp_path / "nowhere" / "copies.png")


def test_on_real_photos_a_perceptual_hash_survives_saving_but_not_turning(data_folder: Path):
    pytest.importorskip("imagehash")
    family = [row for row in FAMILY if row.name in {"jpeg-70", "turn-90"}]
    result = bench_copies(
        data_folder / "photos-eval.tar",
        [],
        sources=8,
        task=Task(),
        families={"two": family},
        others=[codec for codec in installed() if codec.name == "phash"],
    )
    assert result.codecs[0].headline.recall == {"jpeg-70": 1.0, "turn-90": 0.0}
    assert result.sources + result.distractors == 500
    assert result.model is None
    assert result.ratios == {}
