"""DHIDA, deep hash with improved dual attention (2021), section 3: image, backbone, IDA, hash layer, piecewise f.

Every output is a relaxed bit in [-1, 1]; its sign is the bit (Eqs. 1, 2 and 15).

What is added to the paper is ``turns``: the network looks at the picture upright and turned by 90, 180 and 270 degrees,
and the four results of the hash layer are averaged. A turned copy shows it the same four pictures in another order and
so has the same code, which otherwise takes a network far more training to learn than any other edit.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from photohash.hashing.attention import DualAttention
from photohash.hashing.backbones import Backbone

TURNS = 4


def piecewise(u: Tensor) -> Tensor:
    """The function f of Eq. 1: u between -1 and 1, the nearer bound outside."""
    return u.clamp(-1.0, 1.0)


def quarter_turns(x: Tensor) -> Tensor:
    """Square pictures turned by 0, 90, 180 and 270 degrees: [n, c, side, side] -> [n, 4, c, side, side]."""
    quarter = x.transpose(2, 3).flip(2)
    return torch.stack((x, quarter, x.flip(2).flip(3), quarter.flip(2).flip(3)), dim=1)


class Dhida(nn.Module):
    """The network from normalised pixels to relaxed bits.

    Args:
        backbone: gives the feature map.
        bits: K, outputs of the hash layer.
        channels: of A, the map that a 1x1 convolution makes of the backbone's ("firstly, the high-dimensional features
            are fed into a convolution layer", 3.3.1). Attention costs with the square of it.
        attention: whether IDA follows; without it the network is DHIDA-R of the paper's ablation.
        turns: whether the results for the four quarter turns are averaged, at four times the cost.
    """

    def __init__(
        self, backbone: Backbone, bits: int, channels: int, *, attention: bool = True, turns: bool = False
    ) -> None:
        super().__init__()
        self.bits, self.channels, self.attends, self.turns = bits, channels, attention, turns
        self.backbone = backbone
        self.reduce = nn.Conv2d(backbone.channels, channels, 1)
        self.attention = DualAttention(channels) if attention else nn.Identity()
        self.hash_layer = nn.Linear(channels, bits)

    def forward(self, x: Tensor) -> Tensor:
        """Relaxed bits of normalised pixels: float [n, 3, side, side] -> f(u), float [n, bits] in [-1, 1]."""
        return self.from_features(quarter_turns(x) if self.turns else x[:, None], start=0)

    def from_features(self, x: Tensor, start: int) -> Tensor:
        """Relaxed bits from what the backbone's first layers made of each turn.

        Args:
            x: input of the backbone layer ``start``, float [n, 4 with ``turns`` else 1, c, h, w].
            start: the first backbone layer to run.

        Returns:
            f(u), float [n, bits] in [-1, 1].
        """
        a = self.attention(self.reduce(self.backbone(x.flatten(0, 1), start=start)))
        u = self.hash_layer(a.mean(dim=(2, 3)))
        return piecewise(u.unflatten(0, (-1, x.shape[1])).mean(dim=1))
