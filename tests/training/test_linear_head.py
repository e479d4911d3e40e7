"""The first phase: the linear layer learnt on pooled features gives the network's outputs once it is folded in."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from photohash.core.errors import PhotoError, UsageError
from photohash.core.task import Task
from photohash.hashing.network import HashNetwork
from photohash.hashing.squash import squash
from photohash.training.copies_training import Maps, begin_with_linear_head, pairs_of_views, pool, spread
from photohash.training.feature_cache import FrontFeatures
from photohash.training.initial_weights import initial_network
from photohash.training.network_config import NetworkConfig
from photohash.training.photo_sources import Example, find_examples
from photohash.training.recipe import CopiesRecipe, HeadConfig, ViewsConfig
from tests.training.pictures import save_photos
from tests.training.test_copies_training import SMALL, changed

FRONT = 17
RECIPE = changed(
    "anchored",
    SMALL.model_copy(
        update={
            "seed": 2,
            "network": NetworkConfig.model_validate(
                {
                    "method": "dhida",
                    "backbone": "lite0",
                    "pretrained": False,
                    "bits": 16,
                    "side": 64,
                    "channels": 16,
                    "attention": "improved",
                    "turns": True,
                }
            ),
            "views": ViewsConfig(photos=12, views=2, held_out=0.1, front=FRONT, int8=False),
            "head": HeadConfig(steps=15, photos=8, rate=1e-2, decay=1e-2),
        }
    ),
    steps=0,
)


def untrained(wanted: CopiesRecipe) -> HashNetwork:
    return initial_network(wanted.network, None).eval()


def made_up_maps(turns: int) -> list[Maps]:
    """Two views of twelve photos as the front might see them: like each other, unlike those of other photos."""
    rng = np.random.default_rng(1)
    photos = rng.normal(size=(12, turns, 320, 2, 2))
    return [(photos + 0.2 * rng.normal(size=photos.shape)).astype(np.float16) for _ in range(2)]


def outputs(network: HashNetwork, maps: Maps) -> np.ndarray:
    """What the network makes of maps."""
    with torch.inference_mode():
        found: np.ndarray = network.outputs_from_features(torch.from_numpy(maps.astype(np.float32)), FRONT).code.numpy()
    return found


@pytest.mark.parametrize("attention", ["improved", "dual", "none"])
@pytest.mark.parametrize("turns", [True, False])
@pytest.mark.parametrize("channels", [16, 24])
def test_the_head_folded_in_gives_the_same_outputs(tmp_path, attention, turns, channels):
    network_config = RECIPE.network.with_options(channels=channels, attention=attention, turns=turns)
    recipe = RECIPE.model_copy(update={"network": network_config})
    maps = made_up_maps(4 if turns else 1)
    torch.manual_seed(recipe.seed)
    network = untrained(recipe)
    pooled = pool(network, maps[0], FRONT)
    begin_with_linear_head(recipe, network, maps, tmp_path, Task())
    head = torch.load(tmp_path / "head.pt", weights_only=True)["network"]
    standard = (torch.from_numpy(pooled) - head["mean"]) / head["spread"]
    expected = (standard @ head["linear.weight"].T + head["linear.bias"]).clamp(-1, 1).numpy()
    found = outputs(network, maps[0])
    assert found.shape == (12, 16)
    assert np.abs(expected).max() > 0.05
    np.testing.assert_allclose(found, expected, atol=2e-4)


def test_the_head_learns_to_tell_photos_apart(tmp_path):
    def share_found(network: HashNetwork) -> float:
        codes = [np.sign(outputs(network, view)) for view in maps]
        return float(((codes[1] @ codes[0].T).argmax(axis=1) == np.arange(12)).mean())

    maps = made_up_maps(4)
    torch.manual_seed(RECIPE.seed)
    network = untrained(RECIPE)
    begin_with_linear_head(RECIPE, network, maps, tmp_path, Task())
    assert share_found(network) >= 0.75


def test_without_steps_the_network_stays_as_it_was(tmp_path):
    network = untrained(RECIPE)
    before = {name: value.clone() for name, value in network.state_dict().items()}
    skipped = changed("head", RECIPE, steps=0)
    begin_with_linear_head(skipped, network, made_up_maps(4), tmp_path, Task())
    assert all(torch.equal(value, before[name]) for name, value in network.state_dict().items())
    assert not (tmp_path / "head.pt").exists()


def test_pooling_is_the_mean_of_what_the_backbone_makes_of_each_turn():
    network, maps = untrained(RECIPE), made_up_maps(4)[0]
    with torch.inference_mode():
        for row, photo_maps in zip(pool(network, maps, FRONT), maps, strict=True):
            features = network.backbone(torch.from_numpy(photo_maps.astype(np.float32)), start=FRONT)
            np.testing.assert_allclose(row, features.mean(dim=(0, 2, 3)).numpy(), rtol=1e-4, atol=1e-6)


def test_a_batch_is_two_different_views_of_different_photos():
    maps = [np.arange(20, dtype=np.float32)[:, None] + 100 * view for view in range(4)]
    draw = pairs_of_views(maps, photos=6)
    with_photo_itself = 0
    for step in range(200):
        inputs, labels = draw(step, np.random.default_rng([1, step]))
        numbers, views = (inputs[:, 0] % 100).int(), (inputs[:, 0] // 100).int()
        assert labels.tolist() == [*range(6), *range(6)]
        assert torch.equal(numbers[:6], numbers[6:])
        assert len(set(numbers[:6].tolist())) == 6
        assert len(set(views[:6].tolist())) == len(set(views[6:].tolist())) == 1
        assert views[0] != views[6]
        with_photo_itself += 0 in (int(views[0]), int(views[6]))
    assert 0.6 < with_photo_itself / 200 < 0.95


def test_the_kept_maps_are_those_of_the_network(tmp_path):
    """OpenVINO's front, then the rest in torch, against the whole in torch."""
    save_photos(tmp_path / "photos", 5)
    examples = find_examples([tmp_path / "photos"])
    torch.manual_seed(0)
    network = untrained(changed("network", RECIPE, side=32))
    front = FrontFeatures(network, 3, 32, tmp_path / "maps", threads=1)
    maps = front.maps("view", examples, lambda image, _: image)
    assert maps.shape == (5, 4, 24, 8, 8)
    assert maps.dtype == np.float16
    pixels = np.stack([squash(np.asarray(example.image()), 32) for example in examples])
    with torch.inference_mode():
        x = (torch.from_numpy(pixels).permute(0, 3, 1, 2).float() - 127) / 128
        for turn in range(4):
            exact = network.backbone(torch.rot90(x, turn, (2, 3)), stop=3).numpy()
            np.testing.assert_allclose(maps[:, turn], exact, rtol=2e-2, atol=2e-3)


def test_a_photo_that_cannot_be_read_ends_the_run_by_its_name(tmp_path):
    save_photos(tmp_path / "photos", 3)
    broken = tmp_path / "photos" / "001.jpg"
    broken.write_bytes(broken.read_bytes()[:300])
    front = FrontFeatures(untrained(RECIPE), 1, 32, tmp_path / "maps", threads=1)
    with pytest.raises(PhotoError, match=r"001\.jpg in .* cannot be read"):
        front.maps("view", find_examples([tmp_path / "photos"]), lambda image, _: image)
    assert not (tmp_path / "maps" / "view.npy").exists()


def test_kept_maps_that_are_damaged_or_of_other_photos_are_refused(tmp_path):
    save_photos(tmp_path / "photos", 3)
    examples = find_examples([tmp_path / "photos"])
    front = FrontFeatures(untrained(RECIPE), 1, 32, tmp_path)
    np.save(tmp_path / "view.npy", np.zeros((2, 1, 32, 16, 16), np.float16))
    with pytest.raises(UsageError, match=r"view\.npy are of other photos; remove them to begin again\."):
        front.maps("view", examples, lambda image, _: image)
    (tmp_path / "view.npy").write_bytes(b"no maps")
    with pytest.raises(UsageError, match=r"view\.npy are damaged; remove them to begin again\."):
        front.maps("view", examples, lambda image, _: image)


@pytest.mark.parametrize(("available", "wanted"), [(5, 9), (10, 3), (4, 4), (100, 7)])
def test_photos_are_taken_evenly(available, wanted):
    examples = [Example(f"{number:03}", Path(), 0, 0) for number in range(available)]
    chosen = [int(example.name) for example in spread(examples, wanted)]
    assert len(set(chosen)) == len(chosen) == min(available, wanted)
    assert (chosen[0], chosen[-1]) == (0, available - 1)
    steps = np.diff(chosen)
    assert steps.max() - steps.min() <= 1
