"""The attention of all three papers: DANet's of DAHP, the improved one (IDA) of DHIDA, and the CBAM of DAH.

DAHP, section III.D, Eqs. 1 to 4, and DHIDA, section 3.3, Eqs. 3 to 8, are one network with another way from energy to
attention. Their symbols: A is the feature map, C x H x W, read as C channels by N = H * W positions. B, C and D are
three 1x1 convolutions of A. M = B^T C is the position energy (N x N), its attention S in DAHP and P in DHIDA; A A^T is
the channel energy (C x C), its attention X in both. alpha and beta scale the two results and start at 0.

What DHIDA leaves open is settled here:

- Eq. 3 takes the greatest and the mean value "of the column of the feature map matrix" without an index, and Eq. 4 then
  normalises over i. Taken over i as well, both would be one constant in each sum and cancel, leaving softmax(-M)
  whatever the maximum and mean are. They are therefore taken over j, for each i: what position i means to all others
  stays in its weight.
- Eq. 5 names its result E_i and sums over i; it is E_j. "The transpose of P with D" is the product with P^T, since D is
  C x N and row j of P is what position j attends to; DAHP says the same of S.
- Eq. 8 prints its sum up to N; X has C rows, so it runs up to C.

The bias of C in DHIDA, and that of B in DAHP, cancels out of the attention; both are there because the papers' layers
have it.

DANet's own program subtracts the channel energy from its maximum before the softmax, so that a channel attends to
those least like it. Neither DANet nor DAHP prints this, and here it is as printed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import cast

import torch
from torch import Tensor, nn

Attend = Callable[[Tensor], Tensor]
"""From energy M, float [n, k, k], to attention P of the same shape, each row of which sums to 1."""


def plain_attention(energy: Tensor) -> Tensor:
    """DAHP, Eqs. 1 and 3, as in DANet: ``P[j, i] = exp(M[i, j]) / sum_i exp(M[i, j])``.

    Args:
        energy: M, float [n, k, k].

    Returns:
        P, float [n, k, k]; each row sums to 1.
    """
    return torch.softmax(energy, dim=1).transpose(1, 2)


def improved_attention(energy: Tensor) -> Tensor:
    """DHIDA, Eqs. 3 and 4, or 6 and 7: energy to attention.

    With M the energy, ``M~[i, j] = (max_j M[i, j] + mean_j M[i, j]) / 2 - M[i, j]`` and
    ``P[j, i] = exp(M~[i, j]) / sum_i exp(M~[i, j])``.

    Args:
        energy: M, float [n, k, k].

    Returns:
        P, float [n, k, k]; each row sums to 1.
    """
    offset = (energy.amax(dim=2, keepdim=True) + energy.mean(dim=2, keepdim=True)) / 2
    return torch.softmax(offset - energy, dim=1).transpose(1, 2)


ATTENTIONS: Mapping[str, Attend] = MappingProxyType({"dual": plain_attention, "improved": improved_attention})
"""How a ``DualAttention`` turns energy to attention, by the name it has in recipes and on cards."""


class PositionAttention(nn.Module):
    """DHIDA's Eqs. 3 to 5, DAHP's 1 and 2: every position becomes itself plus a weighted sum over all positions.

    Args:
        channels: C of the map.
        energy_channels: of B and C, which only enter the energy; fewer than C cost less and lose nothing that was
            measured.
        attend: from energy to attention.
    """

    def __init__(self, channels: int, energy_channels: int, attend: Attend = improved_attention) -> None:
        super().__init__()
        self._attend = attend
        self.b = nn.Conv2d(channels, energy_channels, 1)
        self.c = nn.Conv2d(channels, energy_channels, 1)
        self.d = nn.Conv2d(channels, channels, 1)
        self.alpha = nn.Parameter(torch.zeros(1))

    def forward(self, a: Tensor) -> Tensor:
        """A, float [n, C, H, W] -> E of the same shape."""
        energy = self.b(a).flatten(2).transpose(1, 2) @ self.c(a).flatten(2)
        attention = self._attend(energy)
        summed = self.d(a).flatten(2) @ attention.transpose(1, 2)
        return torch.add(a, self.alpha * summed.reshape(a.shape))


class ChannelAttention(nn.Module):
    """DHIDA's Eqs. 6 to 8, DAHP's 3 and 4: every channel becomes itself plus a weighted sum over all channels.

    Args:
        attend: from energy to attention.
    """

    def __init__(self, attend: Attend = improved_attention) -> None:
        super().__init__()
        self._attend = attend
        self.beta = nn.Parameter(torch.zeros(1))

    def forward(self, a: Tensor) -> Tensor:
        """A, float [n, C, H, W] -> E of the same shape."""
        flat = a.flatten(2)
        attention = self._attend(flat @ flat.transpose(1, 2))
        return torch.add(a, self.beta * (attention @ flat).reshape(a.shape))


class DualAttention(nn.Module):
    """Position and channel attention side by side, their results added: IDA, or with the plain one DANet's.

    With c channels of B and C it has 2 (C c + c) + C^2 + C parameters and the two scales.

    Args:
        channels: C of the map.
        attend: from energy to attention; ``plain_attention`` makes it DANet's.
        energy_channels: of B and C in the position attention; None for an eighth of C, as DANet has it.
    """

    def __init__(self, channels: int, attend: Attend = improved_attention, energy_channels: int | None = None) -> None:
        super().__init__()
        self.position = PositionAttention(channels, energy_channels or max(channels // 8, 1), attend)
        self.channel = ChannelAttention(attend)

    def forward(self, a: Tensor) -> Tensor:
        """A, float [n, C, H, W] -> float of the same shape; 2 A as long as both scales are 0."""
        summed: Tensor = self.position(a) + self.channel(a)
        return summed


class ChannelGate(nn.Module):
    """CBAM's channel attention, its Eq. 2: ``Mc(F) = sigmoid(MLP(avgpool(F)) + MLP(maxpool(F)))``.

    The MLP is one for both, ``W1(relu(W0(.)))``, with biases: 2 C h + h + C parameters for h hidden channels.

    Args:
        channels: C of the map.
        reduction: h is C over this.
    """

    def __init__(self, channels: int, reduction: int) -> None:
        super().__init__()
        hidden = max(channels // reduction, 1)
        self.narrow = nn.Linear(channels, hidden)
        self.widen = nn.Linear(hidden, channels)

    def forward(self, x: Tensor) -> Tensor:
        """F, float [n, C, H, W] -> Mc(F), float [n, C, 1, 1] in [0, 1]."""
        votes = [self.widen(torch.relu(self.narrow(pooled))) for pooled in (x.mean(dim=(2, 3)), x.amax(dim=(2, 3)))]
        return torch.sigmoid(votes[0] + votes[1])[:, :, None, None]


class SpatialGate(nn.Module):
    """CBAM's spatial attention, its Eq. 3: ``Ms(F) = sigmoid(conv7x7([mean over channels; max over channels]))``.

    The convolution has a bias: 99 parameters.
    """

    def __init__(self) -> None:
        super().__init__()
        self.look = nn.Conv2d(2, 1, 7, padding=3)

    def forward(self, x: Tensor) -> Tensor:
        """F, float [n, C, H, W] -> Ms(F), float [n, 1, H, W] in [0, 1]."""
        return torch.sigmoid(self.look(torch.cat((x.mean(dim=1, keepdim=True), x.amax(dim=1, keepdim=True)), dim=1)))


class Cbam(nn.Module):
    """CBAM (Woo et al. 2018), which DAH takes over: ``F' = Mc(F) F``, then ``F'' = Ms(F') F'``.

    As published, each gate begins near sigmoid(0) and so takes half of its map away. Layers trained without it would
    see a quarter of what they know. A gentle one therefore begins with small weights and a bias of its last layer for
    which each gate is 0.993 nearly everywhere, and learns from there to close. The network of gates is the same.

    Args:
        channels: C of the map.
        reduction: of the channel gate.
        gentle: whether it begins nearly as the identity, for a backbone with pretrained weights.
    """

    _OPEN = 5.0

    def __init__(self, channels: int, *, reduction: int = 16, gentle: bool = False) -> None:
        super().__init__()
        self.channel = ChannelGate(channels, reduction)
        self.spatial = SpatialGate()
        if gentle:
            # The channel gate adds the bias of its last layer twice, once for each pooling.
            for layer, bias in ((self.channel.widen, self._OPEN / 2), (self.spatial.look, self._OPEN)):
                nn.init.normal_(layer.weight, std=0.01)
                nn.init.constant_(cast(Tensor, layer.bias), bias)

    def forward(self, x: Tensor) -> Tensor:
        """F, float [n, C, H, W] -> F'' of the same shape."""
        x = x * self.channel(x)
        gated: Tensor = x * self.spatial(x)
        return gated
