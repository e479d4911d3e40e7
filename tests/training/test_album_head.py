"""The first phase of learning albums: every method teaches, on means of feature maps, and leaves the backbone alone."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from photohash.core.bits import pack
from photohash.core.task import Task
from photohash.hashing.methods import METHODS
from photohash.training.album_head import Standardised, codes_behind, learn_head
from photohash.training.album_measure import score
from photohash.training.album_recipe import AlbumRecipe
from photohash.training.album_views import AlbumViews
from photohash.training.initial_weights import initial_network
from photohash.training.recipe_file import find_recipe, read_recipe

ALBUMS, PHOTOS, CHANNELS = 4, 12, 1280


def committed(method: str) -> AlbumRecipe:
    """What photohash goes by itself, without the ImageNet weights."""
    recipe = read_recipe(find_recipe(f"albums-{method}"))
    assert isinstance(recipe, AlbumRecipe)
    network = recipe.network.model_copy(update={"pretrained": False})
    return recipe.model_copy(update={"network": network}).for_classes(ALBUMS)


def features(photos: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Of albums that overlap: a direction for each album, and four times as much noise in all directions."""
    labels = np.repeat(np.arange(ALBUMS), photos)
    centres = np.random.default_rng(0).normal(size=(ALBUMS, CHANNELS))
    noise = np.random.default_rng(seed).normal(size=(len(labels), CHANNELS))
    return np.abs(0.5 + 0.05 * centres[labels] + 0.2 * noise).astype(np.float32), labels


def views_of(pooled: np.ndarray) -> AlbumViews:
    return AlbumViews([], pooled[None], 12)


@pytest.mark.parametrize("method", METHODS)
def test_every_method_tells_photos_apart_that_it_never_saw(method):
    recipe = committed(method)
    torch.manual_seed(1)
    network = initial_network(recipe.network, None).eval()
    (learnt, labels), (other, known) = features(PHOTOS, 1), features(PHOTOS, 2)
    made = learn_head(recipe, network, views_of(learnt), labels, np.arange(len(labels)), Task(), name="head")
    before, after = (
        score([np.arange(len(known))], [pack(codes_behind(one, other))], known, 0).mean for one in (network, made)
    )
    assert after > 0.9 > before
    for name, value in network.state_dict().items():
        if name.startswith(("backbone.", "attention.", "cbam.")):
            assert torch.equal(value, made.state_dict()[name])


@pytest.mark.parametrize("method", METHODS)
def test_a_folded_head_makes_of_features_what_it_made_of_standardised_ones(method):
    recipe = committed(method)
    torch.manual_seed(1)
    network = initial_network(recipe.network, None).eval()
    pooled = torch.from_numpy(features(3, 1)[0])
    standardised, layers = Standardised(pooled.numpy()), len(network.backbone.layers)

    def codes(x: torch.Tensor) -> torch.Tensor:
        with torch.inference_mode():
            return network.outputs_from_features(x[:, None], layers).code

    maps = pooled[:, :, None, None]
    expected = codes(standardised(maps))
    standardised.fold(network)
    torch.testing.assert_close(codes(maps), expected, rtol=1e-3, atol=1e-4)
    standardised.unfold(network)
    torch.testing.assert_close(codes(standardised(maps)), expected, rtol=1e-3, atol=1e-4)
