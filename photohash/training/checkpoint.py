"""A run kept on disk: written whole or not at all, refused where it is of another run, unable to execute anything."""

from __future__ import annotations

import io
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from photohash.core.errors import UsageError
from photohash.core.paths import shown, write_atomically

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """Where and how often a run is kept.

    Attributes:
        path: the file.
        every: steps between two.
        config: what the run is; one that differs is not gone on with.
    """

    path: Path
    every: int
    config: Mapping[str, Any]


@dataclass(slots=True)
class State:
    """All that carries over from step to step.

    Attributes:
        network: what is trained.
        optimiser: with what it remembers.
        scaler: of the loss, in mixed precision.
        step: the next one, which is how many were done.
        validated: the steps that were done at the last validation; fewer where the run broke off in one that was due.
        best_score: of the best validation so far, or None before the first.
        best_weights: the network's at that validation.
        without_gain: validations since.
    """

    network: nn.Module
    optimiser: torch.optim.Optimizer
    scaler: torch.amp.GradScaler
    step: int = 0
    validated: int = 0
    best_score: float | None = None
    best_weights: dict[str, Tensor] | None = None
    without_gain: int = 0

    def keep(self, checkpoint: Checkpoint, seed: int) -> None:
        """Writes the state, whole or not at all."""
        buffer = io.BytesIO()
        values = {
            "step": self.step,
            "seed": seed,
            "config": repr(dict(checkpoint.config)),
            "network": self.network.state_dict(),
            "optimiser": self.optimiser.state_dict(),
            "scaler": self.scaler.state_dict(),
            "validated": self.validated,
            "best_score": self.best_score,
            "best_weights": self.best_weights,
            "without_gain": self.without_gain,
        }
        torch.save(values, buffer)
        write_atomically(checkpoint.path, buffer.getvalue())

    def take_up(self, checkpoint: Checkpoint, seed: int) -> None:
        """Takes up the state kept before, where there is one.

        Raises:
            UsageError: it is of another run, or damaged.
        """
        if not checkpoint.path.exists():
            return
        name = shown(checkpoint.path)
        try:
            kept = torch.load(checkpoint.path, map_location="cpu", weights_only=True)
            same = kept["config"] == repr(dict(checkpoint.config)) and kept["seed"] == seed
            if same:
                self.network.load_state_dict(kept["network"])
                self.optimiser.load_state_dict(kept["optimiser"])
                self.scaler.load_state_dict(kept["scaler"])
                self.best_score, self.best_weights = kept["best_score"], kept["best_weights"]
                self.without_gain, self.validated = int(kept["without_gain"]), int(kept["validated"])
                self.step = int(kept["step"])
        except Exception as error:  # torch raises whatever its reader of a damaged file meets
            raise UsageError(f"The checkpoint {name} is damaged; remove it to begin again.") from error
        if not same:
            raise UsageError(f"The checkpoint {name} is of another run; remove it to begin again.")
        log.info("going on from step %d", self.step)
