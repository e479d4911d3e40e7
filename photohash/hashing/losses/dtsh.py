"""The loss of DTSH, deep supervised hashing with triplet labels (Wang, Shi and Kitani 2016, ACCV).

Symbols: u_i, the network's output for photo i, K numbers; b_i = sign(u_i); theta_ij, the half inner product
u_i . u_j / 2; a triplet (q, p, n) is a photo, one similar to it and one that is not; alpha, the margin.
"""

from __future__ import annotations

from dataclasses import dataclass

from torch import Tensor
from torch.nn import functional

from photohash.hashing.losses.loss import Loss, LossBatch
from photohash.hashing.losses.pair_terms import different_photos, signs


@dataclass(frozen=True)
class DtshLoss(Loss):
    """``mean log(1 + exp(-(theta_qp - theta_qn - alpha)))`` over triplets, and ``eta mean (b_i - u_i)^2``.

    The mean is over the triplets of each q and then over the photos q that have any, so that photos of large classes
    weigh no more than others; it is the negative logarithm of the triplets' likelihood. n photos make up to n^3 / 4
    triplets, which are all gone through: two million for a batch of 200.

    Attributes:
        margin_per_bit: alpha / K; the paper's alpha is half the length of a code.
        scale: theta is this times the inner product.
        eta: weight of the quantisation, as a mean over photos and bits.
    """

    margin_per_bit: float = 0.5
    scale: float = 0.5
    eta: float = 1.0

    def _of(self, batch: LossBatch) -> Tensor:
        u = batch.code
        theta = self.scale * (u @ u.T)
        others = different_photos(u)
        right, wrong = others & batch.similar, others & ~batch.similar
        triplets = right[:, :, None] & wrong[:, None, :]
        lead = theta[:, :, None] - theta[:, None, :] - self.margin_per_bit * u.shape[1]
        counts = triplets.sum(dim=(1, 2))
        of_photos = (functional.softplus(-lead) * triplets).sum(dim=(1, 2)) / counts.clamp(min=1)
        ranking = of_photos.sum() / (counts > 0).sum().clamp(min=1)
        return ranking + self.eta * (signs(u) - u).square().mean()
