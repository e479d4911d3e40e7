"""ResNet18 (He et al. 2016), the backbone of DAHP and DHIDA."""

from __future__ import annotations

from typing import cast

from torch import Tensor, nn

from photohash.hashing.backbones.backbone import Backbone, residual
from photohash.hashing.backbones.hub import MEAN, SCALE, published


class BasicBlock(nn.Module):
    """Two 3x3 convolutions and a way around them: float [n, inputs, h, w] -> float [n, outputs, h / stride, ...]."""

    def __init__(self, inputs: int, outputs: int, stride: int) -> None:
        super().__init__()
        self.body = nn.Sequential(
            nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False),
            nn.BatchNorm2d(outputs),
            nn.ReLU(),
            nn.Conv2d(outputs, outputs, 3, 1, 1, bias=False),
            nn.BatchNorm2d(outputs),
        )
        self.shortcut = nn.Sequential()
        if stride > 1 or inputs != outputs:
            self.shortcut = nn.Sequential(nn.Conv2d(inputs, outputs, 1, stride, bias=False), nn.BatchNorm2d(outputs))

    def forward(self, x: Tensor) -> Tensor:
        """See the class."""
        return residual(x, self.body, self.shortcut)

    def dilate(self, before: int, after: int) -> None:
        """No stride any more; what is given is how far apart neighbours are in the block's input and behind it."""
        first, second = cast(nn.Conv2d, self.body[0]), cast(nn.Conv2d, self.body[3])
        for convolution, distance in ((first, before), (second, after)):
            convolution.stride = (1, 1)
            convolution.padding = convolution.dilation = (distance, distance)
        if len(self.shortcut):
            cast(nn.Conv2d, self.shortcut[0]).stride = (1, 1)


class ResNet18(Backbone):
    """ResNet18 up to its last feature map of 512 channels.

    Layer 0 is the stem with its pooling, 1 to 8 are the blocks, two a stage. 11,176,512 parameters.

    The map is 1/32 of the input, 7 x 7 for 224 pixels, as in Table 1 of DHIDA; the 54 x 54 printed there behind the
    pooling is 56 x 56. After ``dilate`` it is 1/8, as the text of DAHP, section III.C, has it ("the downsampling
    operation is removed, and the void convolution is used"); Table I of DAHP, which ends at 7 x 7, has not been told.
    """

    _STAGES = ((64, 1), (128, 2), (256, 2), (512, 2))  # channels, stride of the first block

    def __init__(self) -> None:
        stem = (nn.Conv2d(3, 64, 7, 2, 3, bias=False), nn.BatchNorm2d(64), nn.ReLU(), nn.MaxPool2d(3, 2, 1))
        layers: list[nn.Module] = [nn.Sequential(*stem)]
        inputs = 64
        for outputs, stride in self._STAGES:
            layers += [BasicBlock(inputs, outputs, stride), BasicBlock(outputs, outputs, 1)]
            inputs = outputs
        super().__init__(layers, channels=512, mean=MEAN, scale=SCALE, attended={2: 64, 4: 128, 6: 256})
        for module in self.modules():
            if isinstance(module, nn.Conv2d):
                nn.init.kaiming_normal_(module.weight, mode="fan_out", nonlinearity="relu")

    def dilate(self) -> None:
        """Keeps the last two stages at the size of the one before, every weight meeting the pixels it met.

        Where a stage halved the map, the convolutions behind now step over the positions that would have been left
        out, by 2 in the third stage and by 4 in the fourth. Every fourth position of the map is what it was.
        """
        distance = 1
        for number in (5, 6, 7, 8):
            before, distance = distance, 2 if number < 7 else 4
            cast(BasicBlock, self.layers[number]).dilate(before, distance)


def pretrained() -> ResNet18:
    """The backbone with torchvision's ImageNet weights.

    Raises:
        ModelError: they are not on this computer.
    """
    values = [value for name, value in published("resnet18").items() if not name.startswith("fc.")]
    backbone = ResNet18()
    backbone.load_state_dict(dict(zip(backbone.state_dict(), values, strict=True)))
    return backbone
