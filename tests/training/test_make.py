"""A whole recipe, small: photos in, a model directory out that finds copies; and the command line in front of it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from photohash.core.bits import distances
from photohash.core.errors import UsageError
from photohash.core.task import Task
from photohash.hashing.card import check
from photohash.hashing.dhida import Dhida
from photohash.hashing.losses import SoftmaxLoss
from photohash.hashing.methods import Value
from photohash.hashing.runtime import load
from photohash.training.__main__ import main
from photohash.training.make import begin_with_linear_head, make, pool, spread, untrained
from photohash.training.recipe import Phase, Recipe, Views
from photohash.training.wanted import Network
from tests.training.photos import archive, fill, photo

OPTIONS: dict[str, Value] = {"channels": 16, "attention": "improved", "turns": True}

SMALL = Recipe(
    purpose="test",
    title="A small test",
    licence="Apache-2.0",
    data="made-up photos",
    seed=5,
    network=Network("dhida", "lite0", pretrained=False, bits=16, side=32, options=OPTIONS),
    views=Views(photos=40, views=2, held_out=0.3, front=17, int8=False),
    loss=SoftmaxLoss(),
    head=Phase(steps=3, photos=8, rate=1e-3, decay=0.01),
    whole=Phase(steps=2, photos=4, rate=1e-4, decay=0.01),
    calibration=8,
)


def test_a_recipe_makes_a_model_that_codes_photos(tmp_path):
    work = tmp_path / "work"
    work.mkdir()
    made = make(SMALL, [archive(tmp_path / "photos.tar", 30)], tmp_path / "out", work, Task())
    card = made.card
    assert made.failures == ()
    folder = tmp_path / "out" / "dhida-lite0-16-test"
    assert check(folder) == card
    assert card.metrics["mean_recall"] >= 0
    assert card.training["recipe"]["seed"] == 5
    model = load(folder, device="cpu")
    prepared = np.stack([model.prepare(np.asarray(photo(number))) for number in range(4)])
    codes = model.encode(prepared)
    assert codes.shape == (4, 2)
    assert (distances(codes, model.encode(prepared)).diagonal() == 0).all()


def test_the_linear_head_becomes_the_networks_beginning(tmp_path):
    network = untrained(SMALL)
    assert isinstance(network, Dhida)
    maps = [np.random.default_rng(view).normal(size=(20, 4, 320, 1, 1)).astype(np.float16) for view in range(2)]
    pooled = pool(network, maps[0], SMALL.views.front)
    begin_with_linear_head(SMALL, network, maps, tmp_path, Task())
    weight = network.reduce.weight.detach().numpy()[:, :, 0, 0]
    bias = network.reduce.bias.detach().numpy()  # type: ignore[union-attr]
    expected = np.clip(pooled @ weight.T + bias, -1, 1)
    import torch

    with torch.inference_mode():
        found = network.outputs_from_features(
            torch.from_numpy(maps[0].astype(np.float32)), SMALL.views.front
        ).code.numpy()
    np.testing.assert_allclose(found, expected, atol=1e-4)


def test_too_few_photos_are_said_to_be_too_few(tmp_path):
    with pytest.raises(UsageError, match="too few"):
        make(SMALL, [fill(tmp_path / "photos", 3)], tmp_path / "out", tmp_path, Task())


def test_the_command_says_what_is_wrong(tmp_path, expected_logs):
    expected_logs.expect("is not a usable recipe")
    assert main([str(tmp_path / "none.toml"), "--data", str(tmp_path), "--out", str(tmp_path / "out")]) == 1


@pytest.mark.parametrize(("available", "wanted", "kept"), [(5, 9, 5), (10, 3, 3), (4, 4, 4)])
def test_photos_are_taken_evenly(tmp_path: Path, available, wanted, kept):
    from photohash.training.examples import find_examples

    examples = find_examples([fill(tmp_path, available)])
    chosen = spread(examples, wanted)
    assert len(chosen) == len(set(chosen)) == kept
    assert chosen[0] == examples[0]
    assert chosen[-1] == examples[-1]
