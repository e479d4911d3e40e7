"""A softmax over the batch: InfoNCE (van den Oord et al. 2018) for two views a photo.

For more views it is the outer form of SupCon (Khosla et al. 2020, NeurIPS).
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

from photohash.hashing.losses.loss import Loss, LossBatch
from photohash.hashing.losses.pair_terms import bit_balance, different_photos, mean_where


def info_nce(u: Tensor, similar: Tensor, *, scale: float = 24.0) -> Tensor:
    """Each photo has to pick its similar ones out of the batch; the hardest wrong ones count most.

    With c_ij the cosine of u_i and u_j and t the scale: ``-log(exp(t c_ij) / sum_k exp(t c_ik))``, k other than i,
    the mean over similar ordered pairs of two different photos. It is InfoNCE (van den Oord et al. 2018) for two views
    a photo, and the outer form of SupCon (Khosla et al. 2020) for more. Only the direction of u counts, as only its
    signs do in the end.

    Args:
        u: relaxed bits, float [n, K].
        similar: S, bool or 0/1 [n, n].
        scale: t, which cosines are multiplied by: one over the temperature.

    Returns:
        A scalar; 0 where no pair is similar.
    """
    direction = functional.normalize(u, dim=1)
    others = different_photos(u)
    # The least number instead of minus infinity: a photo that is alone would have a softmax of nothing, NaN.
    z = (scale * direction @ direction.T).masked_fill(~others, torch.finfo(u.dtype).min)
    return mean_where(-torch.log_softmax(z, dim=1), (similar > 0) & others)


@dataclass(frozen=True)
class InfoNceLoss(Loss):
    """``info_nce + gamma * bit_balance``: DHIDA's loss with the pairwise term exchanged.

    Attributes:
        gamma: weight of the balance.
        scale: as in ``info_nce``.
    """

    gamma: float = 0.02
    scale: float = 24.0

    def _of(self, batch: LossBatch) -> Tensor:
        softmax = info_nce(batch.code, batch.similar, scale=self.scale)
        return softmax + self.gamma * bit_balance(batch.code)
