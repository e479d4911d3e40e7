"""AlexNet (Krizhevsky 2014), for the ablations that begin with it: DPSH in DAHP, DHIDA-A and DHIDA-I."""

from __future__ import annotations

from torch import Tensor, nn

from photohash.hashing.backbones.backbone import Backbone
from photohash.hashing.backbones.hub import MEAN, SCALE, published


class AlexNet(Backbone):
    """The five convolutions of AlexNet, the last map pooled; 6 x 6 for 224 pixels, 1 x 1 for 64, the fewest.

    2,469,696 parameters.

    The two fully connected layers of 4096 that follow in AlexNet are left out: a hash network goes on from a feature
    map, and here it is the same one for every backbone.
    """

    def __init__(self) -> None:
        layers = (
            _layer(nn.Conv2d(3, 64, 11, 4, 2)),
            _layer(nn.MaxPool2d(3, 2), nn.Conv2d(64, 192, 5, 1, 2)),
            _layer(nn.MaxPool2d(3, 2), nn.Conv2d(192, 384, 3, 1, 1)),
            _layer(nn.Conv2d(384, 256, 3, 1, 1)),
            _layer(nn.Conv2d(256, 256, 3, 1, 1)),
            nn.MaxPool2d(3, 2),
        )
        super().__init__(layers, channels=256, mean=MEAN, scale=SCALE, attended={0: 64, 1: 192, 4: 256})


def _layer(*modules: nn.Module) -> nn.Sequential:
    """Modules in order, and ReLU."""
    return nn.Sequential(*modules, nn.ReLU())


def pretrained() -> AlexNet:
    """The backbone with torchvision's ImageNet weights.

    Raises:
        ModelError: they are not on this computer.
    """
    values: list[Tensor] = [value for name, value in published("alexnet").items() if name.startswith("features.")]
    backbone = AlexNet()
    backbone.load_state_dict(dict(zip(backbone.state_dict(), values, strict=True)))
    return backbone
