"""DHIDA: deep hash with improved dual attention (2021), section 3: image -> backbone -> IDA -> hash layer -> piecewise f.

Every output is a relaxed bit in [-1, 1]; its sign is the bit (Eqs. 1, 2 and 15).
"""

from __future__ import annotations

from torch import Tensor, nn

from photohash.hashing.attention import DualAttention
from photohash.hashing.backbones import Backbone


def piecewise(u: Tensor) -> Tensor:
    """f of Eq. 1: u between -1 and 1, the nearer bound outside."""
    return u.clamp(-1.0, 1.0)


class Dhida(nn.Module):
    """The network from normalised pixels to relaxed bits.

    Args:
        backbone: gives the feature map.
        bits: K, outputs of the hash layer.
        channels: of A, the map that a 1x1 convolution makes of the backbone's ("firstly, the high-dimensional features are fed
            into a convolution layer", 3.3.1). Attention costs with the square of it.
        attention: whether IDA follows; without it the network is DHIDA-R of the paper's ablation.
    """

    def __init__(self, backbone: Backbone, bits: int, channels: int, *, attention: bool = True) -> None:
        super().__init__()
        self.bits, self.channels, self.attends = bits, channels, attention
        self.backbone = backbone
        self.reduce = nn.Conv2d(backbone.channels, channels, 1)
        self.attention = DualAttention(channels) if attention else nn.Identity()
        self.hash_layer = nn.Linear(channels, bits)

    def forward(self, x: Tensor, start: int = 0) -> Tensor:
        """Relaxed bits of a batch.

        Args:
            x: normalised pixels, float [n, 3, side, side]; or, with ``start``, the output of the backbone layer before it.
            start: the first backbone layer to run.

        Returns:
            f(u), float [n, bits] in [-1, 1].
        """
        a = self.attention(self.reduce(self.backbone(x, start=start)))
        return piecewise(self.hash_layer(a.mean(dim=(2, 3))))
