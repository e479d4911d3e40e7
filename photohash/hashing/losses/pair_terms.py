"""What the losses over pairs are made of: which pairs are similar, means over pairs, the logistic loss of a pair."""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional


def similar_pairs(labels: Tensor, others: Tensor | None = None) -> Tensor:
    """S: which pairs are similar.

    Args:
        labels: integer [n], similar where equal; or 0/1 [n, L], similar where two photos share a label.
        others: of the photos that these are paired with, [m] or [m, L]; None for the same photos.

    Returns:
        Bool [n, m].

    Raises:
        ValueError: labels have another number of dimensions.
    """
    others = labels if others is None else others
    if labels.ndim == 1:
        return labels[:, None] == others[None, :]
    if labels.ndim == 2:
        return labels.to(torch.float32) @ others.to(torch.float32).T > 0
    raise ValueError(f"labels must be [n] or [n, L], got {tuple(labels.shape)}")


@dataclass(frozen=True)
class PairedCodes:
    """Pairs of a photo of the batch, a row, with another of the batch or of a memory bank, a column.

    Attributes:
        rows: relaxed bits, float [n, K].
        columns: relaxed bits, float [m, K]; without gradient where they are of a bank.
        similar: S, bool [n, m].
        counted: bool [n, m]; two different photos, of which both have bits.
    """

    rows: Tensor
    columns: Tensor
    similar: Tensor
    counted: Tensor

    @classmethod
    def within(cls, u: Tensor, similar: Tensor) -> PairedCodes:
        """The ordered pairs of two different photos of a batch, float [n, K], with its S."""
        return cls(u, u, similar > 0, different_photos(u))

    @property
    def inner(self) -> Tensor:
        """The inner product of every pair, [n, m]."""
        return self.rows @ self.columns.T

    @property
    def squared_distances(self) -> Tensor:
        """The squared Euclidean distance of every pair, [n, m], with whole digits also for near ones far from 0."""
        if self.columns is self.rows:
            return squared_distances(self.rows)
        exact = "donot_use_mm_for_euclid_dist"
        return torch.cdist(self.rows, self.columns, compute_mode=exact).square()

    def mean(self, values: Tensor) -> Tensor:
        """The mean of [n, m] values over the counted pairs."""
        return mean_where(values, self.counted)

    def map(self, rows: Tensor, columns: Tensor) -> PairedCodes:
        """The same pairs with other bits."""
        return PairedCodes(rows, columns, self.similar, self.counted)


def different_photos(x: Tensor) -> Tensor:
    """Bool [n, n]: the ordered pairs of two different photos among the n rows of x."""
    return ~torch.eye(len(x), dtype=torch.bool, device=x.device)


def mean_where(values: Tensor, chosen: Tensor) -> Tensor:
    """The mean of the chosen values, 0 where none is: a mean of nothing is NaN and would spoil every weight."""
    return values[chosen].sum() / chosen.sum().clamp(min=1)


def mean_over_pairs(values: Tensor) -> Tensor:
    """The mean of [n, n] values over ordered pairs of two different photos; 0 for a single photo."""
    return mean_where(values, different_photos(values))


def squared_distances(u: Tensor) -> Tensor:
    """|u_i - u_j|^2 of every pair, [n, n], with whole digits also for near rows far from 0.

    By the difference itself: the shorter ``|u_i|^2 + |u_j|^2 - 2 u_i . u_j`` loses the distance of two codes of length
    10,000 to rounding, and can come out negative.
    """
    return (u[:, None] - u[None]).square().sum(dim=2)


def logistic(z: Tensor, similar: Tensor) -> Tensor:
    """log(1 + exp(z)) - s z, what it costs in nats to say with the odds exp(z) that a pair is similar."""
    return functional.softplus(z) - similar.to(z.dtype) * z


def logistic_over(
    pairs: PairedCodes, *, scale: float = 0.5, margin: float = 0.0, positive_share: float | None = None
) -> Tensor:
    """``log(1 + exp(z_ij)) - s_ij z_ij``, the mean over pairs of two different photos.

    This is L1 of DHIDA (2021, Eq. 11) and the first term of DAHP (2022, Eq. 9), DPSH, DHN and DBDH. The papers have
    ``z_ij = u_i . u_j / 2`` and sum over pairs; here the mean is taken, so that a batch's size does not weigh against
    the other terms. Where hardly any pair is similar, as with views of photos, this has a way out that serves nobody:
    every u at 0, z at 0, and a loss of log 2. The three options move the boundary and the weights; ``info_nce``
    has no such way out.

    Args:
        pairs: the pairs.
        scale: what the inner product is multiplied by.
        margin: the inner product at which a pair is as likely similar as not; K - 2 d for a boundary at distance d.
        positive_share: the weight of all similar pairs together, the others having the rest; None weighs every pair
            alike. A batch without similar pairs, or without others, has 0 for their part.

    Returns:
        A scalar; 0 for a single photo.
    """
    losses = logistic(scale * (pairs.inner - margin), pairs.similar)
    if positive_share is None:
        return pairs.mean(losses)
    positive = mean_where(losses, pairs.counted & pairs.similar)
    negative = mean_where(losses, pairs.counted & ~pairs.similar)
    return positive_share * positive + (1 - positive_share) * negative


def pairwise_logistic(
    u: Tensor, similar: Tensor, *, scale: float = 0.5, margin: float = 0.0, positive_share: float | None = None
) -> Tensor:
    """``logistic_over`` the ordered pairs of two different photos of a batch, float [n, K], with its S, [n, n]."""
    return logistic_over(PairedCodes.within(u, similar), scale=scale, margin=margin, positive_share=positive_share)


def bit_balance(u: Tensor) -> Tensor:
    """L2 of DHIDA (Eq. 12): the sum over bits of the squared mean of the bit; 0 when each is as often -1 as +1.

    Args:
        u: relaxed bits, float [n, K].
    """
    return u.mean(dim=0).square().sum()


def log_cosh(x: Tensor) -> Tensor:
    """``log cosh x`` without cosh: near |x| - log 2 where cosh has no number any more."""
    return x.abs() + functional.softplus(-2 * x.abs()) - math.log(2)


def signs(u: Tensor) -> Tensor:
    """The codes in the end, -1 or +1 like u and +1 at 0, as ``core.bits.pack`` has it; no gradient."""
    return torch.where(u.detach() >= 0, 1.0, -1.0).to(u.dtype)


def straight_through_signs(u: Tensor) -> Tensor:
    """The same with the gradient of u, as if there were no sign: the straight-through estimator."""
    return u + (signs(u) - u).detach()
