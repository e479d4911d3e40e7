"""What training makes small: the loss of DHIDA (section 3.4, Eqs. 9 to 13), and a softmax over the batch.

Symbols: u_i, relaxed bits of photo i (K of them); s_ij, 1 for a similar pair and 0 for another; <u_i, u_j>, the half
inner product u_i . u_j / 2; gamma, the weight of the balance of bits.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

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

    The paper has ``z_ij = u_i . u_j / 2`` and sums over pairs; here the mean is taken, so that a batch's size does not
    weigh against the balance term. Where hardly any pair is similar, as with views of photos, the paper's form has a
    way out that serves nobody: every u at 0, z at 0, and a loss of log 2. The three options move the boundary and the
    weights; ``batch_softmax`` has no such way out.

    Args:
        u: relaxed bits, float [n, K].
        similar: S, bool or 0/1 [n, n].
        scale: what the inner product is multiplied by.
        margin: the inner product at which a pair is as likely similar as not; K - 2 d for a boundary at distance d.
        positive_share: the weight of all similar pairs together, the others having the rest; None weighs every pair
            alike. A batch without similar pairs, or without others, has 0 for their part.

    Returns:
        A scalar.
    """
    wanted = similar.to(u.dtype)
    z = scale * (u @ u.T - margin)
    losses = functional.softplus(z) - wanted * z
    others = ~torch.eye(len(u), dtype=torch.bool, device=u.device)
    if positive_share is None:
        return losses[others].mean()
    positive = _mean_where(losses, others & (wanted > 0))
    negative = _mean_where(losses, others & (wanted == 0))
    return positive_share * positive + (1 - positive_share) * negative


def _mean_where(values: Tensor, chosen: Tensor) -> Tensor:
    """The mean of the chosen values, 0 where none is: a mean of nothing is NaN and would spoil every weight."""
    return values[chosen].sum() / chosen.sum().clamp(min=1)


def bit_balance(u: Tensor) -> Tensor:
    """L2 of Eq. 12: the sum over bits of the squared mean of the bit over the batch; 0 when each is as often -1 as +1.

    Args:
        u: relaxed bits, float [n, K].
    """
    return u.mean(dim=0).square().sum()


def batch_softmax(u: Tensor, similar: Tensor, *, sharpness: float = 24.0) -> Tensor:
    """Each photo has to pick its similar ones out of the batch; the hardest wrong ones count most.

    With c_ij the cosine of u_i and u_j and t the sharpness: ``-log(exp(t c_ij) / sum_k exp(t c_ik))``, k other than i,
    the mean over similar ordered pairs of two different photos. It is InfoNCE (van den Oord et al. 2018) for two views
    a photo, and the outer form of SupCon (Khosla et al. 2020) for more. Only the direction of u counts, as only its
    signs do in the end.

    Args:
        u: relaxed bits, float [n, K].
        similar: S, bool or 0/1 [n, n]; at least one pair is similar.
        sharpness: t, one over the temperature.

    Returns:
        A scalar.
    """
    direction = functional.normalize(u, dim=1)
    itself = torch.eye(len(u), dtype=torch.bool, device=u.device)
    z = (sharpness * direction @ direction.T).masked_fill(itself, float("-inf"))
    return -torch.log_softmax(z, dim=1)[(similar > 0) & ~itself].mean()


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
            ValueError: neither or both of labels and pairs are given, or they are not for n photos.
        """
        similar = _similar(u, labels, pairs)
        pairwise = pairwise_logistic(
            u, similar, scale=self.scale, margin=self.margin, positive_share=self.positive_share
        )
        return pairwise + self.gamma * bit_balance(u)


@dataclass(frozen=True)
class SoftmaxLoss:
    """``batch_softmax + gamma * bit_balance``: DHIDA's loss with the pairwise term exchanged.

    Attributes:
        gamma: weight of the balance.
        sharpness: as in ``batch_softmax``.
    """

    gamma: float = 0.02
    sharpness: float = 24.0

    def __call__(self, u: Tensor, labels: Tensor | None = None, *, pairs: Tensor | None = None) -> Tensor:
        """The loss of a batch, with the arguments and errors of ``DhidaLoss``."""
        return batch_softmax(u, _similar(u, labels, pairs), sharpness=self.sharpness) + self.gamma * bit_balance(u)


Loss = DhidaLoss | SoftmaxLoss

LOSSES: dict[str, type[DhidaLoss] | type[SoftmaxLoss]] = {"dhida": DhidaLoss, "softmax": SoftmaxLoss}
"""Every loss by the name it has in recipes."""


def _similar(u: Tensor, labels: Tensor | None, pairs: Tensor | None) -> Tensor:
    """S from whichever of the two was given, for exactly the photos of u: a smaller one would be spread in silence."""
    if (labels is None) == (pairs is None):
        raise ValueError("give either labels or pairs")
    similar = pairs if pairs is not None else similar_pairs(cast(Tensor, labels))
    if u.ndim != 2 or similar.shape != (len(u), len(u)):
        raise ValueError(f"u {tuple(u.shape)} must be [n, K] and S [n, n], got S {tuple(similar.shape)}")
    return similar
