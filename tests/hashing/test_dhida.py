"""The network as a whole: shapes, switches, and codes that do not mind a quarter turn."""

from __future__ import annotations

from typing import Any

import pytest
import torch
from torch import nn

from photohash.hashing.backbones import build
from photohash.hashing.dhida import Dhida, piecewise
from photohash.hashing.network import middle_of, quarter_turns


def network(**switches: Any) -> Dhida:
    """A random network whose signal does not die away on its way through."""
    torch.manual_seed(0)
    random = Dhida(build("lite0"), bits=16, channels=24, **switches).eval()
    for module in random.modules():
        if isinstance(module, nn.Conv2d):
            nn.init.kaiming_normal_(module.weight, nonlinearity="relu")
    return random


def test_the_piecewise_function_is_equation_1():
    u = torch.tensor([-7.0, -1.0, -0.3, 0.0, 0.3, 1.0, 7.0])
    assert piecewise(u).tolist() == pytest.approx([-1.0, -1.0, -0.3, 0.0, 0.3, 1.0, 1.0])


@pytest.mark.parametrize("piecewise_", [True, False])
def test_without_the_piecewise_function_the_loss_sees_u_itself(piecewise_):
    loud = network(piecewise=piecewise_)
    nn.init.constant_(loud.hash_layer.bias, 50.0)
    x = torch.randn(2, 3, 32, 32)
    with torch.inference_mode():
        assert (loud.outputs(x).code.max() == 1) == piecewise_
        assert (loud(x) == 1).all()


@pytest.mark.parametrize("attention", ["improved", "dual", "none"])
@pytest.mark.parametrize("turns", [True, False])
def test_outputs_are_relaxed_bits(attention, turns):
    with torch.inference_mode():
        u = network(attention=attention, turns=turns)(torch.randn(3, 3, 64, 64))
    assert u.shape == (3, 16)
    assert u.abs().max() <= 1


def test_outputs_far_outside_are_cut_to_the_bounds():
    loud = network()
    nn.init.constant_(loud.hash_layer.bias, 50.0)
    with torch.inference_mode():
        assert (loud(torch.randn(2, 3, 32, 32)) == 1).all()


def test_untrained_attention_only_doubles_what_the_hash_layer_sees():
    attending, plain = network(attention="improved"), network(attention="none")
    plain.load_state_dict({name: attending.state_dict()[name] for name in plain.state_dict()})
    nn.init.zeros_(attending.hash_layer.bias)
    with torch.no_grad():
        plain.hash_layer.weight.copy_(2 * attending.hash_layer.weight)
    nn.init.zeros_(plain.hash_layer.bias)
    x = torch.randn(2, 3, 64, 64)
    with torch.inference_mode():
        torch.testing.assert_close(attending(x), plain(x), rtol=1e-4, atol=1e-5)


def test_without_attention_there_are_no_parameters_of_it():
    names = [name for name, _ in network(attention="none").named_parameters()]
    assert not [name for name in names if name.startswith("attention")]


def test_quarter_turns_are_those_of_a_picture():
    x = torch.randn(2, 3, 5, 5)
    turned = quarter_turns(x)
    for turn in range(4):
        assert torch.equal(turned[:, turn], torch.rot90(x, turn, (2, 3)))


@pytest.mark.parametrize("side", [31, 64, 160])
def test_the_middle_is_what_lies_within_an_even_edge(side):
    x = torch.randn(1, 3, side, side)
    middle = middle_of(x)
    edge = (side - middle.shape[-1]) // 2
    assert torch.equal(middle, x[:, :, edge:-edge, edge:-edge])
    assert middle.shape[-1] == pytest.approx(0.6 * side, abs=1)


def test_with_middle_the_middle_counts_a_sixth():
    both, whole_only = network(middle=True, turns=True, piecewise=False), network(turns=True, piecewise=False)
    x = torch.randn(2, 3, 64, 64)
    with torch.inference_mode():
        expected = (5 * whole_only.outputs(x).code + whole_only.outputs(middle_of(x)).code) / 6
        torch.testing.assert_close(both.outputs(x).code, expected, rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize("middle", [True, False])
@pytest.mark.parametrize("turn", [1, 2, 3])
def test_a_turned_picture_has_the_same_outputs(turn, middle):
    x = torch.randn(2, 3, 64, 64)
    turning = network(turns=True, middle=middle)
    with torch.inference_mode():
        torch.testing.assert_close(turning(torch.rot90(x, turn, (2, 3))), turning(x), rtol=1e-4, atol=1e-5)
        upright_only = network(turns=False)
        assert not torch.allclose(upright_only(torch.rot90(x, turn, (2, 3))), upright_only(x), rtol=1e-4, atol=1e-5)


def test_going_on_from_kept_features_gives_the_same_outputs():
    whole, x = network(turns=True), torch.randn(2, 3, 64, 64)
    with torch.inference_mode():
        kept = whole.backbone(quarter_turns(x).flatten(0, 1), stop=12).unflatten(0, (2, 4))
        torch.testing.assert_close(whole.outputs_from_features(kept, 12).code, whole(x))
