"""Figures of each album: what a slow, plain count over photos finds, and never a photo by itself."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest

from photohash.core.bits import distances, pack
from photohash.core.task import Task
from photohash.evaluation.by_album import AlbumsFound, as_rows, by_album
from photohash.evaluation.datasets import open_dataset
from photohash.evaluation.evaluate import evaluate
from tests.evaluation.labelled import save_class_folders, save_train_and_test
from tests.evaluation.pictures import TinyEncoder
from tests.evaluation.test_evaluate import TINY

BITS = 8


def drawn(labels: list[int], seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Codes without ties in what each finds would need more bits; these have many."""
    rng = np.random.default_rng(seed)
    return pack(rng.choice([-1.0, 1.0], (len(labels), BITS))), np.array(labels)


def found(labels: list[int], names: tuple[str, ...] = ("a", "b"), seed: int = 0) -> AlbumsFound:
    codes, known = drawn(labels, seed)
    nothing = codes[:0], known[:0]
    return by_album("m", names, (codes, known), nothing, BITS, among_themselves=True)


def by_orders(labels: list[int], seed: int = 0, orders: int = 3000) -> list[tuple[float, float]]:
    """mAP and P@10 of each photo, the mean over random orders of what is tied."""
    codes, known = drawn(labels, seed)
    apart, rng = distances(codes, codes), np.random.default_rng(1)
    told = []
    for photo in range(len(known)):
        others = np.delete(np.arange(len(known)), photo)
        values = []
        for _ in range(orders):
            order = others[np.lexsort((rng.random(len(others)), apart[photo, others]))]
            right = known[order] == known[photo]
            places = np.flatnonzero(right) + 1
            first = min(10, len(places))
            values.append((float(np.mean(np.arange(1, len(places) + 1) / places)), right[:first].mean()))
        told.append(tuple(np.mean(values, axis=0)))
    return told


def test_the_figures_are_those_of_a_plain_count_over_the_orders_of_ties():
    labels = [0, 0, 0, 0, 1, 1, 1]
    told = np.array(by_orders(labels))
    got = found(labels)
    for name, album, rows in (
        ("a", got.albums[0], slice(0, 4)),
        ("b", got.albums[1], slice(4, 7)),
        ("", got.whole, slice(None)),
    ):
        assert album.name == name
        assert album.photos == len(labels[rows])
        assert (album.mean_average_precision, album.precision_at_10) == pytest.approx(told[rows].mean(axis=0), abs=0.02)


def test_an_album_of_one_photo_has_no_figure_and_spoils_none():
    got = found([0, 0, 0, 1])
    assert math.isnan(got.albums[1].mean_average_precision)
    assert got.whole.mean_average_precision == pytest.approx(got.albums[0].mean_average_precision)
    assert as_rows(got, None)[1] == {"album": "b", "photos": 1, "map_all": None, "p_at_10": None}


def test_the_first_ten_of_a_large_album_are_ten():
    labels = [0] * 20 + [1] * 20
    codes = pack(np.where(np.array(labels)[:, None] == 0, 1.0, -1.0) * np.ones((1, BITS)))
    got = by_album(
        "m", ("a", "b"), (codes, np.array(labels)), (codes[:0], np.zeros(0, int)), BITS, among_themselves=True
    )
    assert got.whole.precision_at_10 == got.whole.mean_average_precision == 1


def test_every_photo_of_a_folder_is_looked_for_and_another_model_stands_before(tmp_path: Path):
    save_class_folders(tmp_path, ("beach", "town"), 5)
    told = evaluate(
        "folder", open_dataset(tmp_path), TINY, TinyEncoder(), Task(), before=(TINY, TinyEncoder())
    ).as_dict()
    assert told["before"] == TINY.id
    assert [(row["album"], row["photos"]) for row in told["albums"]] == [("beach", 5), ("town", 5), (None, 10)]
    for row in told["albums"]:
        assert row["before"] == {name: row[name] for name in ("map_all", "p_at_10")}


def test_a_folder_with_a_test_part_keeps_to_it(tmp_path: Path):
    save_train_and_test(tmp_path, ("beach", "town"), train=4, test=2)
    got = evaluate("folder", open_dataset(tmp_path), TINY, TinyEncoder(), Task())
    assert got.albums is not None
    assert got.albums.whole.photos == 4
    assert got.albums.whole.mean_average_precision == pytest.approx(got.metrics["map_all"])
