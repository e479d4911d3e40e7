"""Improved dual attention (IDA) of DHIDA, section 3.3, Eqs. 3 to 8.

The paper's symbols: A is the feature map, C x H x W, read as C channels by N = H * W positions. B, C and D are three
1x1 convolutions of A. M = B^T C is the position energy (N x N) and P its attention; A A^T is the channel energy (C x C)
and X its attention. alpha and beta scale the two results and start at 0.

Two things the paper leaves open are settled here:

- Eq. 3 takes the greatest and the mean value "of the column of the feature map matrix" without an index, and Eq. 4 then
  normalises over i. Taken over i as well, both would be one constant in each sum and cancel, leaving softmax(-M)
  whatever the maximum and mean are. They are therefore taken over j, for each i: what position i means to all others
  stays in its weight.
- Eq. 8 prints its sum up to N; X has C rows, so it runs up to C.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn


def improved_attention(energy: Tensor) -> Tensor:
    """Eqs. 3 and 4, or 6 and 7: energy to attention.

    With M the energy, ``M~[i, j] = (max_j M[i, j] + mean_j M[i, j]) / 2 - M[i, j]`` and
    ``P[j, i] = exp(M~[i, j]) / sum_i exp(M~[i, j])``.

    Args:
        energy: M, float [n, k, k].

    Returns:
        P, float [n, k, k]; each row sums to 1.
    """
    offset = (energy.amax(dim=2, keepdim=True) + energy.mean(dim=2, keepdim=True)) / 2
    return torch.softmax(offset - energy, dim=1).transpose(1, 2)


class PositionAttention(nn.Module):
    """Eqs. 3 to 5: every position becomes itself plus a weighted sum over all positions.

    Args:
        channels: C of the map.
        energy_channels: of B and C, which only enter the energy; fewer than C cost less and lose nothing that was
            measured.
    """

    def __init__(self, channels: int, energy_channels: int) -> None:
        super().__init__()
        self.b = nn.Conv2d(channels, energy_channels, 1)
        self.c = nn.Conv2d(channels, energy_channels, 1)
        self.d = nn.Conv2d(channels, channels, 1)
        self.alpha = nn.Parameter(torch.zeros(1))

    def forward(self, a: Tensor) -> Tensor:
        """A, float [n, C, H, W] -> E of the same shape."""
        energy = self.b(a).flatten(2).transpose(1, 2) @ self.c(a).flatten(2)
        attention = improved_attention(energy)
        summed = self.d(a).flatten(2) @ attention.transpose(1, 2)
        return torch.add(a, self.alpha * summed.reshape(a.shape))


class ChannelAttention(nn.Module):
    """Eqs. 6 to 8: every channel becomes itself plus a weighted sum over all channels."""

    def __init__(self) -> None:
        super().__init__()
        self.beta = nn.Parameter(torch.zeros(1))

    def forward(self, a: Tensor) -> Tensor:
        """A, float [n, C, H, W] -> E of the same shape."""
        flat = a.flatten(2)
        attention = improved_attention(flat @ flat.transpose(1, 2))
        return torch.add(a, self.beta * (attention @ flat).reshape(a.shape))


class DualAttention(nn.Module):
    """IDA: position and channel attention side by side, their results added.

    Args:
        channels: C of the map.
        energy_channels: of B and C in the position attention; None for an eighth of C, as DANet has it.
    """

    def __init__(self, channels: int, energy_channels: int | None = None) -> None:
        super().__init__()
        self.position = PositionAttention(channels, energy_channels or max(channels // 8, 1))
        self.channel = ChannelAttention()

    def forward(self, a: Tensor) -> Tensor:
        """A, float [n, C, H, W] -> float of the same shape; 2 A as long as both scales are 0."""
        summed: Tensor = self.position(a) + self.channel(a)
        return summed
