"""The loss of DHIDA: pairwise logistic likelihood plus the balance of every bit (section 3.4, Eqs. 9 to 13).

Symbols: u_i, relaxed bits of photo i (K of them); s_ij, 1 for a similar pair and 0 for another; <u_i, u_j> = u_i . u_j / 2, the
half inner product; gamma, weight of the balance.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional


def similar_pairs(labels: Tensor) -> Tensor:
    """S: which pairs are similar.

    Args:
        labels: integer [n], similar where equal; or 0/1 [n, L], similar where two photos share a label.

    Returns:
        Bool [n, n].

    Raises:
        ValueError: labels have another number of dimensions.
    """
    if labels.ndim == 1:
        return labels[:, None] == labels[None, :]
    if labels.ndim == 2:
        known = labels.to(torch.float32)
        return known @ known.T > 0
    raise ValueError(f"labels must be [n] or [n, L], got {tuple(labels.shape)}")


def pairwise_logistic(
    u: Tensor, similar: Tensor, *, scale: float = 0.5, margin: float = 0.0, positive_share: float | None = None
) -> Tensor:
    """L1 of Eq. 11, ``log(1 + exp(z_ij)) - s_ij z_ij``, over ordered pairs of two different photos.

    The paper has ``z_ij = u_i . u_j / 2`` and sums over pairs; here the mean is taken, so that a batch's size does not weigh
    against the balance term. With long codes and views of photos for pairs the paper's form stalls: at 256 bits z runs from
    -128 to 128 and is flat almost everywhere, one pair in n is similar, and unrelated photos, whose inner product is 0 at
    best, are pushed apart for ever. The three options answer these three.

    Args:
        u: relaxed bits, float [n, K].
        similar: S, bool or 0/1 [n, n].
        scale: what the inner product is multiplied by.
        margin: the inner product at which a pair is as likely similar as not; K - 2 d for a boundary at distance d.
        positive_share: the weight of all similar pairs together, the others having the rest; None weighs every pair alike.

    Returns:
        A scalar.
    """
    wanted = similar.to(u.dtype)
    z = scale * (u @ u.T - margin)
    losses = functional.softplus(z) - wanted * z
    others = ~torch.eye(len(u), dtype=torch.bool, device=u.device)
    if positive_share is None:
        return losses[others].mean()
    positive = losses[others & (wanted > 0)].mean()
    negative = losses[others & (wanted == 0)].mean()
    return positive_share * positive + (1 - positive_share) * negative


def bit_balance(u: Tensor) -> Tensor:
    """L2 of Eq. 12: the sum over bits of the squared mean of the bit over the batch; 0 when each is as often -1 as +1.

    Args:
        u: relaxed bits, float [n, K].
    """
    return u.mean(dim=0).square().sum()


@dataclass(frozen=True)
class DhidaLoss:
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

    def __call__(self, u: Tensor, labels: Tensor | None = None, *, pairs: Tensor | None = None) -> Tensor:
        """The loss of a batch, a scalar.

        Args:
            u: relaxed bits, float [n, K].
            labels: [n] or [n, L], as in ``similar_pairs``.
            pairs: S itself, [n, n], instead of labels.

        Raises:
            ValueError: neither or both of labels and pairs are given.
        """
        if (labels is None) == (pairs is None):
            raise ValueError("give either labels or pairs")
        similar = pairs if labels is None else similar_pairs(labels)
        assert similar is not None  # noqa: S101 (one of the two is given)
        loss = pairwise_logistic(
            u, similar, scale=self.scale, margin=self.margin, positive_share=self.positive_share
        )
        return loss + self.gamma * bit_balance(u)
