"""DHIDA, deep hash with improved dual attention (2021), section 3: image, backbone, IDA, hash layer, piecewise f.

Every output is a relaxed bit in [-1, 1]; its sign is the bit (Eqs. 1, 2 and 15).

The ablations of Table 4 are switches of this one network: DHIDA-A is ``alexnet`` without attention and without the
piecewise function, DHIDA-I the same with it, DHIDA-R is ``resnet18`` without attention, DHIDA-D with DANet's.

What is added to the paper is ``turns``: the network looks at the picture upright and turned by 90, 180 and 270 degrees,
and the four results of the hash layer are averaged. A turned copy shows it the same four pictures in another order and
so has the same code, which otherwise takes a network far more training to learn than any other edit.
"""

from __future__ import annotations

from torch import Tensor, nn

from photohash.hashing.attention import ATTENTIONS, DualAttention
from photohash.hashing.backbones import Backbone
from photohash.hashing.network import HashNetwork, Outputs


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
        piecewise: bool = True,
    ) -> None:
        super().__init__(backbone, bits)
        self.turns, self.piecewise = turns, piecewise
        self.reduce = nn.Conv2d(backbone.channels, channels, 1)
        self.attention = nn.Identity() if attention == "none" else DualAttention(channels, ATTENTIONS[attention])
        self.hash_layer = nn.Linear(channels, bits)

    @property
    def attends(self) -> bool:
        """Whether there is attention; with its scales at 0 it passes the map on twice."""
        return isinstance(self.attention, DualAttention)

    def outputs_from_features(self, x: Tensor, start: int) -> Outputs:
        """See ``HashNetwork``; the code is f(u), or u where ``piecewise`` is off."""
        a = self.attention(self.reduce(self.backbone(x.flatten(0, 1), start=start)))
        u = self.hash_layer(a.mean(dim=(2, 3))).unflatten(0, (-1, x.shape[1])).mean(dim=1)
        return Outputs(piecewise(u) if self.piecewise else u)

    def relaxed(self, code: Tensor) -> Tensor:
        """The piecewise f of the code, which changes nothing where the loss already saw f(u)."""
        return piecewise(code)
