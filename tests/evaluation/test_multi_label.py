"""Protocols of photos with several labels: their splits, and mAP@5000 equal to a plain count."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import numpy as np
import pytest
from PIL import Image

from photohash.core.bits import pack
from photohash.core.errors import UsageError
from photohash.core.task import Task
from photohash.evaluation import tables
from photohash.evaluation.datasets import Dataset, Pictures, open_dataset
from photohash.evaluation.evaluate import evaluate
from photohash.evaluation.protocols import PROTOCOLS, Protocol
from photohash.evaluation.subject import Subject
from photohash.wiring import protocol_photos


class Painted(Pictures):
    def image(self, index: int) -> Image.Image:
        return Image.new("RGB", (1, 1), (index % 256, index // 256, 7))


class Drawn:
    """Codes by the number that a picture's colour tells: related to its labels, with noise."""

    def __init__(self, table: np.ndarray, bits: int, seed: int) -> None:
        rng = np.random.default_rng(seed)
        values = table.astype(np.float64) @ rng.normal(size=(table.shape[1], bits)) + rng.normal(
            size=(len(table), bits)
        )
        self.codes = pack(values)

    def prepare(self, pixels: np.ndarray) -> np.ndarray:
        return pixels

    def encode(self, batch: np.ndarray) -> np.ndarray:
        found: np.ndarray = self.codes[batch[:, 0, 0, 0].astype(int) + 256 * batch[:, 0, 0, 1].astype(int)]
        return found


def made(photos: int, labels: int, seed: int = 0) -> Dataset:
    """Photos with one to three labels, the first labels the most frequent."""
    rng = np.random.default_rng(seed)
    table = np.zeros((photos, labels), np.uint8)
    chances = 1 / np.arange(1, labels + 1)
    for row in table:
        row[rng.choice(labels, rng.integers(1, 4), replace=False, p=chances / chances.sum())] = 1
    names = [f"{number:05}.jpg" for number in range(photos)]
    return Dataset("made up", tuple(f"c{label}" for label in range(labels)), names, table, Painted())


NUS = replace(PROTOCOLS["nus-wide-21"], train=5, queries=2, sizes=None)


def test_nus_wide_draws_so_many_of_every_label_and_learns_from_a_part_of_the_database():
    data = made(3000, 21)
    split = NUS.split(data)
    assert (len(split.queries), len(split.train), len(split.database)) == (2 * 21, 5 * 21, 3000 - 42)
    assert not set(split.queries) & set(split.database)
    assert set(split.train) <= set(split.database)
    assert data.memberships[split.queries].sum(axis=0).min() >= 2
    again = NUS.split(data)
    assert all((a == b).all() for a, b in zip((split.train, split.queries), (again.train, again.queries), strict=True))


def test_mirflickr_searches_among_what_is_neither_looked_for_nor_learnt_from():
    data = made(1500, 6)
    mirflickr = replace(PROTOCOLS["mirflickr-25k"], train=50, queries=10)
    split = mirflickr.split(data)
    together = np.concatenate([split.train, split.queries, split.database])
    assert sorted(together.tolist()) == list(range(1500))
    assert len(split.queries) == 60


def test_imagenet_draws_130_and_50_of_every_class_and_searches_the_rest():
    labels = np.repeat(np.arange(100), 200)
    names = [f"{number}" for number in range(20_000)]
    data = Dataset("made up", tuple(map(str, range(100))), names, labels, Painted())
    split = PROTOCOLS["imagenet-100"].split(data)
    assert np.bincount(labels[split.queries]).tolist() == [50] * 100
    assert np.bincount(labels[split.train]).tolist() == [130] * 100
    assert len(split.database) == 15_000
    assert set(split.train) <= set(split.database)
    with pytest.raises(UsageError, match="imagenet-100 is for 100 labels, and made up has 21"):
        PROTOCOLS["imagenet-100"].split(made(100, 21))


def test_the_sizes_of_lists_count_as_the_whole_protocol():
    protocol = PROTOCOLS["imagenet-100"]
    assert protocol.is_whole((13_000, 5_000, 123_503))
    assert protocol.is_whole((13_000, 5_000, 128_503))
    assert not protocol.is_whole((13_000, 5_000, 128_502))


def plain_average_precision(right: list[bool], k: int) -> float:
    found, total = 0, 0.0
    for place, is_right in enumerate(right[:k], 1):
        if is_right:
            found += 1
            total += found / place
    return total / max(min(sum(right), k), 1)


@pytest.mark.parametrize(("cutoff", "bits"), [(5000, 24), (60, 24), (60, 6)])
def test_map_of_the_first_photos_is_a_plain_count_over_many_orders_of_ties(monkeypatch, cutoff, bits):
    data = made(400 if cutoff == 60 else 5400, 21, seed=3)
    reader = Drawn(data.labels, bits, seed=4)
    protocol: Protocol = replace(NUS, queries=1, train=1, cutoff=cutoff)
    monkeypatch.setattr("photohash.evaluation.protocols.PROTOCOLS", MappingProxyType({"nus-wide-21": protocol}))
    subject = Subject("made", "dhida", "lite0", bits, None, 1, "made", "cpu")
    found = evaluate("nus-wide-21", data, subject, reader, Task())
    split = protocol.split(data)
    assert found.photos["queries"] == 21
    rng, means = np.random.default_rng(0), []
    codes = np.unpackbits(reader.codes, axis=1)[:, :bits].astype(int)
    for query in split.queries:
        distances = np.abs(codes[split.database] - codes[query]).sum(axis=1)
        right = (data.labels[split.database] & data.labels[query]).any(axis=1)
        orders = [np.lexsort((rng.random(len(distances)), distances)) for _ in range(40 if cutoff == 60 else 4)]
        means.append(np.mean([plain_average_precision(right[order].tolist(), cutoff) for order in orders]))
    assert found.metrics[f"map_at_{cutoff}"] == pytest.approx(np.mean(means), abs=4e-3)
    assert all(
        near.right == bool(data.labels[near.index] @ data.labels[strip.query])
        for strip in found.strips
        for near in strip.found
    )


@pytest.mark.parametrize(("photos", "cutoff"), [(400, 60), (5064, 5000)])
def test_map_of_the_first_photos_is_a_plain_count_where_no_photos_are_tied(photos, cutoff):
    data = made(photos + 1, 21, seed=6)
    order = np.random.default_rng(7).permutation(photos)
    reader = Drawn(data.labels, 8, seed=0)
    reader.codes = np.packbits(np.vstack((np.zeros((1, photos)), np.tri(photos)[order])).astype(np.uint8), axis=1)
    searched = np.arange(1, photos + 1)
    data = replace(data, parts=MappingProxyType({"test": np.array([0]), "train": searched}))
    data.labels[1:22] |= np.eye(21, dtype=np.uint8)  # every label has a photo to learn from
    protocol = replace(NUS, cutoff=cutoff)
    data.labels[0] = 1
    data.labels[searched[::3]] = 0  # a third shares nothing with the query
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("photohash.evaluation.protocols.PROTOCOLS", MappingProxyType({"nus-wide-21": protocol}))
        subject = Subject("made", "dhida", "lite0", photos, None, 1, "made", "cpu")
        found = evaluate("nus-wide-21", data, subject, reader, Task())
    nearest = 1 + np.argsort(order)
    right = [bool(data.labels[photo] @ data.labels[0]) for photo in nearest]
    assert found.metrics[f"map_at_{cutoff}"] == pytest.approx(plain_average_precision(right, cutoff), abs=1e-12)


def test_tables_have_the_figures_of_every_data_set():
    assert tables.main_metric("nus-wide-21") == "map_at_5000"
    cell = tables.cell("nus-wide-21", "dhida", None, 48, "map_at_5000")
    assert cell == tables.Cell(0.8519, "DHIDA Table 3", "DHIDA")
    assert tables.cell("imagenet-100", "dhida", "dsdh", 64, "map_at_1000").value == 0.4268  # type: ignore[union-attr]
    own = tables.cell("imagenet-100", "dahp", None, 48, "map_at_1000")
    assert own == tables.Cell(0.7231, "DAHP Table IV", "Ours")
    assert tables.cell("imagenet-100", "itq", None, 12, "map_at_1000").value == 0.2055  # type: ignore[union-attr]
    assert tables.cell("mirflickr-25k", "dahp", None, 12).value == 0.8149  # type: ignore[union-attr]
    assert tables.cell("cifar10-dhida", "dhida", None, 16).value == 0.8213  # type: ignore[union-attr]
    assert tables.cell("nus-wide-21", "dhida", None, 48) is None
    main = tables.main_table("imagenet-100")
    assert main is not None
    assert (main.paper, main.data) == ("DHIDA", "ImageNet-100")


def test_training_takes_the_labels_and_the_training_side_of_lists(tmp_path: Path):
    data = made(60, 4, seed=5)
    for index, name in enumerate(data.names):
        data.image(index).save(tmp_path / name.replace(".jpg", ".png"))
    lines = [
        f"{n.replace('.jpg', '.png')} {' '.join(map(str, row))}\n"
        for n, row in zip(data.names, data.labels, strict=True)
    ]
    (tmp_path / "test.txt").write_text("".join(lines[:10]))
    (tmp_path / "train.txt").write_text("".join(lines[10:30]))
    (tmp_path / "database.txt").write_text("".join(lines[10:]))
    learnt = protocol_photos("mirflickr-25k", tmp_path)
    assert learnt.labels.shape == (20, 4)
    assert not learnt.single
    split = PROTOCOLS["mirflickr-25k"].split(open_dataset(tmp_path))
    assert (len(split.train), len(split.queries), len(split.database)) == (20, 10, 50)
