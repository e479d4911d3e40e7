"""DAHP, deep attention-guided hashing with pairwise labels (2022), section III: backbone, dual attention, FC1, FC2.

The code that the loss takes is what the hash layer FC2 gives, any real numbers; the loss itself draws them to the -1
and +1 of the anchors. The sign is the bit.

The ablations of Table III: DAHP-V1 is this network without attention under the pairwise loss alone, V2 with attention,
V3 with attention and the anchor loss (weight 0.05).

Where the paper's text cannot be right:

- Table I prints FC2 as 512x1000 as well as FC1. FC1 makes 1000 numbers, so FC2 is 1000 x c for codes of c bits; the
  text has two layers because one alone cannot solve a nonlinear problem, so there is ReLU between them.
- "17 convolutional layers and 2 fully connected layers" are 19, not the 18 it says.
- Table I halves the map down to 7 x 7; the text removes the last two reductions, for a map of 1/8 of the input, which
  is 28 x 28. Here ``dilated`` chooses between the two.
- III.B has a weight of 4096 x c, that of AlexNet's hash layer in DPSH; here it is ``hidden`` x c.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from photohash.hashing.attention import ATTENTIONS, DualAttention
from photohash.hashing.backbones import Backbone
from photohash.hashing.network import HashNetwork, Outputs


class Dahp(HashNetwork):
    """The network from normalised pixels to a code of real numbers.

    Args:
        backbone: gives the feature map.
        bits: c, outputs of the hash layer FC2.
        channels: of A, the map that a 1x1 convolution makes of the backbone's, as DANet reduces it before attention.
        attention: "dual" or "none".
        hidden: outputs of FC1.
    """

    def __init__(
        self, backbone: Backbone, bits: int, channels: int, *, attention: str = "dual", hidden: int = 1000
    ) -> None:
        super().__init__(backbone, bits)
        self.reduce = nn.Conv2d(backbone.channels, channels, 1)
        self.attention = nn.Identity() if attention == "none" else DualAttention(channels, ATTENTIONS[attention])
        self.fc1 = nn.Linear(channels, hidden)
        self.fc2 = nn.Linear(hidden, bits)

    def outputs_from_features(self, x: Tensor, start: int) -> Outputs:
        """See ``HashNetwork``; the code is what FC2 gives, the mean over turns where x has more than one."""
        a = self.attention(self.reduce(self.backbone(x.flatten(0, 1), start=start)))
        u = self.fc2(torch.relu(self.fc1(a.mean(dim=(2, 3)))))
        return Outputs(u.unflatten(0, (-1, x.shape[1])).mean(dim=1))

    def relaxed(self, code: Tensor) -> Tensor:
        """The code between -1 and 1, the nearer bound outside."""
        return code.clamp(-1.0, 1.0)
