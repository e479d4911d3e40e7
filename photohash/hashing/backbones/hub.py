"""ImageNet weights that torchvision publishes, taken from where it keeps what it downloaded."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor

from photohash.core.errors import ModelError
from photohash.core.paths import shown
from photohash.hashing.torchvision_ops import make_importable

MEAN = (0.485 * 255, 0.456 * 255, 0.406 * 255)
"""Mean of ImageNet's pixel values, red, green and blue, which its backbones were trained to see subtracted."""

SCALE = (0.229 * 255, 0.224 * 255, 0.225 * 255)
"""Standard deviation of the same."""


def published(name: str) -> dict[str, Tensor]:
    """The weights of a network of torchvision, by its own names and in the order of its layers.

    Nothing is downloaded: photohash does not go on the network, and says instead how to get them.

    Raises:
        ModelError: torchvision or the weights are not on this computer, or their file is damaged.
    """
    make_importable()
    try:
        from torchvision.models import get_model, get_model_weights
    except ImportError as missing:
        raise ModelError("torchvision is not installed; run: pip install 'photohash[train]'") from missing
    file = Path(str(get_model_weights(name).DEFAULT.url)).name
    path = Path(torch.hub.get_dir()) / "checkpoints" / file
    if not path.is_file():
        raise ModelError(
            f"The ImageNet weights of {name} are not on this computer; get them once with: "
            f"python -c 'import torchvision; torchvision.models.{name}(weights=\"DEFAULT\")'"
        )
    network = get_model(name)
    try:
        network.load_state_dict(torch.load(path, map_location="cpu", weights_only=True))
    except Exception as error:  # torch raises whatever its reader of a damaged file meets
        raise ModelError(
            f"{shown(path)} is damaged; remove it and get the ImageNet weights of {name} again."
        ) from error
    weights: dict[str, Tensor] = network.state_dict()
    return weights
