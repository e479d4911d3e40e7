"""Folded and dilated backbones see what they saw before."""

from __future__ import annotations

import copy

import pytest
import torch
from torch import nn

from photohash.core.errors import ModelError
from photohash.hashing import backbones
from photohash.hashing.backbones import Backbone


def lived_in(name: str) -> Backbone:
    """A backbone whose normalisations have statistics and scales of their own."""
    torch.manual_seed(1)
    backbone = backbones.build(name).eval()
    for module in backbone.modules():
        if isinstance(module, nn.BatchNorm2d):
            assert module.running_mean is not None
            assert module.running_var is not None
            nn.init.normal_(module.running_mean, std=0.2)
            nn.init.uniform_(module.running_var, 0.5, 1.5)
            nn.init.uniform_(module.weight, 0.7, 1.6)
            nn.init.normal_(module.bias, std=0.3)
    return backbone


@pytest.mark.parametrize("name", backbones.BACKBONES)
def test_a_folded_backbone_makes_the_same_map_layer_by_layer(name):
    backbone = lived_in(name)
    folded = backbones.fold(copy.deepcopy(backbone))
    assert not [module for module in folded.modules() if isinstance(module, nn.BatchNorm2d)]
    x = torch.randn(2, 3, 65, 64)
    with torch.inference_mode():
        for plain, without in zip(backbone.layers, folded.layers, strict=True):
            expected, found = plain(x), without(x)
            torch.testing.assert_close(found, expected, rtol=1e-4, atol=1e-4 * float(expected.abs().max()))
            x = expected


@pytest.mark.parametrize("name", ["lite0", "resnet30"])
def test_what_is_folded_no_longer_depends_on_its_batch(name):
    folded = backbones.fold(lived_in(name)).train()
    x = torch.randn(3, 3, 32, 32)
    with torch.inference_mode():
        torch.testing.assert_close(folded(x)[:1], folded(x[:1]), rtol=1e-4, atol=1e-4)


def test_what_is_folded_learns():
    folded = backbones.fold(lived_in("lite0"))
    folded(torch.randn(1, 3, 32, 32)).square().sum().backward()
    assert all(parameter.grad is not None for parameter in folded.parameters())
    convolutions = [module for module in folded.modules() if isinstance(module, nn.Conv2d)]
    assert all(convolution.bias is not None for convolution in convolutions)


def test_weights_of_a_folded_backbone_fit_another_one():
    ours, other = backbones.fold(lived_in("lite0")), backbones.fold(backbones.build("lite0")).eval()
    other.load_state_dict(ours.state_dict())
    x = torch.randn(1, 3, 32, 32)
    with torch.inference_mode():
        assert torch.equal(ours(x), other(x))


@pytest.mark.parametrize("side", [64, 96, 80])
@pytest.mark.parametrize("folded", [False, True])
def test_every_fourth_position_of_a_dilated_map_is_the_plain_map(side, folded):
    backbone = lived_in("resnet18")
    dilated = copy.deepcopy(backbone)
    if folded:
        backbones.fold(dilated)
    dilated.dilate()
    x = torch.randn(1, 3, side, side)
    with torch.inference_mode():
        plain, dense = backbone(x), dilated(x)
    assert dense.shape == (1, 512, side // 8, side // 8)
    torch.testing.assert_close(dense[..., ::4, ::4], plain, rtol=1e-3, atol=1e-4 * float(plain.abs().max()))


def test_dilating_changes_no_weight():
    backbone = lived_in("resnet18")
    before = copy.deepcopy(backbone.state_dict())
    backbone.dilate()
    assert all(torch.equal(value, before[name]) for name, value in backbone.state_dict().items())


@pytest.mark.parametrize("name", ["lite0", "resnet30", "alexnet"])
def test_a_backbone_that_cannot_be_dilated_says_so(name):
    with pytest.raises(ModelError, match=r"cannot be dilated; resnet18 can\."):
        backbones.build(name).dilate()
