"""The loss of DAHP, deep attention-guided hashing with pairwise labels (2022), section III.F.

Symbols: b_i, code of photo i (c bits); m_i, the anchor of its class, made by AHCG; pi_ij, the half inner product
b_i . b_j / 2; lambda, the weight of the anchor loss.

The paper has codes and anchors in {0, 1}. Then pi_ij is never negative, sigma(pi_ij) never under 1/2, and a dissimilar
pair of Eq. 7 never likelier dissimilar than similar, whatever the network does. Here both are -1 and +1.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar

import torch
from torch import Tensor

from photohash.hashing.anchors import ahcg, without_constant_bits
from photohash.hashing.losses.loss import Loss, LossBatch
from photohash.hashing.losses.pair_terms import logistic_over


@dataclass(frozen=True)
class DahpLoss(Loss):
    """``pairwise_logistic + anchor * mean_i |b_i - m_i|^2`` (Eqs. 8 to 10).

    The paper sums the first term over pairs, which at 128 photos a batch leaves lambda = 0.05 with next to no weight,
    and one that changes with the batch; here it is the mean over ordered pairs of two different photos. The squared
    distance of the second is the sum over bits, the mean over photos, as printed. Of a photo with several labels it is
    the mean over their anchors; of one without labels 0.

    Attributes:
        anchor: lambda, weight of the anchor loss; the paper's is 0.05, and 0 is its variant without anchors.
        classes: how many anchors.
        distance: H of the anchors; None for the largest.
        varied: whether anchors have no bit that is the same in all of them, see ``anchors.without_constant_bits``; as
            AHCG makes them, ten anchors of 48 bits have three such bits.
        positive_share: as in ``pairwise_logistic``.
    """

    takes_bank: ClassVar[bool] = True

    anchor: float = 0.05
    classes: int = 0
    distance: int | None = None
    varied: bool = False
    positive_share: float | None = None

    def _of(self, batch: LossBatch) -> Tensor:
        pairwise = logistic_over(batch.pairs, positive_share=self.positive_share)
        return pairwise + self.anchor * self._anchor_loss(batch) if self.anchor else pairwise

    def _anchor_loss(self, batch: LossBatch) -> Tensor:
        members = batch.memberships(self.classes, "dahp")
        code = batch.code
        anchors = _anchors(code.shape[1], self.classes, self.distance, self.varied, code.device).to(code.dtype)
        if batch.labels is not None and batch.labels.ndim == 1:
            return (code - anchors[batch.labels]).square().sum(dim=1).mean()
        apart = (code[:, None] - anchors[None]).square().sum(dim=2)
        return ((members * apart).sum(dim=1) / members.sum(dim=1).clamp(min=1)).mean()


@lru_cache(maxsize=8)
def _anchors(bits: int, classes: int, distance: int | None, varied: bool, device: torch.device) -> Tensor:
    """The anchors as -1 and +1, float32 [classes, bits]."""
    made = ahcg(bits, classes, distance)
    words = (without_constant_bits(made) if varied else made).words
    return torch.from_numpy(words * 2.0 - 1.0).to(device, torch.float32)
