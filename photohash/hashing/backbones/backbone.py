"""What every backbone is: layers in order, from normalised pixels to a feature map."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import torch
from torch import Tensor, nn

from photohash.core.errors import ModelError


class Backbone(nn.Module):
    """Layers in order, from normalised pixels to a feature map.

    Args:
        layers: the layers in order.
        channels: of the feature map.
        mean: what is subtracted from pixel values of 0 to 255, for all three colours or for each.
        scale: what the difference is divided by, likewise.
        attended: by the number of a layer, the channels of its output: the layers after which DAH puts CBAM, the last
            ones at each of the three sizes of map before the smallest.

    Attributes:
        layers: as given.
        channels: as given.
        mean: float [3, 1, 1].
        scale: float [3, 1, 1].
        attended: the numbers of the layers after which DAH puts CBAM.
        attended_channels: of their outputs.
        pretrained: whether it began with weights learnt elsewhere, which new parts should not spoil.
    """

    mean: Tensor
    scale: Tensor

    def __init__(
        self,
        layers: Sequence[nn.Module],
        *,
        channels: int,
        mean: float | Sequence[float],
        scale: float | Sequence[float],
        attended: Mapping[int, int],
    ) -> None:
        super().__init__()
        self.layers = nn.ModuleList(layers)
        self.channels, self.pretrained = channels, False
        self.attended, self.attended_channels = tuple(attended), tuple(attended.values())
        for name, value in (("mean", mean), ("scale", scale)):
            by_colour = torch.as_tensor(value, dtype=torch.float32).expand(3).reshape(3, 1, 1).clone()
            self.register_buffer(name, by_colour, persistent=False)

    def normalised(self, pixels: Tensor) -> Tensor:
        """Pixel values 0 to 255, any numbers [n, 3, h, w], as the first layer takes them, in the backbone's type."""
        return (pixels.to(self.mean.dtype) - self.mean) / self.scale

    def forward(self, x: Tensor, start: int = 0, stop: int | None = None) -> Tensor:
        """Runs ``layers[start:stop]``.

        Args:
            x: normalised pixels, float [n, 3, side, side]; or, with ``start``, the output of the layer before it.
            start: the first layer to run.
            stop: the layer to stop before; None runs to the end.

        Returns:
            The last layer run's output; for the whole backbone float [n, channels, side / r, side / r], where r is how
            far it reduces the picture: 8 for ResNet30 and a dilated ResNet18, 32 for the others.
        """
        for layer in list(self.layers)[start:stop]:
            x = layer(x)
        return x

    def dilate(self) -> None:
        """Makes the map 1/8 of the input, in place, where the backbone can; no weight changes.

        Raises:
            ModelError: it cannot.
        """
        raise ModelError(f"The backbone {type(self).__name__} cannot be dilated; resnet18 can.")


def residual(x: Tensor, body: nn.Module, shortcut: nn.Module) -> Tensor:
    """The sum of a block's two ways, and ReLU: ``max(body(x) + shortcut(x), 0)``."""
    summed: Tensor = body(x) + shortcut(x)
    return torch.relu(summed)
