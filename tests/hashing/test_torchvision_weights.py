"""ResNet18 and AlexNet are torchvision's networks, and take its weights from where it keeps them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import torch
from torch import nn

from photohash.core.errors import ModelError
from photohash.hashing import backbones
from photohash.hashing.torchvision_ops import make_importable

NAMES = ["resnet18", "alexnet"]


@pytest.fixture
def models() -> Any:
    make_importable()
    return pytest.importorskip("torchvision.models")


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder torchvision downloads to, empty."""
    monkeypatch.setattr(torch.hub, "_hub_dir", str(tmp_path))
    (tmp_path / "checkpoints").mkdir()
    return tmp_path / "checkpoints"


def file_of(models: Any, name: str) -> str:
    """What torchvision calls the file of a network's weights."""
    return Path(models.get_model_weights(name).DEFAULT.url).name


def random_network(models: Any, name: str) -> Any:
    """A network of torchvision whose every number, statistics too, is its own."""
    torch.manual_seed(3)
    network = models.get_model(name).eval()
    for module in network.modules():
        if isinstance(module, nn.BatchNorm2d):
            for value in (module.running_mean, module.running_var, module.weight, module.bias):
                assert value is not None
                nn.init.uniform_(value, 0.5, 1.5)
    return network


@pytest.mark.parametrize("name", NAMES)
def test_with_its_weights_it_sees_what_torchvision_sees(models, kept, name):
    theirs = random_network(models, name)
    torch.save(theirs.state_dict(), kept / file_of(models, name))
    ours = backbones.pretrained(name)
    assert ours.pretrained
    assert not ours.training
    front = nn.Sequential(*list(theirs.children())[: -2 if name == "resnet18" else 1])
    x = torch.randn(2, 3, 96, 96)
    with torch.inference_mode():
        torch.testing.assert_close(ours(x), front(x))


def test_pixels_are_normalised_as_torchvision_does(models):
    weights = models.get_model_weights("resnet18").DEFAULT
    pixels = torch.randint(0, 256, (3, 224, 224), dtype=torch.uint8)
    preset = weights.transforms()
    expected = (pixels / 255 - torch.tensor(preset.mean)[:, None, None]) / torch.tensor(preset.std)[:, None, None]
    torch.testing.assert_close(backbones.build("resnet18").normalised(pixels[None])[0], expected, rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize("name", NAMES)
def test_weights_that_are_not_here_are_not_downloaded_but_asked_for(models, kept, name):
    with pytest.raises(ModelError, match=rf"weights of {name} are not on this computer; get them once with: python"):
        backbones.pretrained(name)
    assert not list(kept.iterdir())


def test_a_damaged_file_of_weights_is_named(models, kept):
    path = kept / file_of(models, "resnet18")
    path.write_bytes(b"half of a file")
    with pytest.raises(ModelError, match=f"{path.name} is damaged; remove it"):
        backbones.pretrained("resnet18")
