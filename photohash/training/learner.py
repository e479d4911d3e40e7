"""What the loop trains: a network, with what its loss learns for itself and a bank of its latest codes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn

from photohash.hashing.losses import Bank, Loss
from photohash.hashing.network import HashNetwork, Outputs


class MemoryBank(nn.Module):
    """The last code of every photo that is learnt from.

    DSH, DPSH, DHN, DSDH, DFH and their like were made to compare each photo of a batch with all photos that are learnt
    from, of which a batch of 128 has one pair in 1,500. Codes of earlier steps are constants for the gradient. They lie
    in buffers, so that a run that was broken off goes on with them.

    Args:
        labels: of all photos, int [N] or 0/1 [N, L].
        bits: K, the length of a code.
    """

    codes: Tensor
    known: Tensor
    labels: Tensor

    def __init__(self, labels: Tensor, bits: int) -> None:
        super().__init__()
        self.register_buffer("codes", torch.zeros(len(labels), bits))
        self.register_buffer("known", torch.zeros(len(labels), dtype=torch.bool))
        self.register_buffer("labels", labels, persistent=False)
        self._places = torch.zeros(0, dtype=torch.int64)

    def expect(self, places: Tensor) -> None:
        """Says which photos the next batch is of, int64 [n]."""
        self._places = places.to(self.codes.device)

    def keep(self, code: Tensor) -> None:
        """Keeps the codes of that batch, float [n, K]."""
        self.codes[self._places] = code.detach().to(self.codes.dtype)
        self.known[self._places] = True

    def contents(self) -> Bank:
        """The bank as a loss takes it, right after the batch was kept."""
        return Bank(self.codes, self.labels, self._places, self.known)


class Learner(nn.Module):
    """Pixel values in, what the loss takes out.

    Args:
        network: what is trained.
        loss: may have a classifier of its own, which learns along and is no part of the model.
        bank: where codes are kept, if anywhere.
    """

    def __init__(self, network: HashNetwork, loss: Loss | None = None, bank: MemoryBank | None = None) -> None:
        super().__init__()
        self.network, self.bank = network, bank
        self.classifier = loss.classifier(network.bits) if loss else None

    def forward(self, pixels: Tensor) -> Outputs:
        """Pixel values of 0 to 255, float [n, 3, side, side]."""
        outputs = self.network.outputs(self.network.backbone.normalised(pixels))
        if self.bank is not None:
            self.bank.keep(outputs.code)
        return Outputs(outputs.code, self.classifier(outputs.code)) if self.classifier else outputs

    def own_parameters(self) -> Iterator[nn.Parameter]:
        """What is learnt and is not of the network."""
        if self.classifier:
            yield from self.classifier.parameters()

    def loss_of(self, loss: Loss) -> Loss:
        """The loss as the loop calls it: over the bank, where there is one."""
        return loss if self.bank is None else LossOverBank(loss, self.bank)


@dataclass(frozen=True, eq=False)
class LossOverBank(Loss):
    """A loss that is given the bank with every batch.

    Attributes:
        loss: what is worked out.
        bank: that the network's outputs were kept in.
    """

    loss: Loss
    bank: MemoryBank

    def __call__(self, outputs: Outputs | Tensor, labels: Tensor | None = None, **more: Any) -> Tensor:
        """See ``Loss``."""
        return self.loss(outputs, labels, bank=self.bank.contents(), **more)

    def _of(self, batch: Any) -> Tensor:
        raise NotImplementedError
