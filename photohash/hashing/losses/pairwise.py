"""Losses over pairs that the three papers are compared with: DSH, DPSH, DHN, HashNet and DBDH.

Symbols: u_i, the network's output for photo i, K numbers; b_i = sign(u_i), its code; s_ij, 1 for a similar pair and 0
for another; theta_ij, the half inner product u_i . u_j / 2. Each paper sums over its pairs and photos; here terms are
means, over ordered pairs of two different photos or over photos and bits, and weights are given for means.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

from photohash.hashing.losses.loss import Loss, LossBatch
from photohash.hashing.losses.pair_terms import (
    different_photos,
    log_cosh,
    logistic,
    mean_over_pairs,
    mean_where,
    pairwise_logistic,
    signs,
    squared_distances,
)


@dataclass(frozen=True)
class DshLoss(Loss):
    """Deep supervised hashing (Liu et al. 2016, CVPR), its relaxed loss.

    Half the squared distance of a similar pair; half of what lacks to the margin of another; and, so that outputs come
    near -1 and +1, ``alpha (|| |u_i| - 1 ||_1 + || |u_j| - 1 ||_1)`` of every pair.

    Attributes:
        alpha: weight of the regulariser; the paper's is 0.01.
        margin_per_bit: m / K; the paper has m = 2K, which is K/2 bits apart in squared distances of -1 and +1.
    """

    alpha: float = 0.01
    margin_per_bit: float = 2.0

    def _of(self, batch: LossBatch) -> Tensor:
        u = batch.code
        apart = squared_distances(u)
        lacking = (self.margin_per_bit * u.shape[1] - apart).clamp(min=0)
        astray = (u.abs() - 1).abs().sum(dim=1)
        pairs = 0.5 * apart.where(batch.similar, lacking) + self.alpha * (astray[:, None] + astray[None])
        return mean_over_pairs(pairs)


@dataclass(frozen=True)
class DpshLoss(Loss):
    """Deep pairwise-supervised hashing (Li et al. 2016, IJCAI): pairwise likelihood and distance to the code.

    ``mean log(1 + exp(theta_ij)) - s_ij theta_ij  +  eta mean (b_i - u_i)^2``.

    Attributes:
        eta: weight of the quantisation, as a mean over photos and bits. The paper's 10 to 50 is for sums, over the
            pairs of 5,000 photos and over the photos; 10 is 0.002 K here, 0.1 at 48 bits.
    """

    eta: float = 0.1

    def _of(self, batch: LossBatch) -> Tensor:
        u = batch.code
        return pairwise_logistic(u, batch.similar) + self.eta * (signs(u) - u).square().mean()


@dataclass(frozen=True)
class DhnLoss(Loss):
    """Deep hashing network (Zhu et al. 2016, AAAI): pairwise cross-entropy and the bimodal Laplacian prior.

    The prior, ``exp(-|| |u_i| - 1 ||_1 / epsilon)``, makes the quantisation loss || |u_i| - 1 ||_1, which the paper
    smooths to ``sum_k log cosh(|u_ik| - 1)``.

    Attributes:
        weight: lambda, of the quantisation, as a mean over photos and bits.
    """

    weight: float = 0.1

    def _of(self, batch: LossBatch) -> Tensor:
        u = batch.code
        return pairwise_logistic(u, batch.similar) + self.weight * log_cosh(u.abs() - 1).mean()


@dataclass(frozen=True)
class HashNetLoss(Loss):
    """HashNet (Cao et al. 2017, ICCV): weighted likelihood of pairs, and sign approached by tanh.

    The code is ``tanh(beta u)``, beta growing during training. A pair weighs ``w_ij = c_ij |S| / |S_1|`` where it is
    similar and ``|S| / |S_0|`` where it is not, so that both sorts weigh alike however rare one is; c_ij is the share
    that two photos have in common of the labels either has, 1 where photos have one label or pairs were given. The
    logistic function takes ``alpha h_i . h_j``, with alpha under 1 so that it does not saturate at long codes.

    Attributes:
        alpha_bits: alpha is this over K; 10 is from a public program, the paper leaves it open.
        steepest: beta at the end of training. It begins at 1 and grows with the square root of the steps, as public
            programs have it; the paper itself has stages of any growing sequence.
    """

    alpha_bits: float = 10.0
    steepest: float = 10.0

    def beta(self, progress: float) -> float:
        """How steep tanh is when that share of training is done."""
        return float((1 + (self.steepest**2 - 1) * min(max(progress, 0.0), 1.0)) ** 0.5)

    def _of(self, batch: LossBatch) -> Tensor:
        h = torch.tanh(self.beta(batch.progress) * batch.code)
        losses = logistic(self.alpha_bits / h.shape[1] * (h @ h.T), batch.similar) * _shared(batch)
        others = different_photos(h)
        similar, dissimilar = others & batch.similar, others & ~batch.similar
        # The mean of w_ij times the loss: |S| / |S_1| times the sum over S_1, over |S|, is the mean over S_1.
        return mean_where(losses, similar) + mean_where(losses, dissimilar)


def _shared(batch: LossBatch) -> Tensor:
    """c_ij of HashNet, [n, n]: labels in common over labels of either; 1 for pairs without anything in common."""
    if batch.labels is None or batch.labels.ndim == 1:
        return torch.ones_like(batch.similar, dtype=batch.code.dtype)
    known = (batch.labels > 0).to(batch.code.dtype)
    common, counts = known @ known.T, known.sum(dim=1)
    either = counts[:, None] + counts[None] - common
    return (common / either.clamp(min=1)).where(batch.similar, torch.ones_like(common))


@dataclass(frozen=True)
class DbdhLoss(Loss):
    """Deep balanced discrete hashing (Zheng et al. 2020, Neurocomputing): pairwise likelihood of the codes themselves.

    The codes are ``b = sign(u)``, through which gradients go straight where |u| <= 1 and not at all outside (the
    straight-through estimator of hard tanh), so there is no quantisation loss. The balance is ``|mean over bits of
    b_i|^p``, least where a code has as many ones as zeros.

    The paper's balance term was read from public implementations of it, not from the paper.

    Attributes:
        alpha: weight of the balance.
        power: p.
    """

    alpha: float = 0.1
    power: int = 2

    def _of(self, batch: LossBatch) -> Tensor:
        u = batch.code
        within = u.clamp(-1, 1)
        b = within + (signs(u) - within).detach()
        return pairwise_logistic(b, batch.similar) + self.alpha * b.mean(dim=1).abs().pow(self.power).mean()
