"""What every loss has in common: how it is called, what it refuses, and the precision it is worked out in."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import cast

import torch
from torch import Tensor

from photohash.hashing.losses.pair_terms import similar_pairs
from photohash.hashing.network import Outputs


@dataclass(frozen=True)
class LossBatch:
    """A batch as the losses see it.

    Attributes:
        code: float32 or float64 [n, K].
        similar: S, bool [n, n], the diagonal as it was given.
        labels: int [n] or 0/1 [n, L]; None where pairs were given instead.
        logits: float32 or float64 [n, classes], or None.
        progress: 0 to 1, how much of the training is done.
    """

    code: Tensor
    similar: Tensor
    labels: Tensor | None = None
    logits: Tensor | None = None
    progress: float = 1.0

    def memberships(self, classes: int, loss: str) -> Tensor:
        """Which labels each photo has, as a table of numbers.

        Args:
            classes: how many labels there are.
            loss: the name of the loss that needs them.

        Returns:
            Float [n, classes] of 0 and 1.

        Raises:
            ValueError: there are pairs but no labels, or the labels are not of that many classes.
        """
        if classes < 1:
            raise ValueError(f"{loss} needs to know how many classes there are, got {classes}")
        if self.labels is None:
            raise ValueError(f"{loss} needs labels; which pairs are similar is not enough")
        if self.labels.ndim == 2:
            if self.labels.shape[1] != classes:
                raise ValueError(f"{loss} has {classes} classes, got labels {tuple(self.labels.shape)}")
            return self.labels.to(self.code.dtype)
        numbers = self.labels.long()
        if int(numbers.min()) < 0 or int(numbers.max()) >= classes:
            raise ValueError(f"{loss} has {classes} classes, got labels {int(numbers.min())} to {int(numbers.max())}")
        return torch.nn.functional.one_hot(numbers, classes).to(self.code.dtype)


class Loss(ABC):
    """A loss of a batch. Its fields are its hyper-parameters.

    Half-precision outputs are taken to float32 first and automatic mixed precision is off inside, for inner products of
    codes leave the range of float16 long before they leave that of training. Terms over pairs are means over ordered
    pairs of two different photos, and 0 where there are none; so the size of a batch does not weigh one term against
    another.
    """

    def __call__(
        self,
        outputs: Outputs | Tensor,
        labels: Tensor | None = None,
        *,
        pairs: Tensor | None = None,
        progress: float = 1.0,
    ) -> Tensor:
        """The loss of a batch, a scalar.

        Args:
            outputs: of the network; or the code alone, float [n, K].
            labels: int [n], photos being similar where equal; or 0/1 [n, L], similar where two share a label.
            pairs: S itself, [n, n], instead of labels.
            progress: 0 to 1, how much of the training is done.

        Raises:
            ValueError: neither or both of labels and pairs are given, they are not for n photos, or the loss cannot
                work with what it is given.
        """
        given = outputs if isinstance(outputs, Outputs) else Outputs(outputs)
        with torch.autocast(given.code.device.type, enabled=False):
            code = _at_least_float32(given.code)
            logits = None if given.logits is None else _at_least_float32(given.logits)
            return self._of(LossBatch(code, _similar(code, labels, pairs), labels, logits, progress))

    @abstractmethod
    def _of(self, batch: LossBatch) -> Tensor:
        """The loss of a checked batch."""


def _at_least_float32(x: Tensor) -> Tensor:
    return x if x.dtype == torch.float64 else x.float()


def _similar(code: Tensor, labels: Tensor | None, pairs: Tensor | None) -> Tensor:
    """S from whichever was given, for exactly the photos of code: a smaller one would be spread in silence."""
    if (labels is None) == (pairs is None):
        raise ValueError("give either labels or pairs")
    similar = pairs > 0 if pairs is not None else similar_pairs(cast(Tensor, labels))
    if code.ndim != 2 or similar.shape != (len(code), len(code)):
        raise ValueError(f"code {tuple(code.shape)} must be [n, K] and S [n, n], got S {tuple(similar.shape)}")
    return similar
