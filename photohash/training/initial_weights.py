"""What a network begins with: random weights, ImageNet's, or the backbone of a model or a run that came before."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

from photohash.core.errors import ModelError
from photohash.core.paths import shown
from photohash.hashing import backbones
from photohash.hashing.card import CARD, WEIGHTS, check
from photohash.hashing.network import HashNetwork, build
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
            weights = _of_model(file) if is_model else _of_checkpoint(file)
            digest = hashlib.sha256(file.read_bytes()).hexdigest()
        except Exception as error:  # readers raise whatever they meet in a damaged file
            raise ModelError(f"{shown(path)} is neither a model directory nor a checkpoint to begin from.") from error
        found = {
            name.removeprefix(prefix): value.float() if value.is_floating_point() else value
            for prefix in _PREFIXES
            for name, value in weights.items()
            if name.startswith(prefix)
        }
        if not found:
            raise ModelError(f"{shown(path)} holds no backbone to begin from.")
        return cls(source, digest, found)

    def as_dict(self) -> dict[str, str]:
        """As a card tells it."""
        return {"source": self.source, "sha256": self.digest}


def _of_model(file: Path) -> dict[str, Tensor]:
    from safetensors.torch import load_file

    return load_file(file)


def _of_checkpoint(file: Path) -> dict[str, Tensor]:
    kept = torch.load(file, map_location="cpu", weights_only=True)
    weights: dict[str, Tensor] = kept["best_weights"] or kept["network"]
    return weights


def initial_network(wanted: NetworkConfig, beginning: InitialWeights | None) -> HashNetwork:
    """A recipe's network before training.

    Raises:
        ModelError: it cannot be built, or the weights to begin with are of another backbone.
    """
    if beginning is None:
        body = backbones.pretrained(wanted.backbone) if wanted.pretrained else backbones.build(wanted.backbone)
        return build(wanted.method, body, wanted.bits, wanted.options)
    body = backbones.build(wanted.backbone)
    as_built = set(body.state_dict()) == set(beginning.weights)
    try:
        if as_built:
            body.load_state_dict(beginning.weights)
        body.pretrained = True
        network = build(wanted.method, body.eval(), wanted.bits, wanted.options)
        if not as_built:  # they may be of a backbone whose batch normalisations are folded already
            network.backbone.load_state_dict(beginning.weights)
    except RuntimeError as error:
        raise ModelError(
            f"The weights of {beginning.source} are not of the backbone {wanted.backbone} that the recipe asks for."
        ) from error
    return network
