"""The loss of DAH, deep attention-based hash (2020), section III.B: W1, W2 and cross-entropy.

Symbols: x_i, code of photo i, K numbers in [1/4, 3/4] by the shrink-sigmoid of Eq. 1, whose bits are x > 1/2; S, 1 for
a similar pair and 0 for another; t, the threshold K / 4.8; phi1 and phi2, the weights of W1 and W2.
"""

from __future__ import annotations

from dataclasses import dataclass

from torch import Tensor

from photohash.hashing.losses.loss import Loss, LossBatch
from photohash.hashing.losses.pair_terms import mean_over_pairs, squared_distances

_THRESHOLD_BITS = 4.8


def pair_distance_loss(x: Tensor, similar: Tensor, *, printed: bool = False) -> Tensor:
    """W1 of Eq. 2 for every pair.

    Of a similar pair the squared distance. Of another the paper prints ``t + sum_k log(1 - |x_ik - x_jk|)`` and says
    that it is least only where the distance equals t. Both cannot be: the logarithms fall without end as the distance
    grows, so that the printed form is least at the greatest distance, ``t - K log 2`` at 1/2 in every bit. What is said
    in words is true of its absolute value, which is least, 0, where ``-sum_k log(1 - |x_ik - x_jk|) = t``: with 30 % of
    the bits wholly apart and the others equal, or any mixture that comes to the same.

    Args:
        x: codes in [1/4, 3/4], float [n, K]. A distance of a bit over 1/2, which Eq. 1 does not allow, counts as 1/2.
        similar: S, bool [n, n].
        printed: the form as printed; without it the absolute value.

    Returns:
        [n, n].
    """
    apart = (x[:, None] - x[None]).abs().clamp(max=0.5)
    dissimilar = x.shape[1] / _THRESHOLD_BITS + (-apart).log1p().sum(dim=2)
    return squared_distances(x).where(similar, dissimilar if printed else dissimilar.abs())


def pair_balance(x: Tensor) -> Tensor:
    """W2 of Eq. 4 for every pair: the square of the sum, over both photos and all bits, of x - 1/2.

    Args:
        x: codes in [1/4, 3/4], float [n, K].

    Returns:
        [n, n].
    """
    excess = (x - 0.5).sum(dim=1)
    return (excess[:, None] + excess[None]).square()


@dataclass(frozen=True)
class DahLoss(Loss):
    """``phi1 W1 + phi2 W2`` over ordered pairs (Eq. 6), plus the cross-entropy of the classifier on top of the code.

    Of photos with several labels the cross-entropy is the binary one, mean over labels.

    Attributes:
        phi1: weight of W1; the paper's is 1.
        phi2: weight of W2; the paper's is 1.
        classification: weight of the cross-entropy; the paper names none, which is 1. With 0 no logits are needed.
        printed: Eq. 2 as printed, as in ``pair_distance_loss``.
    """

    phi1: float = 1.0
    phi2: float = 1.0
    classification: float = 1.0
    printed: bool = False

    def _of(self, batch: LossBatch) -> Tensor:
        distance = pair_distance_loss(batch.code, batch.similar, printed=self.printed)
        pairs = mean_over_pairs(self.phi1 * distance + self.phi2 * pair_balance(batch.code))
        return pairs + self.classification * batch.cross_entropy("dah") if self.classification else pairs
