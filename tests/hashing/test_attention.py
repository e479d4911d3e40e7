"""Improved dual attention against the paper's equations written out as loops."""

from __future__ import annotations

import math

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from photohash.hashing.attention import ChannelAttention, DualAttention, PositionAttention, improved_attention


def attention_by_loops(energy: list[list[float]]) -> list[list[float]]:
    """Eqs. 3 and 4, one element at a time; result[j][i]."""
    size = len(energy)
    shifted = [[(max(row) + sum(row) / size) / 2 - value for value in row] for row in energy]
    result = []
    for j in range(size):
        total = sum(math.exp(shifted[i][j]) for i in range(size))
        result.append([math.exp(shifted[i][j]) / total for i in range(size)])
    return result


@settings(max_examples=30, deadline=None)
@given(st.integers(1, 5), st.integers(0, 2**32 - 1))
def test_attention_is_equations_3_and_4(size, seed):
    energy = torch.randn(2, size, size, generator=torch.Generator().manual_seed(seed), dtype=torch.float64) * 3
    expected = torch.tensor([attention_by_loops(one.tolist()) for one in energy], dtype=torch.float64)
    torch.testing.assert_close(improved_attention(energy), expected)


def test_every_row_of_the_attention_sums_to_one_even_for_huge_energies():
    attention = improved_attention(torch.randn(3, 7, 7) * 1e4)
    assert torch.isfinite(attention).all()
    torch.testing.assert_close(attention.sum(dim=2), torch.ones(3, 7))


def test_a_maximum_over_the_normalised_axis_would_cancel():
    energy = torch.randn(1, 4, 4, dtype=torch.float64)
    over_i = (energy.amax(dim=1, keepdim=True) + energy.mean(dim=1, keepdim=True)) / 2 - energy
    torch.testing.assert_close(torch.softmax(over_i, dim=1), torch.softmax(-energy, dim=1))
    assert not torch.allclose(improved_attention(energy), torch.softmax(-energy, dim=1).transpose(1, 2))


def test_position_attention_is_equation_5():
    module = PositionAttention(3, energy_channels=2).double()
    torch.nn.init.constant_(module.alpha, 0.7)
    a = torch.randn(1, 3, 2, 2, dtype=torch.float64)
    b, c, d = (convolution(a)[0].flatten(1).detach() for convolution in (module.b, module.c, module.d))
    energy = [[float(b[:, i] @ c[:, j]) for j in range(4)] for i in range(4)]
    attention = attention_by_loops(energy)
    expected = a[0].flatten(1).clone()
    for j in range(4):
        for i in range(4):
            expected[:, j] += 0.7 * attention[j][i] * d[:, i]
    torch.testing.assert_close(module(a)[0].flatten(1), expected)


def test_channel_attention_is_equation_8():
    module = ChannelAttention().double()
    torch.nn.init.constant_(module.beta, -0.4)
    a = torch.randn(1, 3, 2, 2, dtype=torch.float64)
    flat = a[0].flatten(1)
    attention = attention_by_loops([[float(flat[i] @ flat[j]) for j in range(3)] for i in range(3)])
    expected = flat.clone()
    for j in range(3):
        for i in range(3):
            expected[j] += -0.4 * attention[j][i] * flat[i]
    torch.testing.assert_close(module(a)[0].flatten(1), expected)


def test_untrained_attention_passes_the_map_on_twice():
    a = torch.randn(2, 8, 3, 3)
    torch.testing.assert_close(DualAttention(8)(a), 2 * a)


def test_dual_attention_is_the_sum_of_both():
    module = DualAttention(4).double()
    for scale in (module.position.alpha, module.channel.beta):
        assert scale.item() == 0
        torch.nn.init.constant_(scale, 0.5)
    a = torch.randn(2, 4, 2, 3, dtype=torch.float64)
    torch.testing.assert_close(module(a), module.position(a) + module.channel(a))


def test_pictures_of_a_batch_do_not_attend_to_each_other():
    module = DualAttention(4).double()
    for scale in (module.position.alpha, module.channel.beta):
        torch.nn.init.constant_(scale, 0.5)
    a = torch.randn(3, 4, 2, 2, dtype=torch.float64)
    torch.testing.assert_close(module(a), torch.cat([module(one[None]) for one in a]))


def test_both_scales_learn():
    module = DualAttention(8)
    module(torch.randn(2, 8, 3, 3)).square().sum().backward()
    for scale in (module.position.alpha, module.channel.beta):
        assert scale.grad is not None
        assert scale.grad.item() != 0


@pytest.mark.parametrize("shape", [(1, 4, 1, 1), (3, 4, 2, 5)])
def test_the_shape_is_kept(shape):
    assert DualAttention(4)(torch.randn(shape)).shape == shape
