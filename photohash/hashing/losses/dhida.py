"""The loss of DHIDA, deep hash with improved dual attention (2021), section 3.4; and a softmax over the batch.

Symbols: u_i, relaxed bits of photo i (K of them); s_ij, 1 for a similar pair and 0 for another; <u_i, u_j>, the half
inner product u_i . u_j / 2; gamma, the weight of the balance of bits.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

from photohash.hashing.losses.batch import Batch, Loss
from photohash.hashing.losses.pairs import bit_balance, different_photos, mean_where, pairwise_logistic


@dataclass(frozen=True)
class DhidaLoss(Loss):
    """L of Eq. 13: ``pairwise_logistic + gamma * bit_balance``.

    Attributes:
        gamma: weight of the balance; the paper's is 0.1.
        scale: as in ``pairwise_logistic``.
        margin: as in ``pairwise_logistic``.
        positive_share: as in ``pairwise_logistic``.
    """

    gamma: float = 0.1
    scale: float = 0.5
    margin: float = 0.0
    positive_share: float | None = None

    def _of(self, batch: Batch) -> Tensor:
        pairwise = pairwise_logistic(
            batch.code, batch.similar, scale=self.scale, margin=self.margin, positive_share=self.positive_share
        )
        return pairwise + self.gamma * bit_balance(batch.code)


def batch_softmax(u: Tensor, similar: Tensor, *, sharpness: float = 24.0) -> Tensor:
    """Each photo has to pick its similar ones out of the batch; the hardest wrong ones count most.

    With c_ij the cosine of u_i and u_j and t the sharpness: ``-log(exp(t c_ij) / sum_k exp(t c_ik))``, k other than i,
    the mean over similar ordered pairs of two different photos. It is InfoNCE (van den Oord et al. 2018) for two views
    a photo, and the outer form of SupCon (Khosla et al. 2020) for more. Only the direction of u counts, as only its
    signs do in the end.

    Args:
        u: relaxed bits, float [n, K].
        similar: S, bool or 0/1 [n, n].
        sharpness: t, one over the temperature.

    Returns:
        A scalar; 0 where no pair is similar.
    """
    direction = functional.normalize(u, dim=1)
    others = different_photos(u)
    # The least number instead of minus infinity: a photo that is alone would have a softmax of nothing, NaN.
    z = (sharpness * direction @ direction.T).masked_fill(~others, torch.finfo(u.dtype).min)
    return mean_where(-torch.log_softmax(z, dim=1), (similar > 0) & others)


@dataclass(frozen=True)
class SoftmaxLoss(Loss):
    """``batch_softmax + gamma * bit_balance``: DHIDA's loss with the pairwise term exchanged.

    Attributes:
        gamma: weight of the balance.
        sharpness: as in ``batch_softmax``.
    """

    gamma: float = 0.02
    sharpness: float = 24.0

    def _of(self, batch: Batch) -> Tensor:
        softmax = batch_softmax(batch.code, batch.similar, sharpness=self.sharpness)
        return softmax + self.gamma * bit_balance(batch.code)
