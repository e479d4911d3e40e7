"""ResNet30, the backbone of DAH, Table 1: 30 layers of ResNet50 with separable convolutions, for pictures of 32 pixels.

The table gives the number of channels behind each block. What it leaves open is settled by the number of parameters,
"reduced by 87.48 %" against ResNet50:

- Inside a block there are ResNet50's bottlenecks: 64-64-256, 128-128-512 and 256-256-1024 channels by kernels of 1, 3
  and 1. Blocks of full width would leave the reduction at 47 %.
- Every convolution of a block is separable, that of the shortcut too: each channel by itself with the kernel, then a
  1x1 convolution over the channels, and nothing between. Neither has a bias, since batch normalisation follows.
- The first 3x3 convolution is an ordinary one with a bias; the batch normalisation of the pixels has both parameters.
- CBAM reduces channels by 16, its convolutions have biases, its spatial kernel is 7x7.

With K = 48 and a classifier of 10 classes, biases in both, this is 2,950,717 parameters, 87.46 % fewer than the
23,528,522 of a ResNet50 with 10 classes; the paper does not say which ResNet50 and which K it counted. With K = 12, 24
and 36 it is 2,913,457, 2,925,877 and 2,938,297.

Nine blocks of three convolutions, the first convolution, the hash layer and the classifier are the 30 layers.
"""

from __future__ import annotations

from torch import Tensor, nn

from photohash.hashing.backbones.backbone import Backbone, residual


def _separable(inputs: int, outputs: int, kernel: int, stride: int = 1) -> list[nn.Module]:
    """A separable convolution and its batch normalisation."""
    return [
        nn.Conv2d(inputs, inputs, kernel, stride, kernel // 2, groups=inputs, bias=False),
        nn.Conv2d(inputs, outputs, 1, bias=False),
        nn.BatchNorm2d(outputs),
    ]


class SeparableBlock(nn.Module):
    """Table 1's "Identity Block"; with a stride or other channels its "Conv Block", whose shortcut is a convolution.

    The stride is that of the 3x3 convolution: a 1x1 convolution with a stride would not see three positions of four.
    """

    def __init__(self, inputs: int, width: int, outputs: int, stride: int) -> None:
        super().__init__()
        self.body = nn.Sequential(
            *(*_separable(inputs, width, 1), nn.ReLU()),
            *(*_separable(width, width, 3, stride), nn.ReLU()),
            *_separable(width, outputs, 1),
        )
        changes = stride > 1 or inputs != outputs
        self.shortcut = nn.Sequential(*_separable(inputs, outputs, 1, stride)) if changes else nn.Sequential()

    def forward(self, x: Tensor) -> Tensor:
        """Float [n, inputs, h, w] -> float [n, outputs, h / stride, w / stride]."""
        return residual(x, self.body, self.shortcut)


class ResNet30(Backbone):
    """Layer 0 is everything before the first block, 1 to 9 are the blocks, three a stage; the map is 1/8 of the input.

    Pixels are brought to -1 to 1 before the batch normalisation that the network begins with.
    """

    def __init__(self) -> None:
        stem = (nn.BatchNorm2d(3), nn.Conv2d(3, 64, 3, 1, 1), nn.BatchNorm2d(64), nn.ReLU(), nn.MaxPool2d(3, 1, 1))
        layers: list[nn.Module] = [nn.Sequential(*stem)]
        inputs = 64
        for width in (64, 128, 256):
            for block in range(3):
                layers.append(SeparableBlock(inputs, width, 4 * width, 2 if block == 0 else 1))
                inputs = 4 * width
        super().__init__(layers, channels=1024, mean=127.5, scale=127.5, attended={0: 64, 3: 256, 6: 512})
