"""What every loss has in common: how it is called, what it refuses, and the precision it is worked out in."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import ClassVar, cast

import torch
from torch import Tensor, nn
from torch.nn import functional

from photohash.hashing.losses.pair_terms import PairedCodes, similar_pairs
from photohash.hashing.network import Outputs


@dataclass(frozen=True)
class Bank:
    """What the network last gave for each photo that is learnt from, the batch's own being those of this step.

    Attributes:
        codes: float [N, K], without gradient.
        labels: int [N] or 0/1 [N, L], of the same kind as the batch's.
        places: int64 [n], where the photos of the batch are.
        known: bool [N], which photos the network has been given by now.
    """

    codes: Tensor
    labels: Tensor
    places: Tensor
    known: Tensor


@dataclass(frozen=True)
class LossBatch:
    """A batch as the losses see it.

    Attributes:
        code: float32 or float64 [n, K].
        similar: S, bool [n, n], the diagonal as it was given.
        labels: int [n] or 0/1 [n, L]; None where pairs were given instead.
        logits: float32 or float64 [n, classes], or None.
        progress: 0 to 1, how much of the training is done.
        bank: of the loss where it has one.
    """

    code: Tensor
    similar: Tensor
    labels: Tensor | None = None
    logits: Tensor | None = None
    progress: float = 1.0
    bank: Bank | None = None

    @property
    def pairs(self) -> PairedCodes:
        """The ordered pairs of two different photos: of the batch, or each of the batch with all known ones."""
        bank = self.bank
        if bank is None:
            return PairedCodes.within(self.code, self.similar)
        counted = bank.known.repeat(len(self.code), 1)
        counted[torch.arange(len(self.code), device=counted.device), bank.places] = False
        similar = similar_pairs(cast(Tensor, self.labels), bank.labels)
        return PairedCodes(self.code, bank.codes.to(self.code.dtype), similar, counted)

    @property
    def all_known(self) -> LossBatch:
        """The photos of the bank that are known, as a batch of constants; without a bank these photos."""
        if self.bank is None:
            return LossBatch(self.code.detach(), self.similar, self.labels)
        known = self.bank.known
        return LossBatch(self.bank.codes[known].to(self.code.dtype), self.similar, self.bank.labels[known])

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
        return functional.one_hot(numbers, classes).to(self.code.dtype)

    def cross_entropy(self, loss: str) -> Tensor:
        """The cross-entropy of the logits, mean over photos; of several labels the binary one, mean over labels too.

        Raises:
            ValueError: there are no logits, or the labels are not of their classes.
        """
        if self.logits is None:
            raise ValueError(f"{loss} needs the logits of a classifier, which this network does not give")
        members = self.memberships(self.logits.shape[1], loss).to(self.logits.dtype)
        if self.labels is not None and self.labels.ndim == 2:
            return functional.binary_cross_entropy_with_logits(self.logits, members)
        return functional.cross_entropy(self.logits, members)


class Loss(ABC):
    """A loss of a batch. Its fields are its hyper-parameters.

    Half-precision outputs are taken to float32 first and automatic mixed precision is off inside, for inner products of
    codes leave the range of float16 long before they leave that of training. Terms over pairs are means over ordered
    pairs of two different photos, and 0 where there are none; so the size of a batch does not weigh one term against
    another.

    Attributes:
        takes_bank: whether its terms over pairs go over a memory bank where there is one.
    """

    takes_bank: ClassVar[bool] = False

    def classifier(self, bits: int) -> nn.Module | None:  # noqa: ARG002 - one face for all losses
        """What the loss has to learn for itself, from codes [n, bits] to logits; None where there is nothing."""
        return None

    def __call__(
        self,
        outputs: Outputs | Tensor,
        labels: Tensor | None = None,
        *,
        pairs: Tensor | None = None,
        progress: float = 1.0,
        bank: Bank | None = None,
    ) -> Tensor:
        """The loss of a batch, a scalar.

        Args:
            outputs: of the network; or the code alone, float [n, K].
            labels: int [n], photos being similar where equal; or 0/1 [n, L], similar where two share a label.
            pairs: S itself, [n, n], instead of labels.
            progress: 0 to 1, how much of the training is done.
            bank: earlier codes of all photos that are learnt from; needs labels.

        Raises:
            ValueError: the loss has no use for a bank, or it comes without labels; neither or both of labels and pairs
                are given, they are not for n photos, or the loss cannot work with what it is given.
        """
        if bank is not None and (labels is None or not self.takes_bank):
            raise ValueError("a memory bank is for labels, and for a loss over pairs that takes one")
        given = outputs if isinstance(outputs, Outputs) else Outputs(outputs)
        with torch.autocast(given.code.device.type, enabled=False):
            code = _at_least_float32(given.code)
            logits = None if given.logits is None else _at_least_float32(given.logits)
            return self._of(LossBatch(code, _similar(code, labels, pairs), labels, logits, progress, bank))

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
