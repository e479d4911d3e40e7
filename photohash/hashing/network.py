"""What the networks of all three methods have in common."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import NamedTuple

import torch
from torch import Tensor, nn

from photohash.hashing.backbones import Backbone

_MIDDLE = 0.6


class Outputs(NamedTuple):
    """What a network gives to a loss.

    Attributes:
        code: of the hash layer, float [n, K], in the range the method's own loss takes it.
        logits: of a method with a classifier, float [n, classes].
    """

    code: Tensor
    logits: Tensor | None = None


def quarter_turns(x: Tensor) -> Tensor:
    """Square pictures turned by 0, 90, 180 and 270 degrees: [n, c, side, side] -> [n, 4, c, side, side]."""
    quarter = x.transpose(2, 3).flip(2)
    return torch.stack((x, quarter, x.flip(2).flip(3), quarter.flip(2).flip(3)), dim=1)


def middle_of(x: Tensor) -> Tensor:
    """The middle of square pictures, 0.6 of each side, pixel for pixel; of a turned picture the same, turned.

    Args:
        x: float [n, c, side, side].

    Returns:
        float [n, c, m, m], m near 0.6 side, and even where the side is: 96 for 160.
    """
    side = int(x.shape[-1])  # a plain number where the network is traced, too
    edge = round((1 - _MIDDLE) * side / 2)
    return x[..., edge : side - edge, edge : side - edge]


class HashNetwork(nn.Module, ABC):
    """A network from normalised pixels to relaxed bits.

    Attributes:
        backbone: its first part, which may be run by itself and its output be kept.
        bits: K, the length of a code.
        turns: whether it looks at all four quarter turns of a picture.
    """

    turns: bool = False

    def __init__(self, backbone: Backbone, bits: int) -> None:
        super().__init__()
        self.backbone, self.bits = backbone, bits

    def forward(self, x: Tensor) -> Tensor:
        """Relaxed bits of normalised pixels, float [n, 3, side, side] -> [n, K] in [-1, 1]; the sign is the bit."""
        return self.relaxed(self.outputs(x).code)

    def outputs(self, x: Tensor) -> Outputs:
        """What the loss takes, of normalised pixels, float [n, 3, side, side]."""
        return self.outputs_from_features(self.positions(x), start=0)

    def positions(self, x: Tensor) -> Tensor:
        """Pictures in the positions they are seen in: float [n, c, side, side] -> [n, 4 or 1, c, side, side]."""
        return quarter_turns(x) if self.turns else x[:, None]

    def features(self, x: Tensor, start: int = 0, stop: int | None = None) -> Tensor:
        """The backbone's layers ``start`` to ``stop`` with whatever attention is between them; no positions here.

        Args:
            x: normalised pixels, float [n, c, h, w]; or what this gave up to ``start``.
            start: the first backbone layer to run.
            stop: the layer to stop before; None runs to the end.
        """
        return self.backbone(x, start=start, stop=stop)  # type: ignore[no-any-return]

    @abstractmethod
    def outputs_from_features(self, x: Tensor, start: int) -> Outputs:
        """What the loss takes, of what ``features`` made of each position up to a layer.

        Args:
            x: float [n, 4 with ``turns`` else 1, c, h, w].
            start: the first backbone layer to run. After the last one, where attention is still at its beginning, the
                mean of a map serves as well as the map: it may be 1 by 1.
        """

    @abstractmethod
    def relaxed(self, code: Tensor) -> Tensor:
        """A code as the loss takes it -> the same in [-1, 1], where the sign is the bit; both float [n, K]."""
