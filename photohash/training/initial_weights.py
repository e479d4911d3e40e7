"""What a network begins with: random weights, ImageNet's, or the backbone of a model or a run that came before."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file, save
from torch import Tensor

from photohash.core.errors import ModelError
from photohash.core.paths import shown
from photohash.hashing import backbones
from photohash.hashing.card import CARD, WEIGHTS, check
from photohash.hashing.factory import build_network
from photohash.hashing.network import HashNetwork
from photohash.training.network_config import NetworkConfig

_PREFIXES = ("network.backbone.", "backbone.")


@dataclass(frozen=True)
class InitialWeights:
    """The weights of a backbone to begin with.

    Attributes:
        source: a model's id, or the name of a checkpoint.
        digest: SHA-256 of the file they are from.
        weights: by name inside the backbone, float32.
    """

    source: str
    digest: str
    weights: dict[str, Tensor]

    @classmethod
    def read(cls, path: Path) -> InitialWeights:
        """The backbone of a model directory, or of the best weights in a checkpoint file.

        Raises:
            ModelError: it is neither, or has no backbone.
        """
        is_model = (path / CARD).is_file()
        source, file = (check(path).id, path / WEIGHTS) if is_model else (path.name, path)
        try:
            weights = load_file(file) if is_model else _of_checkpoint(file)
            digest = hashlib.sha256(file.read_bytes()).hexdigest()
        except Exception as error:  # readers raise whatever they meet in a damaged file
            raise ModelError(f"{shown(path)} is neither a model directory nor a checkpoint to begin from.") from error
        found = _backbone(weights)
        if not found:
            raise ModelError(f"{shown(path)} holds no backbone to begin from.")
        return cls(source, digest, found)

    @classmethod
    def of_network(cls, network: HashNetwork, source: str) -> InitialWeights:
        """The backbone of a network that was just trained, as if its model directory had been written and read.

        Args:
            network: on the CPU, float32.
            source: the id of the model that it would be.
        """
        written = as_written(network)
        return cls(source, hashlib.sha256(save(written)).hexdigest(), _backbone(written))

    def as_dict(self) -> dict[str, str]:
        """As a card tells it."""
        return {"source": self.source, "sha256": self.digest}


def _backbone(weights: dict[str, Tensor]) -> dict[str, Tensor]:
    """The weights of the backbone alone, by name inside it, float32."""
    return {
        name.removeprefix(prefix): value.float() if value.is_floating_point() else value
        for prefix in _PREFIXES
        for name, value in weights.items()
        if name.startswith(prefix)
    }


def _of_checkpoint(file: Path) -> dict[str, Tensor]:
    kept = torch.load(file, map_location="cpu", weights_only=True)
    weights: dict[str, Tensor] = kept["best_weights"] or kept["network"]
    return weights


def as_written(network: HashNetwork) -> dict[str, Tensor]:
    """A network's weights as a model directory holds them: float16, by name."""
    return {
        name: value.half().contiguous() if value.is_floating_point() else value
        for name, value in network.state_dict().items()
    }


def initial_network(config: NetworkConfig, initial: InitialWeights | None) -> HashNetwork:
    """A recipe's network before training.

    Raises:
        ModelError: it cannot be built, or the weights to begin with are of another backbone.
    """
    if initial is None:
        body = backbones.pretrained(config.backbone) if config.pretrained else backbones.build(config.backbone)
        return build_network(config.method, body, config.bits, config.options)
    body = backbones.build(config.backbone)
    as_built = set(body.state_dict()) == set(initial.weights)
    try:
        if as_built:
            body.load_state_dict(initial.weights)
        body.pretrained = True
        network = build_network(config.method, body.eval(), config.bits, config.options)
        if not as_built:  # they may be of a backbone whose batch normalisations are folded already
            network.backbone.load_state_dict(initial.weights)
    except RuntimeError as error:
        raise ModelError(
            f"The weights of {initial.source} are not of the backbone {config.backbone} that the recipe asks for."
        ) from error
    return network
