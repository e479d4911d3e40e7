"""Every attention module against the papers' equations written out as loops."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor, nn

from photohash.hashing.attention import (
    ATTENTIONS,
    Cbam,
    ChannelAttention,
    ChannelGate,
    DualAttention,
    PositionAttention,
    SpatialGate,
    improved_attention,
)

Rows = list[list[float]]


def plain_by_loops(energy: Rows) -> Rows:
    """DAHP, Eq. 1 or 3, one element at a time; result[j][i]."""
    size = len(energy)
    totals = [sum(math.exp(energy[i][j]) for i in range(size)) for j in range(size)]
    return [[math.exp(energy[i][j]) / totals[j] for i in range(size)] for j in range(size)]


def improved_by_loops(energy: Rows) -> Rows:
    """DHIDA, Eqs. 3 and 4, one element at a time; result[j][i]."""
    size = len(energy)
    return plain_by_loops([[(max(row) + sum(row) / size) / 2 - value for value in row] for row in energy])


BY_LOOPS: dict[str, Callable[[Rows], Rows]] = {"dual": plain_by_loops, "improved": improved_by_loops}

both_attentions = pytest.mark.parametrize("name", ATTENTIONS)


@both_attentions
@settings(max_examples=20, deadline=None)
@given(st.integers(1, 5), st.integers(0, 2**32 - 1))
def test_attention_is_that_of_the_equations(name, size, seed):
    energy = torch.randn(2, size, size, generator=torch.Generator().manual_seed(seed), dtype=torch.float64) * 3
    expected = torch.tensor([BY_LOOPS[name](one.tolist()) for one in energy], dtype=torch.float64)
    torch.testing.assert_close(ATTENTIONS[name](energy), expected)


@both_attentions
def test_every_row_of_the_attention_sums_to_one_even_for_huge_energies(name):
    attention = ATTENTIONS[name](torch.randn(3, 7, 7) * 1e4)
    assert torch.isfinite(attention).all()
    torch.testing.assert_close(attention.sum(dim=2), torch.ones(3, 7))


def test_a_maximum_over_the_normalised_axis_would_cancel():
    energy = torch.randn(1, 4, 4, dtype=torch.float64)
    over_i = (energy.amax(dim=1, keepdim=True) + energy.mean(dim=1, keepdim=True)) / 2 - energy
    torch.testing.assert_close(torch.softmax(over_i, dim=1), torch.softmax(-energy, dim=1))
    assert not torch.allclose(improved_attention(energy), torch.softmax(-energy, dim=1).transpose(1, 2))


@both_attentions
def test_position_attention_is_its_equation(name):
    module = PositionAttention(3, energy_channels=2, attend=ATTENTIONS[name]).double()
    torch.nn.init.constant_(module.alpha, 0.7)
    a = torch.randn(1, 3, 2, 2, dtype=torch.float64)
    b, c, d = (convolution(a)[0].flatten(1).detach() for convolution in (module.b, module.c, module.d))
    attention = BY_LOOPS[name]([[float(b[:, i] @ c[:, j]) for j in range(4)] for i in range(4)])
    expected = a[0].flatten(1).clone()
    for j in range(4):
        for i in range(4):
            expected[:, j] += 0.7 * attention[j][i] * d[:, i]
    torch.testing.assert_close(module(a)[0].flatten(1), expected)


@both_attentions
def test_channel_attention_is_its_equation(name):
    module = ChannelAttention(ATTENTIONS[name]).double()
    torch.nn.init.constant_(module.beta, -0.4)
    a = torch.randn(1, 3, 2, 2, dtype=torch.float64)
    flat = a[0].flatten(1)
    attention = BY_LOOPS[name]([[float(flat[i] @ flat[j]) for j in range(3)] for i in range(3)])
    expected = flat.clone()
    for j in range(3):
        for i in range(3):
            expected[j] += -0.4 * attention[j][i] * flat[i]
    torch.testing.assert_close(module(a)[0].flatten(1), expected)


def test_untrained_dual_attention_passes_the_map_on_twice():
    a = torch.randn(2, 8, 3, 3)
    torch.testing.assert_close(DualAttention(8)(a), 2 * a)


@both_attentions
def test_dual_attention_is_the_sum_of_both(name):
    module = at_work(DualAttention(4, ATTENTIONS[name]))
    a = torch.randn(2, 4, 2, 3, dtype=torch.float64)
    torch.testing.assert_close(module(a), module.position(a) + module.channel(a))


def test_both_scales_begin_at_nothing():
    module = DualAttention(4)
    assert module.position.alpha.item() == module.channel.beta.item() == 0


def at_work(module: DualAttention) -> DualAttention:
    """A dual attention whose scales are away from 0."""
    for scale in (module.position.alpha, module.channel.beta):
        torch.nn.init.constant_(scale, 0.5)
    return module.double()


def channel_gate_by_loops(module: ChannelGate, x: Tensor) -> list[float]:
    """CBAM, Eq. 2, for one picture, one channel at a time."""
    narrow, widen = module.narrow, module.widen
    votes = [0.0] * len(x)
    for pool in (lambda values: sum(values) / len(values), max):
        pooled = [pool(channel.flatten().tolist()) for channel in x]
        hidden = [
            max(sum(float(w) * p for w, p in zip(row, pooled, strict=True)) + float(bias), 0.0)
            for row, bias in zip(narrow.weight, narrow.bias, strict=True)
        ]
        for channel, (row, bias) in enumerate(zip(widen.weight, widen.bias, strict=True)):
            votes[channel] += sum(float(w) * h for w, h in zip(row, hidden, strict=True)) + float(bias)
    return [1 / (1 + math.exp(-vote)) for vote in votes]


def spatial_gate_by_loops(module: SpatialGate, x: Tensor) -> Rows:
    """CBAM, Eq. 3, for one picture, one position at a time."""
    height, width = x.shape[1:]
    assert module.look.bias is not None
    result = []
    for row in range(height):
        result.append([0.0] * width)
        for column in range(width):
            vote = float(module.look.bias)
            for down in range(-3, 4):
                for right in range(-3, 4):
                    at = row + down, column + right
                    if 0 <= at[0] < height and 0 <= at[1] < width:
                        seen = x[:, at[0], at[1]].tolist()
                        weights = module.look.weight[0, :, down + 3, right + 3].tolist()
                        vote += weights[0] * sum(seen) / len(seen) + weights[1] * max(seen)
            result[row][column] = 1 / (1 + math.exp(-vote))
    return result


@torch.no_grad()
def test_the_channel_gate_is_equation_2_of_cbam():
    module, x = ChannelGate(6, reduction=2).double(), torch.randn(2, 6, 3, 2, dtype=torch.float64)
    expected = torch.tensor([channel_gate_by_loops(module, one) for one in x], dtype=torch.float64)
    torch.testing.assert_close(module(x), expected[:, :, None, None])


@torch.no_grad()
def test_the_spatial_gate_is_equation_3_of_cbam():
    module, x = SpatialGate().double(), torch.randn(2, 5, 4, 9, dtype=torch.float64)
    expected = torch.tensor([spatial_gate_by_loops(module, one) for one in x], dtype=torch.float64)
    torch.testing.assert_close(module(x), expected[:, None])


@torch.no_grad()
def test_cbam_gates_channels_first_and_positions_of_the_result_then():
    module, x = Cbam(8, reduction=4).double(), torch.randn(2, 8, 5, 5, dtype=torch.float64)
    once = module.channel(x) * x
    torch.testing.assert_close(module(x), module.spatial(once) * once)


@torch.no_grad()
@pytest.mark.parametrize("channels", [24, 64, 256])
def test_a_gentle_cbam_begins_nearly_as_the_identity(channels):
    torch.manual_seed(0)
    x = torch.randn(4, channels, 8, 8).clamp(0, 6)
    kept = Cbam(channels, gentle=True)(x).norm() / x.norm()
    assert 0.97 < kept <= 1
    assert Cbam(channels)(x).norm() / x.norm() < 0.6


@pytest.mark.parametrize(
    ("module", "parameters"),
    [
        (PositionAttention(512, 64), 2 * (512 * 64 + 64) + 512 * 512 + 512 + 1),
        (ChannelAttention(), 1),
        (DualAttention(512), 328_322),
        (DualAttention(256, ATTENTIONS["dual"]), 82_242),
        (ChannelGate(64, 16), 2 * 64 * 4 + 4 + 64),
        (SpatialGate(), 2 * 7 * 7 + 1),
        (Cbam(64), 679),
        (Cbam(256), 8_563),
        (Cbam(512), 33_411),
    ],
    ids=lambda value: value if isinstance(value, int) else type(value).__name__,
)
def test_a_module_has_as_many_parameters_as_its_equations(module, parameters):
    assert sum(p.numel() for p in module.parameters()) == parameters


MODULES: dict[str, Callable[[int], nn.Module]] = {
    "dual": lambda channels: at_work(DualAttention(channels, ATTENTIONS["dual"])),
    "improved": lambda channels: at_work(DualAttention(channels, ATTENTIONS["improved"])),
    "cbam": lambda channels: Cbam(channels, reduction=2).double(),
    "gentle cbam": lambda channels: Cbam(channels, reduction=2, gentle=True).double(),
}

every_module = pytest.mark.parametrize("name", MODULES)


@every_module
@pytest.mark.parametrize("shape", [(1, 4, 1, 1), (3, 4, 2, 5)])
def test_the_shape_is_kept(name, shape):
    assert MODULES[name](4)(torch.randn(shape, dtype=torch.float64)).shape == shape


@every_module
def test_pictures_of_a_batch_do_not_attend_to_each_other(name):
    module, a = MODULES[name](4), torch.randn(3, 4, 2, 2, dtype=torch.float64)
    torch.testing.assert_close(module(a), torch.cat([module(one[None]) for one in a]))


WITHOUT_EFFECT = {"dual": "position.b.bias", "improved": "position.c.bias"}
"""It adds the same to the energies of all i, which softmax does not see, or of all j, which Eq. 3 takes away again."""


@every_module
def test_every_parameter_learns_that_has_an_effect(name):
    torch.manual_seed(0)
    module = MODULES[name](8)
    weights = torch.randn(4, 8, 6, 6, dtype=torch.float64)
    (module(torch.randn(4, 8, 6, 6, dtype=torch.float64)) * weights).sum().backward()
    for key, parameter in module.named_parameters():
        assert parameter.grad is not None, key
        assert (parameter.grad.abs().sum() > 1e-9) == (key != WITHOUT_EFFECT.get(name)), key


@every_module
def test_gradients_are_those_of_small_steps(name):
    torch.manual_seed(0)
    x = torch.randn(2, 4, 3, 2, dtype=torch.float64, requires_grad=True)
    assert torch.autograd.gradcheck(MODULES[name](4), (x,))


@every_module
def test_channels_last_stays_channels_last(name):
    module, x = MODULES[name](4), torch.randn(3, 4, 5, 6, dtype=torch.float64)
    found = module(x.to(memory_format=torch.channels_last))
    assert found.is_contiguous(memory_format=torch.channels_last)
    torch.testing.assert_close(found, module(x))
