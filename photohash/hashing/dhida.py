"""DHIDA, deep hash with improved dual attention (2021), section 3: image, backbone, IDA, hash layer, piecewise f.

Every output is a relaxed bit in [-1, 1]; its sign is the bit (Eqs. 1, 2 and 15).

The ablations of Table 4 are switches of this one network: DHIDA-A is ``alexnet`` without attention and without the
piecewise function, DHIDA-I the same with it, DHIDA-R is ``resnet18`` without attention, DHIDA-D with DANet's.

What is added to the paper is ``turns``: the network looks at the picture upright and turned by 90, 180 and 270 degrees,
and the four results of the hash layer are averaged. A turned copy shows it the same four pictures in another order and
so has the same code, which otherwise takes a network far more training to learn than any other edit.

And ``middle``: it looks at the middle of the picture as well. What a crop takes away is most often at the edges, so the
picture counts for more what it has in common with its crops. Copies are learnt from whole pictures alone, which finds
more of them than learning from whole and middle together (figures in ``training/recipes/README.md``).
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from photohash.hashing.attention import ATTENTIONS, DualAttention
from photohash.hashing.backbones import Backbone
from photohash.hashing.network import HashNetwork, Outputs, middle_of

_MIDDLE_WEIGHT = 1 / 6
"""Of the middle in the mean. A greater one finds hardly more crops, and fewer grey copies and stickers."""


def piecewise(u: Tensor) -> Tensor:
    """The function f of Eq. 1: u between -1 and 1, the nearer bound outside."""
    return u.clamp(-1.0, 1.0)


class Dhida(HashNetwork):
    """The network from normalised pixels to relaxed bits.

    Args:
        backbone: gives the feature map.
        bits: K, outputs of the hash layer.
        channels: of A, the map that a 1x1 convolution makes of the backbone's ("firstly, the high-dimensional features
            are fed into a convolution layer", 3.3.1). Attention costs with the square of it.
        attention: "improved" for IDA, "dual" for DANet's attention, "none".
        turns: whether the results for the four quarter turns are averaged, at four times the cost.
        middle: whether the result for the middle of the picture counts a sixth, at a third more cost.
        piecewise: whether the loss sees f(u), Eq. 1, and not u.
    """

    def __init__(
        self,
        backbone: Backbone,
        bits: int,
        channels: int,
        *,
        attention: str = "improved",
        turns: bool = False,
        middle: bool = False,
        piecewise: bool = True,
    ) -> None:
        super().__init__(backbone, bits)
        self.turns, self.middle, self.piecewise = turns, middle, piecewise
        self.reduce = nn.Conv2d(backbone.channels, channels, 1)
        self.attention = nn.Identity() if attention == "none" else DualAttention(channels, ATTENTIONS[attention])
        self.hash_layer = nn.Linear(channels, bits)

    @property
    def attends(self) -> bool:
        """Whether there is attention; with its scales at 0 it passes the map on twice."""
        return isinstance(self.attention, DualAttention)

    def outputs(self, x: Tensor) -> Outputs:
        """See ``HashNetwork``; with ``middle``, of the middle too."""
        u = self._hashed(self.positions(x), start=0)
        if self.middle:
            u = torch.lerp(u, self._hashed(self.positions(middle_of(x)), start=0), _MIDDLE_WEIGHT)
        return self._as_the_loss_sees(u)

    def outputs_from_features(self, x: Tensor, start: int) -> Outputs:
        """See ``HashNetwork``; the code is f(u), or u where ``piecewise`` is off. The middle has no part in it."""
        return self._as_the_loss_sees(self._hashed(x, start))

    def _hashed(self, x: Tensor, start: int) -> Tensor:
        """u, the mean over positions: float [n, positions, c, h, w] -> [n, K]."""
        a = self.attention(self.reduce(self.backbone(x.flatten(0, 1), start=start)))
        u: Tensor = self.hash_layer(a.mean(dim=(2, 3))).unflatten(0, (-1, x.shape[1])).mean(dim=1)
        return u

    def _as_the_loss_sees(self, u: Tensor) -> Outputs:
        return Outputs(piecewise(u) if self.piecewise else u)

    def relaxed(self, code: Tensor) -> Tensor:
        """The piecewise f of the code, which changes nothing where the loss already saw f(u)."""
        return piecewise(code)
