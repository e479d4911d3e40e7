"""Copies made afresh are led to the codes that their photos had: the anchors, the copies, and what comes of it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from photohash.core.task import Task
from photohash.hashing.losses import ProxySoftmaxLoss
from photohash.hashing.network import HashNetwork
from photohash.hashing.squash import squash
from photohash.training.anchor_training import FreshCopies, anchors_of, copies_ahead, train_anchored
from photohash.training.copies_training import view_maps
from photohash.training.initial_weights import initial_network
from photohash.training.photo_sources import find_examples
from photohash.training.recipe import CopiesRecipe
from tests.training.pictures import save_photos
from tests.training.test_copies_training import SMALL, changed

PHOTOS = 12


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory):
    folder = tmp_path_factory.mktemp("photos")
    save_photos(folder, PHOTOS)
    return find_examples([folder])


def recipe(**changes) -> CopiesRecipe:
    return changed("anchored", **changes)


def untrained(wanted: CopiesRecipe) -> HashNetwork:
    return initial_network(wanted.network, None).eval()


@pytest.mark.usefixtures("in_float32")
def test_anchors_are_the_signs_of_the_codes_of_the_photos(examples, tmp_path: Path):
    torch.manual_seed(1)
    network = untrained(SMALL)
    maps = view_maps(SMALL, network, examples, tmp_path, Task())[0]
    anchors = anchors_of(network, maps, SMALL.views.front)
    assert anchors.shape == (PHOTOS, SMALL.network.bits)
    with torch.inference_mode():
        pixels = network.backbone.normalised(_pixels(examples[3], SMALL.network.side))
        one = network.relaxed(network.outputs_from_features(network.positions(pixels), 0).code)[0]  # not of its middle
    sure = one.abs() > 1e-2  # nearer to 0, half-precision maps may fall on either side
    assert sure.any()
    assert torch.equal(anchors[3][sure], torch.sign(one)[sure])


def _pixels(example, side: int) -> torch.Tensor:
    return torch.from_numpy(squash(np.asarray(example.image()), side).copy()).permute(2, 0, 1)[None].float()


def test_copies_of_a_step_depend_on_nothing_but_the_step(examples):
    copies = FreshCopies(recipe(photos=5), examples)
    squares, chosen = copies[7]
    again, same = copies[7]
    assert squares.shape == (5, SMALL.network.side, SMALL.network.side, 3)
    assert np.array_equal(squares, again)
    assert np.array_equal(chosen, same)
    assert len(set(chosen.tolist())) == 5
    assert not np.array_equal(copies[8][1], chosen) or not np.array_equal(copies[8][0], squares)


def test_a_batch_has_no_more_copies_than_there_are_photos(examples):
    squares, chosen = FreshCopies(recipe(photos=64), examples)[0]
    assert len(squares) == len(chosen) == PHOTOS


def test_a_photo_may_have_several_copies_in_a_batch(examples):
    squares, chosen = FreshCopies(recipe(photos=4, copies=2), examples)[0]
    assert len(squares) == 8
    assert np.array_equal(chosen[0::2], chosen[1::2])
    assert not np.array_equal(squares[0::2], squares[1::2])


def test_a_turned_share_of_one_turns_every_copy(examples):
    plain, turned = FreshCopies(recipe(turned=0.0), examples)[2], FreshCopies(recipe(turned=1.0), examples)[2]
    assert np.array_equal(plain[1], turned[1])
    assert not np.array_equal(plain[0], turned[0])


@pytest.mark.parametrize("first", [0, 2])
def test_other_processes_draw_what_would_be_drawn_here(examples, first: int):
    copies, rng = FreshCopies(recipe(photos=3), examples), np.random.default_rng(0)
    here, ahead = copies_ahead(copies, 4, 0, Task()), copies_ahead(copies, 4, 1, Task())
    for step in range(first, 4):
        for one, other in zip(here(step, rng), ahead(step, rng), strict=True):
            assert torch.equal(one, other)


def test_the_sides_of_copies_reach_from_the_least_to_the_side_of_the_network(examples):
    wide = changed("anchored", changed("network", side=96), photos=2, least_side=32)
    copies = FreshCopies(wide, examples)
    assert {copies[step][0].shape[1:3] for step in range(24)} == {(32, 32), (64, 64), (96, 96)}


def test_a_share_of_the_copies_is_the_photo_itself(examples):
    squares, chosen = FreshCopies(recipe(photos=PHOTOS, unchanged=0.999, turned=0.0), examples)[0]
    originals = [squash(np.asarray(examples[index].image()), SMALL.network.side) for index in chosen.tolist()]
    assert np.array_equal(squares, np.stack(originals))


@pytest.mark.usefixtures("in_float32")
def test_anchors_that_learn_draw_apart_and_an_interrupted_run_remembers_them(examples, tmp_path: Path):
    wanted = recipe(steps=12, photos=8, rate=1e-6, head_rate=1e-6, anchor_rate=0.3, margin=0.3)
    network = untrained(wanted)
    alike = torch.ones(PHOTOS, wanted.network.bits)
    alike[:, : wanted.network.bits // 4] = torch.randn(PHOTOS, wanted.network.bits // 4).sign()
    train_anchored(wanted, network, alike, examples, tmp_path, Task())
    after = torch.load(tmp_path / "anchored.pt", weights_only=True)["network"]["anchors"]
    normal = torch.nn.functional.normalize
    assert (normal(after) @ normal(after).T).mean() < (normal(alike) @ normal(alike).T).mean()


@pytest.mark.usefixtures("in_float32")
def test_fixed_anchors_stay_where_they_are(examples, tmp_path: Path):
    wanted = recipe(steps=2, photos=8)
    network, anchors = untrained(wanted), torch.ones(PHOTOS, wanted.network.bits)
    train_anchored(wanted, network, anchors, examples, tmp_path, Task())
    kept = torch.load(tmp_path / "anchored.pt", weights_only=True)["network"]["anchors"]
    assert torch.equal(kept, anchors)


@pytest.mark.usefixtures("in_float32")
def test_copies_come_nearer_to_the_codes_of_their_photos(examples, tmp_path: Path):
    wanted = recipe(steps=25, photos=8, rate=2e-4, head_rate=3e-3, frozen=14)
    torch.manual_seed(2)
    network = untrained(wanted)
    maps = view_maps(wanted, network, examples, tmp_path, Task())[0]
    anchors = anchors_of(network, maps, wanted.views.front)
    copies = FreshCopies(recipe(photos=PHOTOS), examples)
    before = _picked(network, anchors, copies)
    frozen = [parameter.clone() for parameter in network.backbone.layers[0].parameters()]
    train_anchored(wanted, network, anchors, examples, tmp_path, Task())
    assert _picked(network, anchors, copies) < before
    assert all(map(torch.equal, frozen, network.backbone.layers[0].parameters()))


def _picked(network, anchors: torch.Tensor, copies) -> float:
    """The loss over some steps that were not trained on."""
    values = []
    with torch.inference_mode():
        for step in range(100, 104):
            squares, chosen = copies[step]
            pixels = network.backbone.normalised(torch.from_numpy(squares).permute(0, 3, 1, 2).float())
            outputs = network.outputs_from_features(pixels[:, None], 0)
            values.append(ProxySoftmaxLoss(anchors)(outputs, torch.from_numpy(chosen)).item())
    return sum(values) / len(values)
