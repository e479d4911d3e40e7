"""Losses over pairs that the three papers are compared with: DSH, DPSH, DHN, HashNet, DBDH and LCDSH.

Symbols: u_i, the network's output for photo i, K numbers; b_i = sign(u_i), its code; s_ij, 1 for a similar pair and 0
for another; theta_ij, the half inner product u_i . u_j / 2. Each paper sums over its pairs and photos; here terms are
means, over ordered pairs of two different photos or over photos and bits, and weights are given for means. With a
memory bank u_j is what the network last gave for any photo that is learnt from, a constant for the gradient.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import torch
from torch import Tensor

from photohash.hashing.losses.loss import Loss, LossBatch
from photohash.hashing.losses.pair_terms import (
    log_cosh,
    logistic,
    logistic_over,
    mean_where,
    signs,
    straight_through_signs,
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

    takes_bank: ClassVar[bool] = True

    alpha: float = 0.01
    margin_per_bit: float = 2.0

    def _of(self, batch: LossBatch) -> Tensor:
        pairs = batch.pairs
        apart = pairs.squared_distances
        lacking = (self.margin_per_bit * pairs.rows.shape[1] - apart).clamp(min=0)
        astray, others = ((u.abs() - 1).abs().sum(dim=1) for u in (pairs.rows, pairs.columns))
        return pairs.mean(0.5 * apart.where(pairs.similar, lacking) + self.alpha * (astray[:, None] + others[None]))


@dataclass(frozen=True)
class DpshLoss(Loss):
    """Deep pairwise-supervised hashing (Li et al. 2016, IJCAI): pairwise likelihood and distance to the code.

    ``mean log(1 + exp(theta_ij)) - s_ij theta_ij  +  eta mean (b_i - u_i)^2``.

    Attributes:
        eta: weight of the quantisation, as a mean over photos and bits. The paper's 10 to 50 is for sums, over the
            pairs of 5,000 photos and over the photos; 10 is 0.002 K here, 0.1 at 48 bits.
    """

    takes_bank: ClassVar[bool] = True

    eta: float = 0.1

    def _of(self, batch: LossBatch) -> Tensor:
        u = batch.code
        return logistic_over(batch.pairs) + self.eta * (signs(u) - u).square().mean()


@dataclass(frozen=True)
class DhnLoss(Loss):
    """Deep hashing network (Zhu et al. 2016, AAAI): pairwise cross-entropy and the bimodal Laplacian prior.

    The prior, ``exp(-|| |u_i| - 1 ||_1 / epsilon)``, makes the quantisation loss || |u_i| - 1 ||_1, which the paper
    smooths to ``sum_k log cosh(|u_ik| - 1)``.

    Attributes:
        weight: lambda, of the quantisation, as a mean over photos and bits.
    """

    takes_bank: ClassVar[bool] = True

    weight: float = 0.1

    def _of(self, batch: LossBatch) -> Tensor:
        u = batch.code
        return logistic_over(batch.pairs) + self.weight * log_cosh(u.abs() - 1).mean()


@dataclass(frozen=True)
class HashNetLoss(Loss):
    """HashNet (Cao et al. 2017, ICCV): weighted likelihood of pairs, and sign approached by tanh.

    The code is ``tanh(beta u)``, beta growing during training. A pair weighs ``w_ij = c_ij |S| / |S_1|`` where it is
    similar and ``|S| / |S_0|`` where it is not, so that both sorts weigh alike however rare one is; c_ij is the share
    that two photos have in common of the labels either has, 1 where photos have one label or pairs were given. With
    these weights the paper makes ``sum w_ij (log(1 + exp(alpha h_i . h_j)) - alpha s_ij h_i . h_j)`` least (Eq. 4);
    here it is divided by |S|. Alpha is under 1, so that the logistic function does not saturate at long codes.

    Attributes:
        alpha_bits: alpha is this over K; 10 is from a public program, the paper leaves it open.
        steepest: beta at the end of training. It begins at 1 and grows with the square root of the steps, as public
            programs have it; the paper itself has stages of any growing sequence.
    """

    takes_bank: ClassVar[bool] = True

    alpha_bits: float = 10.0
    steepest: float = 10.0

    def beta(self, progress: float) -> float:
        """How steep tanh is when that share of training is done."""
        return float((1 + (self.steepest**2 - 1) * min(max(progress, 0.0), 1.0)) ** 0.5)

    def _of(self, batch: LossBatch) -> Tensor:
        pairs, beta = batch.pairs, self.beta(batch.progress)
        h = torch.tanh(beta * pairs.rows)
        # A bank keeps u and not h, so that all codes of a step are equally steep.
        others = h if batch.bank is None else torch.tanh(beta * pairs.columns)
        losses = logistic(self.alpha_bits / h.shape[1] * (h @ others.T), pairs.similar) * _shared(batch)
        similar, dissimilar = pairs.counted & pairs.similar, pairs.counted & ~pairs.similar
        # The mean of w_ij times the loss: |S| / |S_1| times the sum over S_1, over |S|, is the mean over S_1.
        return mean_where(losses, similar) + mean_where(losses, dissimilar)


def _shared(batch: LossBatch) -> Tensor:
    """c_ij of HashNet, [n, m]: labels in common over labels of either; 1 for pairs without anything in common."""
    if batch.labels is None or batch.labels.ndim == 1:
        return batch.code.new_ones(())
    labels = (batch.labels > 0).to(batch.code.dtype)
    others = labels if batch.bank is None else (batch.bank.labels > 0).to(labels)
    common = labels @ others.T
    either = labels.sum(dim=1)[:, None] + others.sum(dim=1)[None] - common
    return (common / either.clamp(min=1)).where(common > 0, torch.ones_like(common))


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
        discrete: whether the loss sees the codes; else the outputs held between -1 and +1, as in a public program.
    """

    takes_bank: ClassVar[bool] = True

    alpha: float = 0.1
    power: int = 2
    discrete: bool = True

    def _of(self, batch: LossBatch) -> Tensor:
        u = batch.code
        within = u.clamp(-1, 1)
        b = straight_through_signs(within) if self.discrete else within
        pairs = batch.pairs.map(b, b)
        if batch.bank is not None:
            kept = batch.bank.codes.to(b.dtype)
            pairs = batch.pairs.map(b, signs(kept) if self.discrete else kept.clamp(-1, 1))
        return logistic_over(pairs) + self.alpha * b.mean(dim=1).abs().pow(self.power).mean()


@dataclass(frozen=True)
class LcdshLoss(Loss):
    """Locality-constrained deep supervised hashing (Zhu and Gao 2017, IJCAI): codes keep the nearness of outputs.

    ``mean log(1 + exp(theta_ij)) - s_ij theta_ij  +  weight mean (sigma(theta_ij) - sigma(b_i . b_j / 2))^2``, both
    over pairs: how likely two outputs are similar should be how likely their codes are. Read from public programs, not
    from the paper.

    Attributes:
        weight: lambda; 3 is from a public program.
    """

    takes_bank: ClassVar[bool] = True

    weight: float = 3.0

    def _of(self, batch: LossBatch) -> Tensor:
        pairs = batch.pairs
        of_codes = signs(pairs.rows) @ signs(pairs.columns).T
        kept = (torch.sigmoid(pairs.inner / 2) - torch.sigmoid(of_codes / 2)).square()
        return logistic_over(pairs) + self.weight * pairs.mean(kept)
