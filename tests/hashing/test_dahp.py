"""DAHP: two fully connected layers behind the attention, and a code of any numbers."""

from __future__ import annotations

import torch
from torch import nn

from photohash.hashing import backbones
from photohash.hashing.attention import DualAttention
from photohash.hashing.dahp import Dahp


def test_fc1_and_fc2_make_the_code_of_the_pooled_map():
    network = Dahp(backbones.build("lite0"), 12, 16, hidden=30).eval()
    assert isinstance(network.attention, DualAttention)
    for scale in (network.attention.position.alpha, network.attention.channel.beta):
        nn.init.constant_(scale, 0.5)
    x = torch.randn(2, 3, 64, 64)
    with torch.inference_mode():
        a = network.attention(network.reduce(network.backbone(x))).mean(dim=(2, 3))
        hidden = (a @ network.fc1.weight.T + network.fc1.bias).clamp(min=0)
        torch.testing.assert_close(network.outputs(x).code, hidden @ network.fc2.weight.T + network.fc2.bias)
    assert network.fc1.weight.shape == (30, 16)
    assert network.fc2.weight.shape == (12, 30)


def test_the_loss_sees_numbers_beyond_the_bounds_and_a_bit_is_their_sign():
    network = Dahp(backbones.build("lite0"), 12, 16).eval()
    nn.init.constant_(network.fc2.bias, 40.0)
    x = torch.randn(1, 3, 32, 32)
    with torch.inference_mode():
        assert network.outputs(x).code.min() > 30
        assert (network(x) == 1).all()
    assert network.relaxed(torch.tensor([-7.0, -0.5, 0.0, 2.0])).tolist() == [-1, -0.5, 0, 1]
