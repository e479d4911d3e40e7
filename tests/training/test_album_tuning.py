"""The second phase of learning albums: what is behind the front moves, part of the way back, and the front does not."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch

from photohash.core.task import Task
from photohash.hashing.network import HashNetwork
from photohash.training.album_recipe import AlbumRecipe
from photohash.training.album_tuning import tune
from photohash.training.album_views import AlbumViews, front_of
from photohash.training.initial_weights import initial_network
from photohash.training.recipe_file import read_recipe
from tests.training.albums import IN_MINUTES


def test_what_is_behind_the_front_ends_between_where_it_began_and_where_it_went(tmp_path: Path) -> None:
    (tmp_path / "small.toml").write_text(IN_MINUTES, encoding="utf-8")
    recipe = read_recipe(tmp_path / "small.toml")
    assert isinstance(recipe, AlbumRecipe)
    recipe = recipe.for_classes(2)
    torch.manual_seed(1)
    network = initial_network(recipe.network, None).eval()
    front, labels = front_of(recipe, network), np.repeat([0, 1], 4)
    with torch.inference_mode():
        maps = network.features(torch.randn(len(labels), 3, 32, 32), stop=front)
        pooled = network.features(maps, start=front).mean(dim=(2, 3))
    views = AlbumViews([maps.numpy().astype(np.float16)], pooled.numpy()[None], front)

    def tuned(kept: float) -> HashNetwork:
        tuning = recipe.tuning.model_copy(update={"kept": kept})
        asked, device = recipe.model_copy(update={"tuning": tuning}), torch.device("cpu")
        return tune(asked, network, views, labels, np.arange(len(labels)), 3, Task(), device=device, name="tuning")

    half, whole = dict(tuned(0.5).named_parameters()), dict(tuned(0.0).named_parameters())
    for name, before in network.named_parameters():
        torch.testing.assert_close(half[name], (before + whole[name]) / 2, rtol=1e-4, atol=1e-5)
        is_front = name.startswith(tuple(f"backbone.layers.{layer}." for layer in range(front)))
        if is_front:
            assert torch.equal(before, whole[name])
    assert any(not torch.equal(before, whole[name]) for name, before in network.named_parameters())
