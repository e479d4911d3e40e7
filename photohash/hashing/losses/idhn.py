"""The loss of IDHN, improved deep hashing for multi-label retrieval (Zhang et al. 2019, IEEE TMM): how similar, not if.

Symbols: u_i, the network's output for photo i, K numbers; y_i, which labels it has; s_ij, the cosine of y_i and y_j. A
pair is hard where s_ij is 0 or 1, and soft in between.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import torch
from torch import Tensor
from torch.nn import functional

from photohash.hashing.losses.loss import Loss, LossBatch
from photohash.hashing.losses.pair_terms import logistic

_NEARLY = 1e-4


@dataclass(frozen=True)
class IdhnLoss(Loss):
    """A hard pair costs its cross-entropy, a soft one how far its inner product is from what its cosine says.

    Over pairs the mean of ``log(1 + exp(alpha u_i . u_j)) - s_ij alpha u_i . u_j`` for hard ones and of
    ``gamma ((u_i . u_j + K) / 2 - s_ij K)^2`` for soft ones, and ``weight`` times the mean of ``||u| - 1|``. Photos
    with one label, and pairs that were given, are hard throughout. Read from public programs, not from the paper.

    Attributes:
        alpha: of the inner product in the cross-entropy.
        gamma: weight of soft pairs.
        weight: lambda, of the quantisation, as a mean over photos and bits.
    """

    takes_bank: ClassVar[bool] = True

    alpha: float = 0.5
    gamma: float = 0.1
    weight: float = 0.1

    def _of(self, batch: LossBatch) -> Tensor:
        pairs, bits = batch.pairs, batch.code.shape[1]
        s = _cosines(batch, pairs.similar)
        hard = (s < _NEARLY) | (s > 1 - _NEARLY)
        soft = self.gamma * ((pairs.inner + bits) / 2 - s * bits).square()
        quantisation = (batch.code.abs() - 1).abs().mean()
        return pairs.mean(logistic(self.alpha * pairs.inner, s).where(hard, soft)) + self.weight * quantisation


def _cosines(batch: LossBatch, similar: Tensor) -> Tensor:
    """s_ij, float [n, m]; 0 for a photo without labels."""
    if batch.labels is None or batch.labels.ndim == 1:
        return similar.to(batch.code.dtype)
    labels = batch.labels if batch.bank is None else batch.bank.labels
    one, other = (functional.normalize((known > 0).to(batch.code.dtype), dim=1) for known in (batch.labels, labels))
    return torch.matmul(one, other.T)
