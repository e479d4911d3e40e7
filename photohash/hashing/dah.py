"""DAH, deep attention-based hash (2020), section III.A: backbone with CBAM, hash layer, shrink-sigmoid, classifier.

Symbols: x, what the hash layer makes of a photo, k numbers in [1/4, 3/4] (Eq. 1); b, its bits, 1 where x > 1/2 (Eq. 5,
which leaves x = 1/2 open; here it is 1). The classifier is a linear layer on x and gives the logits of the softmax.

Table 1 is ``resnet30``, with CBAM after the layers that are the last at each size of map before the smallest; on
another backbone CBAM is at the same places. NoneA-DAH is the network without it. The paper counts 87.48 % fewer
parameters than ResNet50 has; see ``backbones.resnet30`` for the reading that comes to 87.46 %.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from photohash.hashing.attention import Cbam
from photohash.hashing.backbones import Backbone
from photohash.hashing.network import HashNetwork, Outputs


def shrink_sigmoid(x: Tensor) -> Tensor:
    """Eq. 1, ``1/4 + 1 / (2 (1 + exp(-x)))``: any real numbers to [1/4, 3/4]."""
    return 0.25 + 0.5 * torch.sigmoid(x)


class Dah(HashNetwork):
    """The network from normalised pixels to a code in [1/4, 3/4] and the logits of its classifier.

    On a backbone with pretrained weights CBAM begins nearly as the identity, see ``Cbam``.

    Args:
        backbone: gives the feature map, and says after which layers CBAM comes.
        bits: k, outputs of the hash layer.
        classes: outputs of the classifier.
        attention: "cbam" or "none".
    """

    def __init__(self, backbone: Backbone, bits: int, classes: int, *, attention: str = "cbam") -> None:
        super().__init__(backbone, bits)
        self.cbam = nn.ModuleDict()
        if attention != "none":
            for layer, channels in zip(backbone.attended, backbone.attended_channels, strict=True):
                self.cbam[str(layer)] = Cbam(channels, gentle=backbone.pretrained)
        self.hash_layer = nn.Linear(backbone.channels, bits)
        self.classifier = nn.Linear(bits, classes)

    def features(self, x: Tensor, start: int = 0, stop: int | None = None) -> Tensor:
        """See ``HashNetwork``; CBAM comes after its layers, that of the layer before ``stop`` only from there on."""
        done, end = start, len(self.backbone.layers) if stop is None else stop
        for place in map(int, self.cbam):
            if start - 1 <= place < end - (stop is not None):
                x = self.cbam[str(place)](self.backbone(x, start=done, stop=place + 1))
                done = place + 1
        return self.backbone(x, start=done, stop=end)  # type: ignore[no-any-return]

    def outputs_from_features(self, x: Tensor, start: int) -> Outputs:
        """See ``HashNetwork``."""
        pooled = self.features(x.flatten(0, 1), start).mean(dim=(2, 3))
        code = shrink_sigmoid(self.hash_layer(pooled).unflatten(0, (-1, x.shape[1])).mean(dim=1))
        return Outputs(code, self.classifier(code))

    def relaxed(self, code: Tensor) -> Tensor:
        """[1/4, 3/4] -> [-1, 1]: ``4 x - 2``."""
        return 4.0 * code - 2.0
