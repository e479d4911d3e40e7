"""The loss of DHIDA, deep hash with improved dual attention (2021), section 3.4.

Symbols: u_i, relaxed bits of photo i (K of them); s_ij, 1 for a similar pair and 0 for another; <u_i, u_j>, the half
inner product u_i . u_j / 2; gamma, the weight of the balance of bits.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from torch import Tensor

from photohash.hashing.losses.loss import Loss, LossBatch
from photohash.hashing.losses.pair_terms import bit_balance, logistic_over


@dataclass(frozen=True)
class DhidaLoss(Loss):
    """L of Eq. 13: ``pairwise_logistic + gamma * bit_balance``.

    Attributes:
        gamma: weight of the balance; the paper's is 0.1.
        scale: as in ``pairwise_logistic``.
        margin: as in ``pairwise_logistic``.
        positive_share: as in ``pairwise_logistic``.
    """

    takes_bank: ClassVar[bool] = True

    gamma: float = 0.1
    scale: float = 0.5
    margin: float = 0.0
    positive_share: float | None = None

    def _of(self, batch: LossBatch) -> Tensor:
        pairwise = logistic_over(batch.pairs, scale=self.scale, margin=self.margin, positive_share=self.positive_share)
        return pairwise + self.gamma * bit_balance(batch.code)
